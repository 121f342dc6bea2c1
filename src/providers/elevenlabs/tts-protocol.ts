/**
 * ElevenLabs' text to speech over a WebSocket, without I/O.
 *
 * Source: https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-stream-input: the first
 * message is a blank with the voice's settings, then text, then an empty text that ends the input; the answer is JSON
 * with `audio` (base64) and `alignment` (characters with their times, ms), then `isFinal`, and the socket closes. One
 * socket speaks once. `sync_alignment` puts the times with each piece of audio; `auto_mode` speaks whole sentences
 * without waiting for more; `inactivity_timeout` (180 s at most) keeps a socket that was opened ahead. Speed 0.7 to
 * 1.2: https://elevenlabs.io/docs/capabilities/voice-settings; error codes: help.elevenlabs.io, "API - Error Code 400
 * or 401".
 */
import type { ModelError, TtsCapabilities, TtsRequest } from '#models';
import type { TtsEvent, TtsMessageDecoder } from '../shared/tts-event.ts';
import { PcmReader } from '../shared/tts-pcm.ts';
import { readBase64, readNumbers, readObject, readTexts } from '../shared/tts-read.ts';
import { textOf } from '../shared/json-value.ts';
import { baseLanguage, checkLanguage, checkLength, checkSpeed, checkVoice } from '../shared/tts-rules.ts';
import type { SocketTts } from '../shared/tts-socket-model.ts';
import { CharacterWords, type TimedCharacters } from '../shared/tts-words.ts';
import { toldError } from '../shared/vendor-faults.ts';
import { elevenLabsLanguages, elevenLabsVoices } from './tts-voices.ts';

const PROVIDER = 'elevenlabs';
/** Seconds that a socket without text stays open at the vendor. */
const INACTIVITY_S = 180;
const MOST_CHARACTERS = 10_000;

/** @param base e.g. `wss://api.elevenlabs.io/v1` */
export function elevenLabsTts(base: string, apiKey: string, model: string): SocketTts {
  const languages = elevenLabsLanguages(model);
  const capabilities: TtsCapabilities = {
    languages,
    voices: elevenLabsVoices(languages),
    streaming: true,
  };
  return {
    provider: PROVIDER,
    modelId: model,
    capabilities,
    headers: { 'xi-api-key': apiKey },
    utterances: 1,
    // Only closing the socket stops a synthesis.
    cancel: null,
    url({ voice, language, tuning }) {
      const url = new URL(`${base}/text-to-speech/${encodeURIComponent(voice)}/stream-input`);
      url.searchParams.set('model_id', model);
      url.searchParams.set('output_format', 'pcm_8000');
      url.searchParams.set('auto_mode', 'true');
      url.searchParams.set('sync_alignment', 'true');
      url.searchParams.set('inactivity_timeout', String(INACTIVITY_S));
      // Other models find the language themselves and refuse to be told.
      if (model.endsWith('_v2_5')) url.searchParams.set('language_code', baseLanguage(language));
      const latency = tuning?.optimize_latency;
      if (latency !== undefined) url.searchParams.set('optimize_streaming_latency', String(latency));
      return url.href;
    },
    check(request) {
      checkVoice(PROVIDER, request);
      checkLanguage(PROVIDER, request, languages);
      checkSpeed(PROVIDER, request, [0.7, 1.2]);
      checkLength(PROVIDER, request, MOST_CHARACTERS);
    },
    encode: ({
      text,
      speed,
      tuning: { optimize_latency: _latency, audio_tags = [], ...tuning } = {},
    }: TtsRequest) => [
      JSON.stringify({ text: ' ', voice_settings: { speed, ...tuning } }),
      // "Always ends with a single space."
      JSON.stringify({ text: `${tagsOf(model, audio_tags)}${text.trim()} `, flush: true }),
      JSON.stringify({ text: '' }),
    ],
    decoder: () => new ElevenLabsDecoder(),
    hungUp: (code, reason) => elevenLabsClose(code, reason),
  };
}

/** Other models would read them aloud. Source: https://elevenlabs.io/docs/best-practices/prompting/eleven-v3 */
function tagsOf(model: string, tags: readonly string[]): string {
  return model.startsWith('eleven_v3') ? tags.map((tag) => `[${tag.replace(/[[\]]/g, '')}] `).join('') : '';
}

/** A close with a reason of the vendor's is a refusal; one without, or of a socket left idle, is a lost connection. */
function elevenLabsClose(code: number, reason: string): ModelError | null {
  if (/inactiv|time.?out/i.test(reason)) return null;
  return code === 1008 && reason !== '' ? toldError(PROVIDER, String(code), reason) : null;
}

class ElevenLabsDecoder implements TtsMessageDecoder {
  readonly #pcm = new PcmReader(8000);
  readonly #words = new CharacterWords();
  #samples = 0;

  message(message: unknown): TtsEvent[] {
    const { audio, alignment, isFinal, error, message: said } = readObject(message, 'a message');
    if (error !== undefined) {
      const code = textOf(error);
      return [{ type: 'failed', error: toldError(PROVIDER, code, textOf(said)) }];
    }
    const offset = this.#samples;
    const pcm = this.#pcm.push(typeof audio === 'string' ? readBase64(audio, 'audio') : new Uint8Array(0));
    this.#samples += pcm.length;
    const words = alignment ? this.#words.push(readAlignment(alignment), offset) : [];
    if (isFinal === true) words.push(...this.#words.end());
    const events: TtsEvent[] = [];
    if (words.length > 0) events.push({ type: 'audio', pcm, words });
    else if (pcm.length > 0) events.push({ type: 'audio', pcm });
    if (isFinal === true) events.push({ type: 'finished' });
    return events;
  }
}

/** @throws TypeError */
function readAlignment(value: unknown): TimedCharacters {
  const alignment = readObject(value, 'alignment');
  const chars = readTexts(alignment['chars'], 'chars');
  const startsMs = readNumbers(alignment['charStartTimesMs'], 'charStartTimesMs');
  const durationsMs = readNumbers(alignment['charDurationsMs'], 'charDurationsMs');
  if (startsMs.length !== chars.length || durationsMs.length !== chars.length)
    throw new TypeError('alignment has lists of different lengths');
  return { chars, startsMs, durationsMs };
}
