/** Both directions of a call in step: interleaved stereo, callee left, agent right, handed on second by second. */
import { LINE_RATE, type Pcm, type Samples } from '#audio';
import type { RecordingChunk } from '../contract.ts';

/** Pairs in a chunk: one second. */
const CHUNK = LINE_RATE;

export class Recorder {
  readonly #emit: (chunk: RecordingChunk) => void;
  /** Chunks by number that still lack samples of one side; usually one or two. */
  readonly #chunks = new Map<number, Int16Array>();
  #callee: Samples = 0;
  #agent: Samples = 0;
  #flushed = 0;

  constructor(emit: (chunk: RecordingChunk) => void) {
    this.#emit = emit;
  }

  /** What the callee said; positions only grow, and what is left out is silence. */
  callee(start: Samples, pcm: Pcm): void {
    this.#callee = Math.max(this.#callee, this.#write(start, pcm, 0));
    this.#flush();
  }

  /** What left for the callee. */
  agent(start: Samples, pcm: Pcm): void {
    this.#agent = Math.max(this.#agent, this.#write(start, pcm, 1));
    this.#flush();
  }

  /** The rest, up to where the agent's side has come. */
  end(): void {
    const length = this.#agent;
    this.#callee = this.#agent = Infinity;
    for (; this.#flushed * CHUNK < length; this.#flushed++) {
      const at = this.#flushed * CHUNK;
      const pcm = this.#chunk(this.#flushed);
      this.#emit({ at, pcm: length - at < CHUNK ? pcm.slice(0, (length - at) * 2) : pcm });
    }
    this.#chunks.clear();
  }

  #write(start: Samples, pcm: Pcm, channel: 0 | 1): Samples {
    for (let i = Math.max(0, -start); i < pcm.length;) {
      const number = Math.floor((start + i) / CHUNK);
      const stop = Math.min(pcm.length, (number + 1) * CHUNK - start);
      const chunk = number < this.#flushed ? null : this.#chunk(number);
      for (; i < stop; i++) if (chunk) chunk[(start + i - number * CHUNK) * 2 + channel] = pcm[i]!;
    }
    return start + pcm.length;
  }

  #chunk(number: number): Int16Array {
    let chunk = this.#chunks.get(number);
    if (!chunk) this.#chunks.set(number, (chunk = new Int16Array(CHUNK * 2)));
    return chunk;
  }

  #flush(): void {
    while (Math.min(this.#callee, this.#agent) >= (this.#flushed + 1) * CHUNK) {
      const pcm = this.#chunk(this.#flushed);
      this.#chunks.delete(this.#flushed);
      this.#emit({ at: this.#flushed++ * CHUNK, pcm });
    }
  }
}
