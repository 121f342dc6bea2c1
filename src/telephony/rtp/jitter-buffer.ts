/**
 * Puts a source's packets in order and onto the line's sample clock. What is in order is released on arrival; only a
 * gap waits, for as long as the measured jitter makes a late packet likely, and is then concealed. What comes behind a
 * gap is shown at once to those who need it now (detectors) and released in its turn to those who need it whole.
 * No clock, no socket: positions come in, frames go out.
 */
import {
  ComfortNoise,
  Concealer,
  FRAME_SAMPLES,
  LINE_RATE,
  type LineCodec,
  type Pcm,
  type Samples,
} from '#audio';
import { Waiting } from '../quality/index.ts';
import { timestampDifference } from './sequence.ts';

export interface BufferedPacket {
  /** Extended sequence number. */
  readonly sequence: number;
  /** RTP timestamp, 32 bits at 8 kHz unless `coded` says otherwise. */
  readonly timestamp: number;
  /** `null`: a packet without audio of its own (telephone-event, comfort noise), or `coded`. Copied if it must wait. */
  readonly pcm: Pcm | null;
  /** Audio that can only be decoded in its turn. */
  readonly coded?: CodedAudio;
  /** What silence sounds like from here on (RFC 3389). */
  readonly noise?: Uint8Array;
}

export interface CodedAudio {
  readonly codec: LineCodec;
  readonly payload: Uint8Array;
  /** Timestamp units in a sample of the line. */
  readonly scale: number;
}

/**
 * Consecutive audio at `start`. Voice and concealed frames are 160 samples; silence, and what is too short for a
 * detector at a source's beginning and counts as such, may be shorter. Its memory may be used again: whoever keeps it copies.
 */
export interface HeardFrame {
  readonly start: Samples;
  readonly pcm: Pcm;
  readonly kind: 'voice' | 'concealed' | 'silence';
}

/** Bounds of the wait for a missing packet, samples: 40 ms to 200 ms. */
const MIN_DEPTH = 2 * FRAME_SAMPLES;
const MAX_DEPTH = 10 * FRAME_SAMPLES;
/** Beyond this the sender's clock has jumped (a new stream behind the same SSRC): it is mapped anew. */
const JUMP = LINE_RATE;
/** Clock skew is corrected when the fastest packet of a window is this far off, samples. */
const SKEW = 2 * FRAME_SAMPLES;
const SKEW_WINDOW = 128;
const MAX_BUFFERED = 64;
/** Samples over which a guess passes into the real thing: 4 ms. */
const CROSSFADE = 32;

export class JitterBuffer {
  readonly #release: (frame: HeardFrame) => void;
  readonly #show: (start: Samples, pcm: Pcm) => void;
  readonly #concealer = new Concealer();
  readonly waiting = new Waiting();
  readonly #waiting = new Map<number, BufferedPacket & { readonly cameAt: Samples }>();
  readonly #missing = new Set<number>();
  readonly #partial = new Int16Array(FRAME_SAMPLES);
  /** Of what is decoded in its turn. */
  readonly #room = new Int16Array(FRAME_SAMPLES);
  #partialKind: HeardFrame['kind'] = 'silence';
  #filled = 0;
  #cursor: Samples = 0;
  #next = -1;
  /** Line position of `#origin`, a timestamp, which counts `#scale` in a sample. */
  #base: Samples = 0;
  #origin = -1;
  #scale = 1;
  /** The one that was heard last. */
  #codec: LineCodec | null = null;
  #noise: ComfortNoise | null = null;
  #fastest = Infinity;
  #measured = 0;
  #boost = 0;
  #late = 0;
  #concealed: Samples = 0;

  /** @param show told of audio that arrived behind a gap, at its place, before it is released. */
  constructor(
    release: (frame: HeardFrame) => void,
    show: (start: Samples, pcm: Pcm) => void = () => undefined,
  ) {
    this.#release = release;
    this.#show = show;
  }

  /** Packets that came after their gap had been concealed. */
  get late(): number {
    return this.#late;
  }

  get concealed(): Samples {
    return this.#concealed;
  }

  /** The next sample that will be released. */
  get cursor(): Samples {
    return this.#cursor - this.#filled;
  }

