/**
 * Google Cloud Text-to-Speech, without I/O.
 *
 * Source: https://docs.cloud.google.com/text-to-speech/docs/reference/rest/v1beta1/text/synthesize (`input`, `voice`,
 * `audioConfig`, `enableTimePointing`; "for LINEAR16 audio, we include the WAV header"; up to 5,000 bytes of input),
 * /text-to-speech/docs/reference/rest/v1beta1/AudioConfig (`speakingRate` 0.25 to 2), /text-to-speech/docs/ssml (`mark`).
 * The version v1beta1 is used because only it gives the times of marks; a mark before each word times it. Chirp, Studio
 * and Gemini voices take no marks: their text goes as it is, and their words are not timed.
 */
import { channelOf, LINE_RATE, parseWav, resample } from '#audio';
import type { SpokenChunk, TtsCapabilities, TtsRequest } from '#models';
import type { SpokenWord, TtsBodyDecoder } from '../shared/tts-event.ts';
import type { HttpTts } from '../shared/tts-http-model.ts';
import { localeOfVoice, sameLanguage, withRegion } from '../shared/tts-locale.ts';
import { readBase64, readObject } from '../shared/tts-read.ts';
import { textOf } from '../shared/json-value.ts';
import { checkLanguage, checkSpeed, checkVoice, refuse } from '../shared/tts-rules.ts';
import { escapeXml } from '../shared/tts-ssml.ts';
import { samplesAt } from '../shared/tts-words.ts';
import { GOOGLE_LANGUAGES, GOOGLE_VOICES } from './tts-voices.ts';

const PROVIDER = 'google';
const MOST_BYTES = 5000;
/** Voices that take marks. */
const MARKED = /-(Standard|Wavenet|Neural2|News|Polyglot|Casual)-/;

/** @param base e.g. `https://texttospeech.googleapis.com`; `model` a Gemini model, for its voices */
export function googleTts(base: string, apiKey: string, model: string | undefined): HttpTts {
  const capabilities: TtsCapabilities = {
    languages: GOOGLE_LANGUAGES,
    voices: model === undefined ? GOOGLE_VOICES : [],
    streaming: false,
  };
  return {
    provider: PROVIDER,
    modelId: model ?? 'text-to-speech',
    capabilities,
    base,
    accepts: /^application\/json/,
    check(request) {
      checkVoice(PROVIDER, request);
      checkLanguage(PROVIDER, request, GOOGLE_LANGUAGES);
      checkSpeed(PROVIDER, request, [0.25, 2]);
      checkLocale(request, model);
      const bytes = Buffer.byteLength(Object.values(inputOf(request)).join(''));
      if (bytes > MOST_BYTES)
        throw refuse(
          PROVIDER,
          `A text has ${bytes} bytes with its marks; Google takes ${MOST_BYTES}. Split it at sentences.`,
        );
    },
    encode: (request) => ({
      url: `${base}/v1beta1/text:synthesize`,
      headers: { 'x-goog-api-key': apiKey, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        input: inputOf(request),
        voice: {
          languageCode: localeOfVoice(request.voice) ?? withRegion(request.language),
          name: request.voice,
          ...(model === undefined ? {} : { modelName: model }),
        },
        audioConfig: {
          audioEncoding: 'LINEAR16',
          sampleRateHertz: LINE_RATE,
          ...(request.speed === 1 ? {} : { speakingRate: request.speed }),
        },
        ...(MARKED.test(request.voice) ? { enableTimePointing: ['SSML_MARK'] } : {}),
      }),
    }),
    decoder: (request) => new GoogleDecoder(MARKED.test(request.voice) ? wordsOf(request.text) : []),
  };
}

/** @throws ModelError `bad-request` for a voice of another language, or one that no model can be named for */
function checkLocale({ voice, language }: TtsRequest, model: string | undefined): void {
  const locale = localeOfVoice(voice);
  if (locale !== null && !sameLanguage(locale, language))
    throw refuse(
      PROVIDER,
      `The voice "${voice}" does not speak "${language}". Choose a voice ${language}-….`,
    );
  if (locale === null && model === undefined)
    throw refuse(
      PROVIDER,
      `Google has no voice "${voice}" without a model. Name it in full, e.g. en-US-Neural2-F.`,
    );
}

function inputOf({ text, voice }: TtsRequest): { ssml: string } | { text: string } {
  if (!MARKED.test(voice)) return { text };
  const marked = wordsOf(text).map((word, i) => `<mark name="${i}"/>${escapeXml(word)}`);
  return { ssml: `<speak>${marked.join(' ')}</speak>` };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** The answer is one JSON object; it is read when it is whole. */
class GoogleDecoder implements TtsBodyDecoder {
  readonly #words: readonly string[];
  readonly #pieces: Uint8Array[] = [];

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  push(bytes: Uint8Array): SpokenChunk[] {
    this.#pieces.push(bytes);
    return [];
  }

  end(): SpokenChunk[] {
    const answer = readObject(JSON.parse(Buffer.concat(this.#pieces).toString('utf8')), 'the answer');
    const wav = parseWav(readBase64(answer['audioContent'], 'audioContent'));
    const pcm = resample(channelOf(wav, 0), wav.rate, LINE_RATE);
    const words = this.#timed(answer['timepoints'] ?? [], pcm.length);
    return [words.length > 0 ? { pcm, words } : { pcm }];
  }

  /** A word lasts until the next mark, the last one to the end. @throws TypeError */
  #timed(timepoints: unknown, samples: number): SpokenWord[] {
    if (!Array.isArray(timepoints)) throw new TypeError('timepoints is no list');
    const marks = timepoints.map((value) => {
      const point = readObject(value, 'a timepoint');
      return {
        text: this.#words[Number(textOf(point['markName']))],
        start: Number(point['timeSeconds'] ?? 0),
      };
    });
    return marks.flatMap(({ text, start }, i) => {
      const end = i + 1 < marks.length ? samplesAt(marks[i + 1]!.start) : samples;
      return text === undefined ? [] : [{ text, start: samplesAt(start), end }];
    });
  }
}
