/** Ear and mouth of a conversation in text: what is said is heard word for word, and lasts as long as speech would. */
import { LINE_RATE, type ScriptedLine } from '#audio';
import type { Clock, Millis } from '#kernel';
import {
  ModelError,
  type Recognition,
  type SpokenChunk,
  type SttModel,
  type SttStream,
  type SttStreamEvent,
  type TtsModel,
  type TtsRequest,
} from '#models';

/** A character of speech, ms: some 180 words a minute. */
const CHARACTER_MS = 55;
const SHORTEST_MS: Millis = 400;
/** What is said at length is no monologue to be cut into turns. */
const LONGEST_MS: Millis = 8_000;
/** Any sound. */
const LOUDNESS = 3000;

/** Hears what `say` is given. */
export class TextEar implements SttModel {
  readonly contract = 2;
  readonly provider = 'simulation';
  readonly modelId = 'text';
  readonly capabilities = { languages: ['*'], openVocabulary: true, streaming: true };
  readonly #line: ScriptedLine;
  readonly #clock: Clock;
  #waiting = '';

  constructor(line: ScriptedLine, clock: Clock) {
    this.#line = line;
    this.#clock = clock;
  }

  /** Somebody says it now. @returns how long it lasts, ms */
  say(text: string): Millis {
    this.#waiting = text;
    const now = (this.#line.position() * 1000) / LINE_RATE;
    const span = Math.min(Math.max(text.length * CHARACTER_MS, SHORTEST_MS), LONGEST_MS);
    this.#line.speech(now, now + span);
    return span;
  }

  warm(): Promise<void> {
    return Promise.resolve();
  }

  recognize(): Promise<Recognition> {
    const message = 'What is said is heard as a stream.';
    return Promise.reject(new ModelError({ provider: this.provider, fault: 'bad-request', message }));
  }

  open(_: unknown, on: (event: SttStreamEvent) => void): SttStream {
    let closed = false;
    return {
      write: () => {},
      finalize: () =>
        void this.#clock.after(0, () => {
          if (closed) return;
          const text = this.#waiting;
          this.#waiting = '';
          if (text !== '') on({ type: 'final', text, confidence: 1 });
          on({ type: 'settled' });
        }),
      close: () => (closed = true),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Any voice, any language; its words are timed. */
export class TextVoice implements TtsModel {
  readonly contract = 1;
  readonly provider = 'simulation';
  readonly modelId = 'text';
  readonly capabilities = { languages: ['*'], voices: [], streaming: true };

  async *speak({ text }: TtsRequest): AsyncIterable<SpokenChunk> {
    const samples = (CHARACTER_MS * LINE_RATE) / 1000;
    const words = [...text.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      start: match.index * samples,
      end: (match.index + match[0].length) * samples,
    }));
    yield { pcm: new Int16Array(Math.max(1, text.length) * samples).fill(LOUDNESS), words };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
