/** Deepgram's turn-based transcription (Flux models) as our stream. Pure. */
import { wavBytes, LINE_RATE, type Samples } from '#audio';
import type { SttRequest } from '#models';
import { secondsToSamples } from '../shared/stt-core.ts';
import { sttQuery } from '../shared/stt-endpoint.ts';
import { confidenceOf, parseFields, type Fields } from '../shared/stt-json.ts';
import { recordsOf, numberOf, textOf } from '../shared/json-value.ts';
import { bareLanguage } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';
import { DEEPGRAM } from './stt-nova.ts';

const MOST_KEYTERMS = 100;
/** Windows are told in steps of about this length, so that the last one may end before the last sample. */
const WINDOW: Samples = 640;

export interface FluxSettings {
  /** Given by name, or `null`: English by `flux-general-en`, any other language by `flux-general-multi`. */
  readonly model: string | null;
  /** Certainty from which a turn counts as over, 0.5 to 0.9, or 1: only `finalize` ends one. */
  readonly endThreshold: number;
  /** Certainty from which an end is announced that may be taken back, 0.3 to 0.9; `null`: none is. */
  readonly eagerThreshold: number | null;
  /** Silence after which a turn is over at any certainty, ms. */
  readonly endTimeoutMs: number;
}

/**
 * Query of `/v2/listen`. Pages: https://developers.deepgram.com/reference/speech-to-text/listen-flux,
 * https://developers.deepgram.com/docs/flux/language-prompting
 */
export function fluxQuery(request: SttRequest, settings: FluxSettings): string {
  const language = bareLanguage(request.language);
  const model = settings.model ?? (language === 'en' ? 'flux-general-en' : 'flux-general-multi');
  return sttQuery({
    model,
    encoding: 'linear16',
    sample_rate: LINE_RATE,
    eot_threshold: settings.endThreshold,
    eager_eot_threshold: settings.eagerThreshold ?? undefined,
    eot_timeout_ms: settings.endTimeoutMs,
    keyterm: likelyWords(request, MOST_KEYTERMS),
    language_hint: model.endsWith('-multi') ? language : undefined,
  });
}

/**
 * `TurnInfo` events: `Update`, `StartOfTurn`, `EagerEndOfTurn`, `TurnResumed`, `EndOfTurn`; our `finalize` is
 * `ForceEndTurn`, which is ignored when no turn is in progress. Then the next window that reaches the finalize, and
 * has no words, is the answer. Pages: https://developers.deepgram.com/docs/flux/state,
 * https://developers.deepgram.com/docs/flux/force-end-turn
 */
export class FluxTranslator implements SttTranslator {
  readonly farewell = JSON.stringify({ type: 'CloseStream' });
  #finalizedAt: Samples | null = null;

  opened(): SttAction[] {
    return [];
  }

  audio(pcm: Int16Array): SttAction[] {
    return [{ type: 'send', message: wavBytes(pcm) }];
  }

  finalize(at: Samples): SttAction[] {
    this.#finalizedAt = at;
    return [{ type: 'send', message: JSON.stringify({ type: 'ForceEndTurn' }) }];
  }

  decode(message: string | Uint8Array): SttAction[] {
    const said = parseFields(message);
    if (said['type'] === 'Error' || said['type'] === 'FatalError')
      return [
        { type: 'failed', error: toldError(DEEPGRAM, textOf(said['code']), textOf(said['description'])) },
      ];
    return said['type'] === 'TurnInfo' ? this.#turn(said) : [];
  }

  #turn(said: Fields): SttAction[] {
    const text = textOf(said['transcript']).trim();
    const partial: SttAction[] = text === '' ? [] : [{ type: 'partial', text }];
    const probability = confidenceOf(said['end_of_turn_confidence']);
    switch (said['event']) {
      case 'StartOfTurn':
        return partial;
      case 'Update':
        return text === '' && this.#reached(said) ? this.#settled() : partial;
      case 'EagerEndOfTurn':
        return [...partial, { type: 'turn-ended', probability }];
      case 'TurnResumed':
        return [{ type: 'turn-resumed' }, ...partial];
      case 'EndOfTurn':
        return [
          finalOf(said, text),
          ...(said['trigger'] === 'manual' ? [] : [{ type: 'turn-ended', probability } as const]),
          ...this.#settled(),
        ];
      default:
        return [];
    }
  }

  #reached(said: Fields): boolean {
    const until = secondsToSamples(numberOf(said['audio_window_end']) ?? 0);
    return this.#finalizedAt !== null && until >= this.#finalizedAt - WINDOW;
  }

  #settled(): SttAction[] {
    this.#finalizedAt = null;
    return [{ type: 'settled' }];
  }
}

function finalOf(said: Fields, text: string): SttAction {
  const words = recordsOf(said['words']);
  const confidences = words.map((word) => confidenceOf(word['confidence']));
  const start = numberOf(words[0]?.['start']) ?? numberOf(said['audio_window_start']);
  const end = numberOf(words.at(-1)?.['end']) ?? numberOf(said['audio_window_end']);
  return {
    type: 'final',
    text,
    confidence: confidences.length === 0 ? 1 : confidences.reduce((sum, one) => sum + one) / words.length,
    ...(start === undefined ? {} : { start: secondsToSamples(start) }),
    ...(end === undefined ? {} : { end: secondsToSamples(end) }),
  };
}
