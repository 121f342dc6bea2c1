/** A streaming recogniser by script: words that end at known positions of the line, told with known latencies. */
import { LINE_RATE, type Samples } from '#audio';
import type { Clock, Millis } from '#kernel';
import { ModelError, type Recognition, type SttModel, type SttStream, type SttStreamEvent } from '#models';

export interface TimedWord {
  /** As it stands in the end. */
  readonly text: string;
  /** As partials have it; absent: the same. Empty: not heard yet. */
  readonly partial?: string;
  /** The line's position after its last sample. */
  readonly end: Samples;
}

export interface WordSttOptions {
  readonly clock: Clock;
  /** The line's. */
  position(): Samples;
  /** From a word's end to the partial that holds it. Default 200. */
  readonly partialMs?: Millis;
  /** From `finalize` to the final, and `settled`. Default 300. */
  readonly finalMs?: Millis;
  /** Finals carry their offsets. */
  readonly offsets?: boolean;
}

/** Every stream hears the words that end after it was opened. */
export class WordStt implements SttModel {
  readonly contract = 2;
  readonly provider = 'scripted';
  readonly modelId = 'words';
  readonly capabilities = { languages: ['*'], openVocabulary: true, streaming: true };
  readonly streams: WordStream[] = [];
  /** The next so many streams break, so long after they were opened. */
  readonly failures: Millis[] = [];
  readonly words: TimedWord[] = [];
  readonly #options: WordSttOptions;

  constructor(options: WordSttOptions) {
    this.#options = options;
  }

  warm(): Promise<void> {
    return Promise.resolve();
  }

  recognize(): Promise<Recognition> {
    return Promise.reject(fault('A stream was expected.'));
  }

  open(_: unknown, on: (event: SttStreamEvent) => void): SttStream {
    const stream = new WordStream(this.words, on, this.#options);
    this.streams.push(stream);
    const failing = this.failures.shift();
    if (failing !== undefined) this.#options.clock.after(failing, () => stream.fail());
    return stream;
  }

  close(): Promise<void> {
    for (const stream of this.streams) stream.close();
    return Promise.resolve();
  }
}

class WordStream implements SttStream {
  closed = false;
  written = 0;
  readonly #words: readonly TimedWord[];
  readonly #on: (event: SttStreamEvent) => void;
  readonly #options: WordSttOptions;
  /** Words that end later are still to be told as final. */
  #from: Samples | null = null;
  #base: Samples = 0;
  #told = '';

  constructor(words: readonly TimedWord[], on: (event: SttStreamEvent) => void, options: WordSttOptions) {
    this.#words = words;
    this.#on = on;
    this.#options = options;
  }

  write(pcm: Int16Array): void {
    if (this.closed) return;
    const now = this.#options.position();
    if (this.#from === null) this.#from = this.#base = now - pcm.length;
    this.written += pcm.length;
    const known = this.#open(now - toSamples(this.#options.partialMs ?? 200));
    const text = known
      .map((word) => word.partial ?? word.text)
      .filter((word) => word !== '')
      .join(' ');
    if (text === '' || text === this.#told) return;
    this.#told = text;
    this.#on({ type: 'partial', text });
  }

  finalize(): void {
    if (this.closed) return;
    const at = this.#options.position();
    this.#options.clock.after(this.#options.finalMs ?? 300, () => this.#settle(at));
  }

  close(): void {
    this.closed = true;
  }

  fail(): void {
    if (this.closed) return;
    this.closed = true;
    this.#on({ type: 'failed', error: fault('Scripted failure.') });
  }

  #settle(at: Samples): void {
    if (this.closed) return;
    const words = this.#open(at);
    const text = words
      .map((word) => word.text)
      .filter((word) => word !== '')
      .join(' ');
    const end = words.at(-1)?.end ?? at;
    const offsets = this.#options.offsets ? { start: this.#from! - this.#base, end: end - this.#base } : {};
    this.#from = end;
    this.#told = '';
    if (text !== '') this.#on({ type: 'final', text, confidence: 0.9, ...offsets });
    this.#on({ type: 'settled' });
  }

  #open(until: Samples): readonly TimedWord[] {
    const from = this.#from;
    return from === null ? [] : this.#words.filter(({ end }) => end > from && end <= until);
  }
}

function toSamples(ms: Millis): Samples {
  return (ms * LINE_RATE) / 1000;
}

function fault(message: string): ModelError {
  return new ModelError({ provider: 'scripted', fault: 'connectivity', message });
}
