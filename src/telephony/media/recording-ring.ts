/**
 * Both directions of a call in step, callee left and agent right: a stereo ring in shared memory. The media thread
 * writes it without an allocation or a message; the main thread reads what is complete when it likes.
 */
import { LINE_RATE, type Pcm, type Samples } from '#audio';

/** Pairs in the ring: 8 s. A reader that comes later than `KEPT` finds a gap, and what came in it is lost. */
const CAPACITY = 8 * LINE_RATE;
/** Half a second less than the ring, so that the writer never overtakes a reader that is copying. */
const KEPT = CAPACITY - LINE_RATE / 2;
/** One side is never waited for longer than this: what it left out is silence. */
const PATIENCE = CAPACITY / 2;
const HEADER_BYTES = 8;

export class RecordingRing {
  readonly buffer: SharedArrayBuffer;
  readonly #complete: Int32Array;
  readonly #samples: Int16Array;

  /** @param buffer that of another thread's ring; a new one when left out. */
  constructor(buffer = new SharedArrayBuffer(HEADER_BYTES + CAPACITY * 4)) {
    this.buffer = buffer;
    this.#complete = new Int32Array(buffer, 0, 1);
    this.#samples = new Int16Array(buffer, HEADER_BYTES);
  }

  /** Up to here both sides are written; samples since the answer. */
  get complete(): Samples {
    return Atomics.load(this.#complete, 0);
  }

  set complete(value: Samples) {
    Atomics.store(this.#complete, 0, value);
  }

  /** Makes `from` to `to` silent on both sides. */
  clear(from: Samples, to: Samples): void {
    for (let at = Math.max(from, to - CAPACITY); at < to;) {
      const slot = at % CAPACITY;
      const length = Math.min(to - at, CAPACITY - slot);
      this.#samples.fill(0, slot * 2, (slot + length) * 2);
      at += length;
    }
  }

  /** Puts `pcm` from its sample `skip` on at `start + skip`, on one side. */
  put(start: Samples, pcm: Pcm, skip: number, channel: 0 | 1): void {
    for (let i = skip; i < pcm.length; i++) this.#samples[((start + i) % CAPACITY) * 2 + channel] = pcm[i]!;
  }

  /** Interleaved pairs from `from`, or from the oldest that are kept, to what is complete. */
  read(from: Samples): { readonly at: Samples; readonly pcm: Pcm } {
    const to = this.complete;
    const at = Math.max(from, to - KEPT);
    const pcm = new Int16Array(Math.max(0, to - at) * 2);
    const slot = at % CAPACITY;
    const head = Math.min(pcm.length, (CAPACITY - slot) * 2);
    pcm.set(this.#samples.subarray(slot * 2, slot * 2 + head));
    pcm.set(this.#samples.subarray(0, pcm.length - head), head);
    return { at, pcm };
  }
}

/** The writer's side: what each direction has said so far. Positions only grow. */
export class Recorder {
  readonly #ring: RecordingRing;
  #callee: Samples = 0;
  #agent: Samples = 0;
  /** Beyond this the ring still holds what was written a round ago. */
  #cleared: Samples = 0;

  constructor(ring: RecordingRing) {
    this.#ring = ring;
  }

  /** What the callee said; what is left out is silence. */
  callee(start: Samples, pcm: Pcm): void {
    this.#callee = Math.max(this.#callee, this.#write(start, pcm, 0));
    this.#publish();
  }

  /** What left for the callee. */
  agent(start: Samples, pcm: Pcm): void {
    this.#agent = Math.max(this.#agent, this.#write(start, pcm, 1));
    this.#publish();
  }

  /** Nothing follows: the recording is as long as what we sent. */
  end(): void {
    this.#clearTo(this.#agent);
    this.#ring.complete = Math.max(this.#ring.complete, this.#agent);
  }

  #write(start: Samples, pcm: Pcm, channel: 0 | 1): Samples {
    const end = start + pcm.length;
    this.#clearTo(end);
    // What is complete may have been read: a late piece changes nothing there.
    this.#ring.put(start, pcm, Math.max(0, this.#ring.complete - start), channel);
    return end;
  }

  #clearTo(end: Samples): void {
    if (end <= this.#cleared) return;
    this.#ring.clear(this.#cleared, end);
    this.#cleared = end;
  }

  #publish(): void {
    const ahead = Math.max(this.#callee, this.#agent);
    const both = Math.min(this.#callee, this.#agent);
    this.#ring.complete = Math.max(this.#ring.complete, both, ahead - PATIENCE);
  }
}
