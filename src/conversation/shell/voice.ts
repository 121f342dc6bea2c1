/** The synthesizer's shell: makes parts, plays them as they come, measures them, keeps what was made ahead. */
import type { AudioLine, Pcm } from '#audio';
import { errorText, type Logger } from '#kernel';
import type { SpokenChunk, TtsModel, TtsRequest } from '#models';
import type { SpokenLength, Unplaced } from '../core/input.ts';
import { faultOf } from './fault.ts';
import { soundOf } from './sound.ts';

/** One text on its way to being spoken. */
interface Take {
  readonly chunks: Pcm[];
  readonly abort: AbortController;
  words: { text: string; start: number; end: number }[] | null;
  state: 'making' | 'made' | 'failed';
  fault: unknown;
  /** Settles when it is made or has failed. */
  done: Promise<void>;
  /** Told of each chunk and of the end. */
  listener: ((chunk: Pcm | null) => void) | null;
}

/** Prompts kept that were made ahead. */
const MOST_AHEAD = 12;

export interface VoiceOptions {
  readonly tts: TtsModel;
  readonly line: AudioLine;
  readonly logger: Logger;
  readonly request: Omit<TtsRequest, 'text'>;
  /** Of the voice's own loudness; 0 dB when absent. */
  readonly gainDb?: number | undefined;
  give(input: Unplaced): void;
}

export class Voice {
  readonly #options: VoiceOptions;
  readonly #ahead = new Map<string, Take>();
  readonly #parts = new Map<string, Take>();

  constructor(options: VoiceOptions) {
    this.#options = options;
  }

  /** Makes a text ahead. */
  prepare(text: string): void {
    if (this.#ahead.has(text)) return;
    this.#ahead.set(text, this.#make(text));
    for (const [oldest, take] of this.#ahead) {
      if (this.#ahead.size <= MOST_AHEAD) break;
      take.abort.abort();
      this.#ahead.delete(oldest);
    }
  }

  /** Settles when everything made ahead is made or has failed. */
  async prepared(): Promise<void> {
    await Promise.all([...this.#ahead.values()].map((take) => take.done));
  }

  synthesize(part: string, text: string): void {
    const take = this.#ahead.get(text) ?? this.#make(text);
    this.#ahead.delete(text);
    this.#parts.set(part, take);
    let started = false;
    const follow = (chunk: Pcm | null): void => {
      if (this.#parts.get(part) !== take) return;
      if (take.state === 'failed')
        return this.#options.give({ type: 'synthesis-failed', part, fault: faultOf(take.fault) });
      if (!started && take.chunks.length > 0) {
        started = true;
        this.#options.give({ type: 'synthesis-started', part });
      }
      if (chunk === null && take.state === 'made')
        this.#options.give({ type: 'synthesis-finished', part, ...lengthOf(take) });
    };
    take.listener = follow;
    if (take.chunks.length > 0 || take.state !== 'making') follow(null);
  }

  /** What is there goes to the line now, the rest as it comes. */
  play(utteranceId: string, part: string): void {
    const take = this.#parts.get(part);
    if (!take) return;
    const { line } = this.#options;
    const before = take.listener;
    for (const pcm of take.chunks) line.play({ utteranceId, pcm, last: false });
    take.listener = (chunk) => {
      if (chunk && this.#parts.get(part) === take) line.play({ utteranceId, pcm: chunk, last: false });
      before?.(chunk);
    };
  }

  finish(utteranceId: string): void {
    this.#options.line.play({ utteranceId, pcm: new Int16Array(0), last: true });
  }

  drop(part: string): void {
    const take = this.#parts.get(part);
    this.#parts.delete(part);
    if (take?.state === 'making') take.abort.abort();
  }

  close(): void {
    for (const take of [...this.#ahead.values(), ...this.#parts.values()]) take.abort.abort();
    this.#ahead.clear();
    this.#parts.clear();
  }

  #make(text: string): Take {
    const abort = new AbortController();
    const done = Promise.resolve();
    const take: Take = { chunks: [], abort, words: null, state: 'making', fault: null, done, listener: null };
    take.done = this.#run(take, text);
    return take;
  }

  async #run(take: Take, text: string): Promise<void> {
    try {
      const chunks = this.#options.tts.speak({ ...this.#options.request, text }, take.abort.signal);
      for await (const chunk of chunks) this.#take(take, chunk);
      take.state = 'made';
    } catch (thrown) {
      take.state = 'failed';
      take.fault = thrown;
      if (!take.abort.signal.aborted)
        this.#options.logger.warn('synthesis-failed', { error: errorText(thrown) });
    }
    take.listener?.(null);
  }

  #take(take: Take, chunk: SpokenChunk): void {
    if (take.abort.signal.aborted) return;
    if (chunk.words) (take.words ??= []).push(...chunk.words);
    if (chunk.pcm.length === 0) return;
    const pcm = louder(chunk.pcm, this.#options.gainDb ?? 0);
    take.chunks.push(pcm);
    take.listener?.(pcm);
  }
}

function lengthOf({ chunks, words }: Take): SpokenLength {
  const samples = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { samples, ...soundOf(chunks, samples), ...(words ? { words } : {}) };
}

function louder(pcm: Pcm, db: number): Pcm {
  if (db === 0) return pcm;
  const factor = 10 ** (db / 20);
  return pcm.map((one) => Math.max(-32_768, Math.min(32_767, Math.round(one * factor))));
}
