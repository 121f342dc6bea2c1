/** The recogniser's stream: pumps the line's audio into it, and turns what it tells into inputs. */
import { LINE_RATE, type AudioLine, type Samples } from '#audio';
import type { Clock, Logger, Timer } from '#kernel';
import type { SttModel, SttRequest, SttStream, SttStreamEvent } from '#models';
import type { Unplaced } from '../core/input.ts';

/** Between two pieces of audio. */
const PUMP_MS = 40;
/** Silence that keeps a stream alive while it rings: so much, so often; vendors hang up after 10 s without audio. */
const KEEP_ALIVE_MS = 4000;
const KEEP_ALIVE: Samples = LINE_RATE / 10;
/** A call that rings longer is heard by a stream that is opened at its answer. */
const LONGEST_WAIT_MS = 40_000;
/** A line keeps 30 s; what is older is lost, and the stream's offsets are moved by it. */
const KEPT: Samples = 29 * LINE_RATE;

export interface HearingOptions {
  readonly stt: SttModel;
  readonly line: AudioLine;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly request: SttRequest;
  give(input: Unplaced): void;
}

export class Hearing {
  readonly #options: HearingOptions;
  #stream: SttStream | null = null;
  /** Opened while it rings; `written`: samples of silence, which are not the line's. */
  #ahead: {
    stream: SttStream;
    written: Samples;
    since: number;
    tell: (event: SttStreamEvent) => void;
  } | null = null;
  #timer: Timer | null = null;
  /** The line's position of the stream's sample 0. */
  #base: Samples = 0;
  #next: Samples = 0;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** Opens the stream that `open` will need, so that its socket is there at the first sample. */
  prepare(): void {
    const { stt, request, clock } = this.#options;
    if (this.#ahead || this.#stream) return;
    const told: SttStreamEvent[] = [];
    const ahead = {
      written: 0,
      since: clock.monotonic(),
      tell: (event: SttStreamEvent) => void told.push(event),
    };
    const stream = stt.open?.(request, (event) => {
      if (event.type === 'failed' && this.#ahead?.stream === stream) this.#forget();
      else ahead.tell(event);
    });
    if (!stream || told.some(({ type }) => type === 'failed')) return;
    this.#ahead = Object.assign(ahead, { stream });
    this.#keepAlive();
  }

  /** Hears from position `from` on; an earlier stream is closed, and what it still tells is not taken in. */
  open(from: Samples): void {
    const ahead = this.#ahead;
    this.#ahead = null;
    this.close();
    this.#next = from;
    if (ahead) {
      this.#base = from - ahead.written;
      this.#stream = ahead.stream;
      ahead.tell = (event) => {
        if (this.#stream === ahead.stream) this.#tell(event);
      };
      return this.#pump();
    }
    const { stt, request } = this.#options;
    this.#base = from;
    let mine: SttStream | null = null;
    // What is told before `open` has returned is the new stream's too.
    const stream = stt.open?.(request, (event) => {
      if (mine === null || this.#stream === mine) this.#tell(event);
    });
    if (!stream) return;
    mine = this.#stream = stream;
    this.#pump();
  }

  finalize(): void {
    this.#write();
    this.#stream?.finalize();
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const stream = this.#stream;
    this.#stream = null;
    stream?.close();
    this.#forget();
  }

  #forget(): void {
    const ahead = this.#ahead;
    this.#ahead = null;
    ahead?.stream.close();
  }

  #keepAlive(): void {
    const { clock } = this.#options;
    this.#timer = clock.after(KEEP_ALIVE_MS, () => {
      const ahead = this.#ahead;
      if (!ahead) return;
      if (clock.monotonic() - ahead.since > LONGEST_WAIT_MS) return this.#forget();
      ahead.stream.write(new Int16Array(KEEP_ALIVE));
      ahead.written += KEEP_ALIVE;
      this.#keepAlive();
    });
  }

  #pump(): void {
    this.#write();
    if (this.#stream) this.#timer = this.#options.clock.after(PUMP_MS, () => this.#pump());
  }

  #write(): void {
    const { line } = this.#options;
    const oldest = line.position() - KEPT;
    if (this.#next < oldest) {
      this.#options.logger.warn('hearing-behind', { lostMs: ((oldest - this.#next) * 1000) / LINE_RATE });
      this.#base += oldest - this.#next;
      this.#next = oldest;
    }
    const pcm = line.heard(this.#next, Number.MAX_SAFE_INTEGER);
    if (pcm.length === 0) return;
    this.#next += pcm.length;
    this.#stream?.write(pcm);
  }

  #tell(event: SttStreamEvent): void {
    const { give } = this.#options;
    switch (event.type) {
      case 'partial':
        return give({ type: 'words-arrived', text: event.text, final: false, confidence: 0 });
      case 'final': {
        const { text, confidence } = event;
        const start = event.start === undefined ? {} : { start: this.#base + event.start };
        const end = event.end === undefined ? {} : { end: this.#base + event.end };
        return give({ type: 'words-arrived', text, final: true, confidence, ...start, ...end });
      }
      case 'settled':
        return give({ type: 'words-settled' });
      case 'turn-ended':
        return give({ type: 'turn-advised', probability: event.probability });
      case 'turn-resumed':
        return give({ type: 'turn-advice-withdrawn' });
      case 'failed':
        this.close();
        this.#options.logger.warn('hearing-failed', { error: event.error });
        return give({ type: 'hearing-failed', fault: event.error.fault });
    }
  }
}
