/** What the callee said in the last 30 s, readable by another thread without asking: a ring in shared memory. */
import { LINE_RATE, type Pcm, type Samples } from '../line.ts';

/** Samples kept for readers: 30 s. */
const KEPT = 30 * LINE_RATE;
/** Half a second more, so that the writer never overtakes a reader that is copying. */
const CAPACITY = KEPT + LINE_RATE / 2;
const POSITION = 0;
const EDGE = 1;
const HEADER_BYTES = 8;

/** Two counters and the samples. One thread writes, any may read. */
export class HeardRing {
  readonly buffer: SharedArrayBuffer;
  readonly #counters: Int32Array;
  readonly #samples: Int16Array;

  /** @param buffer that of another thread's ring; a new one when left out. */
  constructor(buffer = new SharedArrayBuffer(HEADER_BYTES + CAPACITY * 2)) {
    this.buffer = buffer;
    this.#counters = new Int32Array(buffer, 0, 2);
    this.#samples = new Int16Array(buffer, HEADER_BYTES);
  }

  /** The line's position, samples since the answer. */
  get position(): Samples {
    return Atomics.load(this.#counters, POSITION);
  }

  set position(value: Samples) {
    Atomics.store(this.#counters, POSITION, value);
  }

  /** The sample after the newest one heard. */
  get edge(): Samples {
    return Atomics.load(this.#counters, EDGE);
  }

  /** Appends at the edge; what lies before sample 0 is for nobody and left out. */
  write(start: Samples, pcm: Pcm): void {
    for (let i = Math.max(0, -start); i < pcm.length; i++) this.#samples[(start + i) % CAPACITY] = pcm[i]!;
    Atomics.store(this.#counters, EDGE, Math.max(0, start + pcm.length));
  }

  /** Fills `out` with what was heard from `from` on; whoever asks knows that all of it is there. */
  copy(from: Samples, out: Pcm): void {
    for (let i = 0; i < out.length; i++) out[i] = this.#samples[(from + i) % CAPACITY]!;
  }

  /** Copies `from` to `to` as far as it is there. */
  read(from: Samples, to: Samples): Pcm {
    const edge = this.edge;
    const first = Math.max(Math.ceil(from), edge - KEPT, 0);
    const length = Math.max(0, Math.min(Math.floor(to), edge) - first);
    const pcm = new Int16Array(length);
    const offset = first % CAPACITY;
    const head = Math.min(length, CAPACITY - offset);
    pcm.set(this.#samples.subarray(offset, offset + head));
    pcm.set(this.#samples.subarray(0, length - head), head);
    return pcm;
  }
}
