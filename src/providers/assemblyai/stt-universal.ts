/** AssemblyAI's universal streaming (v3) as our stream. Pure. */
import { LINE_RATE, wavBytes } from '#audio';
import { ModelError, type SttRequest } from '#models';
import { secondsToSamples } from '../shared/stt-core.ts';
import { sttQuery } from '../shared/stt-endpoint.ts';
import { confidenceOf, parseFields, type Fields } from '../shared/stt-json.ts';
import { recordsOf, numberOf, textOf } from '../shared/json-value.ts';
import { bareLanguage } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';

export const ASSEMBLYAI = 'assemblyai';
/** Bounds of `keyterms_prompt`: terms, and characters of each. */
const KEYTERMS = { most: 100, longest: 50 };

export interface UniversalSettings {
  /** Given by name, or `null`: English, or multilingual, by the request's language. */
  readonly model: string | null;
  /** Words first, or words with punctuation and numerals a moment later. */
  readonly formatTurns: boolean;
}

/**
 * Query of `/v3/ws`; `speech_model` has no default there. Pages:
 * https://www.assemblyai.com/docs/api-reference/streaming-api/universal-streaming,
 * https://www.assemblyai.com/docs/streaming/universal-streaming
 */
export function universalQuery(request: SttRequest, settings: UniversalSettings): string {
  const english = bareLanguage(request.language) === 'en';
  const words = likelyWords(request, Infinity)
    .filter((word) => word.length <= KEYTERMS.longest)
    .slice(0, KEYTERMS.most);
  return sttQuery({
    sample_rate: LINE_RATE,
    encoding: 'pcm_s16le',
    speech_model: settings.model ?? `universal-streaming-${english ? 'english' : 'multilingual'}`,
    format_turns: settings.formatTurns,
    keyterms_prompt: words.length === 0 ? undefined : JSON.stringify(words),
  });
}

/**
 * Audio as bytes, `ForceEndpoint` and `Terminate`; `Turn` messages grow until one has `end_of_turn`, followed by the
 * formatted one if that was asked for. Page: https://www.assemblyai.com/docs/streaming/message-sequence
 */
export class UniversalTranslator implements SttTranslator {
  readonly farewell = JSON.stringify({ type: 'Terminate' });
  readonly #formatTurns: boolean;

  constructor(formatTurns: boolean) {
    this.#formatTurns = formatTurns;
  }

  opened(): SttAction[] {
    return [];
  }

  audio(pcm: Int16Array): SttAction[] {
    return [{ type: 'send', message: wavBytes(pcm) }];
  }

  finalize(): SttAction[] {
    return [{ type: 'send', message: JSON.stringify({ type: 'ForceEndpoint' }) }];
  }

  decode(message: string | Uint8Array): SttAction[] {
    const said = parseFields(message);
    if (said['type'] === 'Error')
      return [{ type: 'failed', error: errorOf(numberOf(said['error_code']) ?? 0, textOf(said['error'])) }];
    return said['type'] === 'Turn' ? this.#turn(said) : [];
  }

  #turn(said: Fields): SttAction[] {
    const words = recordsOf(said['words']);
    const spoken = words.map((word) => textOf(word['text'])).join(' ');
    const text = textOf(said['transcript']).trim();
    const isWhole =
      said['end_of_turn'] === true && (!this.#formatTurns || said['turn_is_formatted'] === true);
    if (!isWhole) {
      // The transcript has only words that will not change; the others follow in `words`.
      const partial = spoken.length > text.length ? spoken : text;
      return partial === '' ? [] : [{ type: 'partial', text: partial }];
    }
    const confidences = words.map((word) => confidenceOf(word['confidence']));
    const [start, end] = [numberOf(words[0]?.['start']), numberOf(words.at(-1)?.['end'])];
    return [
      {
        type: 'final',
        text: text === '' ? spoken : text,
        confidence:
          confidences.length === 0 ? 1 : confidences.reduce((sum, one) => sum + one) / confidences.length,
        ...(start === undefined ? {} : { start: secondsToSamples(start / 1000) }),
        ...(end === undefined ? {} : { end: secondsToSamples(end / 1000) }),
      },
      { type: 'turn-ended', probability: confidenceOf(said['end_of_turn_confidence']) },
      { type: 'settled' },
    ];
  }
}

/**
 * What an `Error` or a close frame means; its code alone is not enough, 1008 is said of keys and of too many sessions.
 * Page: https://www.assemblyai.com/docs/streaming/common-session-errors-and-closures
 */
export function errorOf(code: number, words: string): ModelError {
  const error = toldError(ASSEMBLYAI, String(code), words);
  const fault = /concurrent|too many/i.test(words)
    ? 'rate-limit'
    : /insufficient|balance|paid/i.test(words)
      ? 'quota'
      : code === 3006 || code === 3007
        ? 'bad-request'
        : error.fault;
  return new ModelError({ provider: ASSEMBLYAI, fault, message: error.message });
}