  /** A packet arrived at `at`; its last sample was spoken just before, so it is placed to end there at the latest. */
  push(packet: BufferedPacket, at: Samples): void {
    if (this.#next < 0) this.#next = packet.sequence;
    if (packet.sequence < this.#next) {
      // Not a repetition, but one that had been given up: wait longer for the next ones.
      if (this.#missing.delete(packet.sequence)) this.#tooLate();
      return;
    }
    if (packet.sequence > this.#next) {
      this.#wait(packet, at);
      return;
    }
    this.#next++;
    this.waiting.take(0);
    this.#take(packet, at);
    if (this.#waiting.size > 0) this.#drain(at);
  }

  /** Time has come to `at`: gaps that waited long enough are concealed. @param jitter A.8's estimate, samples. */
  advance(at: Samples, jitter: number): void {
    this.#boost *= 0.999;
    const depth = Math.min(MAX_DEPTH, Math.max(MIN_DEPTH, FRAME_SAMPLES + 3 * jitter) + this.#boost);
    while (this.#cursor + FRAME_SAMPLES + depth <= at) {
      if (this.#waiting.size > 0) this.#skipGap(at);
      else this.#conceal(FRAME_SAMPLES - this.#filled);
    }
  }

  /** Another source, or the same one restarted: sequence and timestamps begin anew. */
  restart(): void {
    this.#waiting.clear();
    this.#missing.clear();
    this.#next = this.#origin = -1;
  }

  #wait(packet: BufferedPacket, at: Samples): void {
    const { sequence, timestamp, pcm } = packet;
    if (pcm) this.#showAhead(timestamp, pcm, at);
    this.#waiting.set(sequence, { ...packet, pcm: pcm && pcm.slice(), cameAt: at });
    if (this.#waiting.size > MAX_BUFFERED) this.#skipGap(at);
  }

  /** Only what the present mapping places plausibly; the rest waits for its turn. */
  #showAhead(timestamp: number, pcm: Pcm, at: Samples): void {
    if (this.#origin < 0) return;
    const start = this.#position(timestamp);
    if (start >= this.#cursor && Math.abs(at - pcm.length - start) <= JUMP) this.#show(start, pcm);
  }

  #drain(at: Samples): void {
    for (let packet = this.#waiting.get(this.#next); packet; packet = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      this.waiting.take(at - packet.cameAt);
      this.#take(packet, at);
    }
  }

  /** A packet's turn has come. */
  #take(packet: BufferedPacket, at: Samples): void {
    const pcm = packet.coded ? packet.coded.codec.decode(packet.coded.payload, this.#room) : packet.pcm;
    if (pcm && pcm.length > 0) {
      this.#follow(packet);
      this.#place(packet.timestamp, pcm, at);
      return;
    }
    this.#concealer.forget();
    if (packet.noise) (this.#noise ??= new ComfortNoise()).describe(packet.noise);
  }

  /** Audio came: its clock may count otherwise than that of the codec before (RFC 7160, 4.2), which is mapped anew. */
  #follow({ coded }: BufferedPacket): void {
    const scale = coded?.scale ?? 1;
    if (scale !== this.#scale) this.#origin = -1;
    this.#scale = scale;
    this.#codec = coded?.codec ?? null;
    this.#noise = null;
  }

  /** Gives up what is missing before the oldest packet that waits. */
  #skipGap(at: Samples): void {
    const oldest = Math.min(...this.#waiting.keys());
    for (let sequence = Math.max(this.#next, oldest - MAX_BUFFERED); sequence < oldest; sequence++)
      this.#missing.add(sequence);
    for (const sequence of this.#missing) {
      if (this.#missing.size <= MAX_BUFFERED) break;
      this.#missing.delete(sequence);
    }
    const { timestamp, pcm, coded } = this.#waiting.get(oldest)!;
    if ((pcm || coded) && oldest > this.#next && this.#origin >= 0 && (coded?.scale ?? 1) === this.#scale) {
      const gap = this.#position(timestamp) - this.#cursor;
      if (gap > 0 && gap <= JUMP) this.#conceal(gap, coded?.payload ?? null);
    }
    this.#next = oldest;
    this.#drain(at);
  }

  #position(timestamp: number): Samples {
    return this.#base + Math.round(timestampDifference(timestamp, this.#origin) / this.#scale);
  }

  #place(timestamp: number, pcm: Pcm, at: Samples): void {
    const newest = at - pcm.length;
    const mapped = this.#origin < 0 || Math.abs(newest - this.#position(timestamp)) > JUMP;
    if (mapped) this.#map(timestamp, newest, pcm.length);
    this.#followSkew(timestamp, newest);
    const gap = this.#position(timestamp) - this.#cursor;
    // Numbers follow each other but time does not: the sender was silent (RFC 3551, 4.1), nothing is lost.
    if (gap > 0) this.#append(this.#silence(gap), 'silence');
    const fresh = gap < 0 ? pcm.subarray(-gap) : pcm;
    if (fresh.length === 0) {
      this.#tooLate();
      return;
    }
    // A codec that conceals by itself has the guess in its state, and passes into the real thing by itself.
    const guessed = this.#concealer.audible && this.#partialKind === 'concealed' && !this.#codec?.conceal;
    const voice = guessed ? this.#crossfade(fresh) : fresh;
    // A first packet that began before the cursor: its odd beginning, too short for a detector, goes by itself, so
    // that all that follows is whole packets and none waits for the next one.
    const odd = mapped && gap < 0 && this.#filled === 0 ? voice.length % FRAME_SAMPLES : 0;
    if (odd > 0) this.#append(voice.subarray(0, odd), 'silence');
    this.#append(odd > 0 ? voice.subarray(odd) : voice, 'voice');
    this.#concealer.remember(pcm);
  }

  #map(timestamp: number, start: Samples, length: Samples): void {
    this.#origin = timestamp;
    this.#base = Math.max(start, this.#cursor - length);
    this.#fastest = Infinity;
    this.#measured = 0;
  }

  /** The fastest packets show how far the two clocks have drifted apart; the mapping follows in steps. */
  #followSkew(timestamp: number, newest: Samples): void {
    this.#fastest = Math.min(this.#fastest, newest - this.#position(timestamp));
    if (++this.#measured < SKEW_WINDOW) return;
    if (Math.abs(this.#fastest) > SKEW) this.#base += this.#fastest;
    // The origin moves along, so that differences stay far from half the timestamp's range.
    this.#base = this.#position(timestamp);
    this.#origin = timestamp;
    this.#fastest = Infinity;
    this.#measured = 0;
  }

  #crossfade(pcm: Pcm): Pcm {
    const mixed = pcm.slice();
    const guess = this.#concealer.make(Math.min(CROSSFADE, pcm.length));
    guess.forEach((sample, i) => {
      const weight = i / guess.length;
      mixed[i] = sample * (1 - weight) + pcm[i]! * weight;
    });
    return mixed;
  }

  /** @param next the payload behind the gap, which may repeat some of what is lost */
  #conceal(count: number, next: Uint8Array | null = null): void {
    const audible = this.#concealer.audible;
    const guess = this.#concealer.make(count);
    if (!audible) {
      this.#append(this.#noise ? this.#silence(count) : guess, 'silence');
      return;
    }
    this.#concealed += count;
    this.#append(this.#codec?.conceal?.(count, next) ?? guess, 'concealed');
  }

  #silence(count: number): Pcm {
    return this.#noise?.make(count) ?? new Int16Array(count);
  }

  #tooLate(): void {
    this.#late++;
    this.#boost = Math.min(MAX_DEPTH, this.#boost + FRAME_SAMPLES);
  }

  /** Cuts the stream into frames; silence on a frame's edge passes in pieces of any length. */
  #append(pcm: Pcm, kind: HeardFrame['kind']): void {
    for (let offset = 0; offset < pcm.length;) {
      const count = Math.min(FRAME_SAMPLES - this.#filled, pcm.length - offset);
      const piece = count === pcm.length ? pcm : pcm.subarray(offset, offset + count);
      offset += count;
      this.#cursor += count;
      if (this.#filled === 0 && (kind === 'silence' || count === FRAME_SAMPLES)) {
        this.#partialKind = kind;
        this.#release({ start: this.#cursor - count, pcm: piece, kind });
        continue;
      }
      if (this.#filled === 0 || kind === 'voice') this.#partialKind = kind;
      this.#partial.set(piece, this.#filled);
      this.#filled += count;
      if (this.#filled < FRAME_SAMPLES) continue;
      this.#filled = 0;
      this.#release({
        start: this.#cursor - FRAME_SAMPLES,
        pcm: this.#partial.slice(),
        kind: this.#partialKind,
      });
    }
  }
}
