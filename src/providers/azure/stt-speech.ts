/** Azure's speech recognition as our stream. Pure. */
import { LINE_RATE, wavBytes, wavHeader, type Pcm } from '#audio';
import type { Millis } from '#kernel';
import { ModelError, type ModelFault, type SttRequest } from '#models';
import { confidenceOf, parseFields, type Fields } from '../shared/stt-json.ts';
import { recordOf, recordsOf, numberOf, textOf } from '../shared/json-value.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { SttTurns } from '../shared/stt-turns.ts';
import { parseText, printBinary, printText } from './stt-messages.ts';

export const AZURE = 'azure';
/** Offsets are told in steps of 100 ns. */
const STEPS_PER_SAMPLE = 10_000_000 / LINE_RATE;
const MOST_PHRASES = 500;

/** Recognition statuses that end the stream; others (`NoMatch`, `InitialSilenceTimeout` …) are segments without words. */
const FAULTS: Readonly<Record<string, ModelFault>> = {
  Error: 'unavailable',
  ServiceUnavailable: 'unavailable',
  BadRequest: 'bad-request',
  Forbidden: 'auth',
  TooManyRequests: 'rate-limit',
};

export interface SpeechTranslatorOptions {
  readonly request: SttRequest;
  now(): Millis;
  /** 32 hex digits, new at each call. */
  newId(): string;
}

/**
 * `speech.config` once; then turns, each with its own request id: `speech.context`, `audio` messages of which the first
 * begins with a WAV header, an empty one when the speaker has stopped; `speech.hypothesis`, `speech.phrase`,
 * `turn.end`, which we acknowledge by `telemetry`. The service drops a turn when the next one begins, so audio waits for
 * the end of the turn before it. Pages:
 * https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/cognitive-services/Speech/API-Reference-REST/websocketprotocol.md,
 * https://learn.microsoft.com/azure/ai-services/speech-service/how-to-use-audio-input-streams (8 kHz, 16 bit)
 */
export class SpeechTranslator implements SttTranslator {
  readonly #options: SpeechTranslatorOptions;
  readonly #turns: SttTurns;
  /** Request id of the present turn, and paths of what was said of it. */
  #id = '';
  #received: string[] = [];

  constructor(options: SpeechTranslatorOptions) {
    this.#options = options;
    this.#turns = new SttTurns({
      begin: () => {
        this.#id = options.newId();
        this.#received = [];
        return [
          this.#text('speech.context', this.#id, speechContext(options.request)),
          this.#audioMessage(wavHeader(LINE_RATE, 1)),
        ];
      },
      audio: (pcm) => [this.#audioMessage(wavBytes(pcm))],
      end: () => [this.#audioMessage(new Uint8Array(0))],
    });
  }

  opened(): SttAction[] {
    const config = {
      context: {
        system: { name: 'Parley', version: '1.0.0' },
        os: { platform: 'Linux', name: 'Linux', version: '1' },
        device: { manufacturer: 'Parley', model: 'Parley', version: '1.0.0' },
      },
    };
    return [this.#text('speech.config', this.#options.newId(), config)];
  }

  audio(pcm: Pcm): SttAction[] {
    return this.#turns.audio(pcm);
  }

  finalize(): SttAction[] {
    return this.#turns.finalize();
  }

  decode(message: string | Uint8Array): SttAction[] {
    if (typeof message !== 'string') return [];
    const { headers, body } = parseText(message);
    const path = headers['path']?.toLowerCase() ?? '';
    // What is left of a turn that is over.
    if (headers['x-requestid']?.toLowerCase() !== this.#id) return [];
    this.#received.push(path);
    if (path === 'speech.hypothesis') {
      const text = textOf(parseFields(body)['Text']).trim();
      return text === '' ? [] : [{ type: 'partial', text }];
    }
    if (path === 'speech.phrase') return this.#phrase(parseFields(body));
    if (path !== 'turn.end') return [];
    const telemetry = { ReceivedMessages: this.#received, Metrics: [] };
    const acknowledged = this.#text('telemetry', this.#id, telemetry);
    this.#id = '';
    return [acknowledged, ...this.#turns.ended()];
  }

  #phrase(said: Fields): SttAction[] {
    const status = textOf(said['RecognitionStatus']);
    if (Object.hasOwn(FAULTS, status)) return [{ type: 'failed', error: errorOf(status) }];
    if (status !== 'Success') return [];
    const best = recordsOf(said['NBest'])[0] ?? recordOf(null);
    const offset = (numberOf(said['Offset']) ?? 0) / STEPS_PER_SAMPLE;
    const duration = (numberOf(said['Duration']) ?? 0) / STEPS_PER_SAMPLE;
    const { from } = this.#turns;
    return [
      {
        type: 'final',
        text: (textOf(best['Display']) || textOf(said['DisplayText'])).trim(),
        confidence: confidenceOf(best['Confidence']),
        start: from + Math.round(offset),
        end: from + Math.round(offset + duration),
      },
    ];
  }

  #stamp(): string {
    return new Date(this.#options.now()).toISOString();
  }

  #text(path: string, id: string, body: object): SttAction {
    const headers = {
      Path: path,
      'X-RequestId': id,
      'X-Timestamp': this.#stamp(),
      'Content-Type': 'application/json; charset=utf-8',
    };
    return { type: 'send', message: printText(headers, JSON.stringify(body)) };
  }

  #audioMessage(body: Uint8Array): SttAction {
    const headers = {
      Path: 'audio',
      'X-RequestId': this.#id,
      'X-Timestamp': this.#stamp(),
      'Content-Type': 'audio/x-wav',
    };
    return { type: 'send', message: printBinary(headers, body) };
  }
}

/** Likely words, as the speech SDK sends its phrase lists. */
function speechContext(request: SttRequest): object {
  const items = likelyWords(request, MOST_PHRASES).map((text) => ({ Text: text }));
  return items.length === 0 ? {} : { dgi: { Groups: [{ Type: 'Generic', Items: items }] } };
}

function errorOf(status: string): ModelError {
  return new ModelError({
    provider: AZURE,
    fault: FAULTS[status] ?? 'unavailable',
    message: `${AZURE} ended the recognition with '${status}'.`,
  });
}
