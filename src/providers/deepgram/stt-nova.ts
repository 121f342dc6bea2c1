/** Deepgram's streaming transcription (Nova models) as our stream. Pure. */
import { wavBytes, LINE_RATE, type Samples } from '#audio';
import type { SttRequest } from '#models';
import { secondsToSamples } from '../shared/stt-core.ts';
import { sttQuery } from '../shared/stt-endpoint.ts';
import { confidenceOf, parseFields, type Fields } from '../shared/stt-json.ts';
import { recordOf, recordsOf, numberOf, textOf } from '../shared/json-value.ts';
import { bareLanguage, languageAndRegion } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';

export const DEEPGRAM = 'deepgram';
/** Deepgram's bound on key terms is 500 tokens; a term has few. */
const MOST_KEYTERMS = 100;
/** It hangs up after 10 s without audio (https://developers.deepgram.com/docs/audio-keep-alive). */
const KEEP_ALIVE_MS = 4000;
/** A last result may end this much before the last sample that was sent. */
const FRAME: Samples = 160;
/** Regions that have a model of their own; any other region is heard by the language's. */
const REGIONS = new Set(
  'en-US en-GB en-AU en-IN en-NZ es-419 fr-CA de-CH pt-BR pt-PT nl-BE da-DK sv-SE ko-KR th-TH'.split(' '),
);

export interface NovaSettings {
  readonly model: string;
  /** Silence after which Deepgram closes a segment by itself, ms; `false`: only at `finalize`. */
  readonly endpointing: number | false;
}

/**
 * Query of `/v1/listen`. Pages: https://developers.deepgram.com/reference/speech-to-text/listen-streaming,
 * https://developers.deepgram.com/docs/endpointing, https://developers.deepgram.com/docs/keyterm
 */
export function novaQuery(request: SttRequest, settings: NovaSettings): string {
  const words = likelyWords(request, MOST_KEYTERMS);
  return sttQuery({
    model: settings.model,
    language: novaLanguage(request.language),
    encoding: 'linear16',
    sample_rate: LINE_RATE,
    channels: 1,
    interim_results: true,
    punctuate: true,
    endpointing: settings.endpointing,
    // Nova-3 takes key terms, models before it take keywords.
    ...(settings.model.startsWith('nova-3') ? { keyterm: words } : { keywords: words }),
  });
}

/** Latin American Spanish has one model; other regions have theirs or the language's. */
export function novaLanguage(tag: string): string {
  const plain = languageAndRegion(tag);
  if (REGIONS.has(plain)) return plain;
  const language = bareLanguage(tag);
  return language === 'es' && plain !== 'es' && plain !== 'es-ES' ? 'es-419' : language;
}

/**
 * Audio as bytes, `Finalize`, `KeepAlive` and `CloseStream`; `Results` with `is_final`, `speech_final` and
 * `from_finalize`. Pages: https://developers.deepgram.com/docs/finalize,
 * https://developers.deepgram.com/docs/understand-endpointing-interim-results,
 * https://developers.deepgram.com/docs/close-stream
 */
export class NovaTranslator implements SttTranslator {
  readonly farewell = JSON.stringify({ type: 'CloseStream' });
  readonly keepAlive = { everyMs: KEEP_ALIVE_MS, message: JSON.stringify({ type: 'KeepAlive' }) };
  #finalizedAt: Samples | null = null;

  opened(): SttAction[] {
    return [];
  }

  audio(pcm: Int16Array): SttAction[] {
    return [{ type: 'send', message: wavBytes(pcm) }];
  }

  finalize(at: Samples): SttAction[] {
    this.#finalizedAt = at;
    return [{ type: 'send', message: JSON.stringify({ type: 'Finalize' }) }];
  }

  decode(message: string | Uint8Array): SttAction[] {
    const said = parseFields(message);
    if (said['type'] === 'Results') return this.#results(said);
    if (said['type'] === 'Error')
      return [
        {
          type: 'failed',
          error: toldError(DEEPGRAM, textOf(said['variant']), textOf(said['description'] ?? said['message'])),
        },
      ];
    return [];
  }

  #results(said: Fields): SttAction[] {
    const best = recordsOf(recordOf(said['channel'])['alternatives'])[0] ?? {};
    const text = textOf(best['transcript']).trim();
    if (said['is_final'] !== true) return text === '' ? [] : [{ type: 'partial', text }];
    const words = recordsOf(best['words']);
    const from = numberOf(said['start']) ?? 0;
    const until = from + (numberOf(said['duration']) ?? 0);
    const actions: SttAction[] = [
      {
        type: 'final',
        text,
        confidence: confidenceOf(best['confidence']),
        start: secondsToSamples(numberOf(words[0]?.['start']) ?? from),
        end: secondsToSamples(numberOf(words.at(-1)?.['end']) ?? until),
      },
    ];
    // A pause of the length that was asked for: it says nothing about how sure the end is.
    if (said['speech_final'] === true && said['from_finalize'] !== true && text !== '')
      actions.push({ type: 'turn-ended', probability: 0.5 });
    if (said['from_finalize'] === true || this.#covers(until)) {
      this.#finalizedAt = null;
      actions.push({ type: 'settled' });
    }
    return actions;
  }

  /** `from_finalize` is left out when little was waiting; a final of all that was sent is an answer too. */
  #covers(until: number): boolean {
    return this.#finalizedAt !== null && secondsToSamples(until) >= this.#finalizedAt - FRAME;
  }
}
