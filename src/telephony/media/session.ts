/** The main thread's side of one call's media: negotiates, forwards commands, hands on what the thread reports. */
import {
  type AlarmOptions,
  type Background,
  type HeardRing,
  type BargeInSettings,
  type LineCommand,
  type LineEvents,
  type Pcm,
  type Samples,
  type Segment,
} from '#audio';
import { Emitter, type Events, type Logger } from '#kernel';
import type { MediaSession, MediaStats, Negotiation, RecordingChunk, RtpTrace } from '../contract.ts';
import { OfferAnswer, type Agreed, type LocalStream } from '../sdp/index.ts';
import type { FromThread } from './protocol.ts';
import type { RecordingRing } from './recording-ring.ts';
import type { CallHandlers, ThreadClient } from './thread-client.ts';

const NO_STATS: MediaStats = {
  packetsSent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  packetsLate: 0,
  concealedMs: 0,
  jitterMs: 0,
  tickLatenessP50Ms: 0,
  tickLatenessP99Ms: 0,
  codec: null,
  srtp: null,
  packetsReordered: 0,
  packetsDuplicated: 0,
  packetsRefused: 0,
  bufferMeanMs: 0,
  bufferMaxMs: 0,
  rFactor: null,
  mos: null,
};

export interface SessionParts {
  readonly call: number;
  readonly thread: ThreadClient;
  readonly local: LocalStream;
  readonly ring: HeardRing;
  /** Null: not recorded. */
  readonly recording: RecordingRing | null;
  readonly logger: Logger;
  /** The port may be reused after its drain time. */
  onClosed(): void;
}

export class ThreadedMediaSession implements MediaSession, CallHandlers {
  readonly #parts: SessionParts;
  readonly #negotiation: OfferAnswer;
  readonly #emitter = new Emitter<LineEvents>();
  readonly #recordingListeners = new Set<(chunk: RecordingChunk) => void>();
  readonly #asked = new Map<number, (stats: MediaStats) => void>();
  #recorded: Samples = 0;
  #request = 0;
  #lastSeq = 0;
  #stats = NO_STATS;
  #trace: ((packet: RtpTrace) => void) | null = null;
  #keysBy: ((digits: string) => void) | null = null;
  #closing: Promise<void> | undefined;
  #closed = false;
  #settle: () => void = () => undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#negotiation = new OfferAnswer(parts.local);
    parts.thread.adopt(parts.call, this);
  }

  get events(): Events<LineEvents> {
    return this.#emitter;
  }

  offer({ secure = false }: { readonly secure?: boolean } = {}): string {
    return this.#negotiation.offer(secure);
  }

  takeAnswer(sdp: string): Negotiation {
    return this.#agree(this.#negotiation.takeAnswer(sdp));
  }

  hearEarly(sdp: string): Negotiation {
    return this.#agree(this.#negotiation.takeAnswer(sdp));
  }

  offerAgain(held: boolean): string {
    return this.#negotiation.offerAgain(held);
  }

  takeOffer(sdp: string): Negotiation & { readonly answer?: string } {
    const agreed = this.#negotiation.takeOffer(sdp);
    const negotiation = this.#agree(agreed);
    return agreed.ok && agreed.answer !== undefined ? { ...negotiation, answer: agreed.answer } : negotiation;
  }

  start(): void {
    this.#post({ type: 'start', call: this.#parts.call });
  }

  position(): Samples {
    return this.#parts.ring.position;
  }

  heard(from: Samples, to: Samples): Pcm {
    return this.#parts.ring.read(from, to);
  }

  play(segment: Segment): void {
    // A copy of its own: it is transferred, and the caller may keep the original in a cache.
    this.#command({ type: 'play', segment: { ...segment, pcm: segment.pcm.slice() } });
  }

  hold(): void {
    this.#command({ type: 'hold' });
  }

  resume(): void {
    this.#command({ type: 'resume' });
  }

  keep(): void {
    this.#command({ type: 'keep' });
  }

  cut(): void {
    this.#command({ type: 'cut' });
  }

  sendDigits(digits: string): void {
    if (this.#keysBy) this.#keysBy(digits);
    else this.#command({ type: 'keys', digits });
  }

  sendDigitsBy(way: ((digits: string) => void) | null): void {
    this.#keysBy = way;
  }

  setBargeIn(settings: BargeInSettings): void {
    this.#command({ type: 'barge-in', settings: { ...settings } });
  }

  setBackground(background: Background | null): void {
    this.#command({ type: 'background', background });
  }

  setAlarm(name: string, at: Samples, options: AlarmOptions = {}): void {
    this.#command({ type: 'set-alarm', name, at, ...options });
  }

  clearAlarm(name: string): void {
    this.#command({ type: 'clear-alarm', name });
  }

  get heardRing(): SharedArrayBuffer {
    return this.#parts.ring.buffer;
  }

  bridge({ heardRing: ring }: Pick<MediaSession, 'heardRing'>, waits?: Samples): void {
    this.#post({
      type: 'fill',
      call: this.#parts.call,
      source: { kind: 'bridge', ring, ...(waits === undefined ? {} : { waits }) },
    });
  }

  ringing(): void {
    this.#post({ type: 'fill', call: this.#parts.call, source: { kind: 'ringing' } });
  }

  unbridge(): void {
    this.#post({ type: 'fill', call: this.#parts.call, source: null });
  }

  onRecording(listener: (chunk: RecordingChunk) => void): void {
    this.#recordingListeners.add(listener);
  }

  recorded(from: Samples): RecordingChunk {
    return this.#parts.recording?.read(from) ?? { at: from, pcm: new Int16Array() };
  }

  /**
   * Hands on what has been recorded since the last time, if it is at least `least` samples; the engine asks regularly,
   * so that no recorded second costs the media thread a message.
   */
  handOnRecording(least: Samples): void {
    const { recording } = this.#parts;
    if (
      !recording ||
      this.#recordingListeners.size === 0 ||
      recording.complete - this.#recorded < Math.max(least, 1)
    )
      return;
    const chunk = recording.read(this.#recorded);
    this.#recorded = chunk.at + chunk.pcm.length / 2;
    for (const listener of this.#recordingListeners) listener(chunk);
  }

  /** The present figures; after the end the final ones. */
  stats(): Promise<MediaStats> {
    if (this.#closing) return this.#closing.then(() => this.#stats);
    return new Promise((resolve) => {
      const request = ++this.#request;
      this.#asked.set(request, resolve);
      this.#post({ type: 'stats', call: this.#parts.call, request });
    });
  }

  hearKey(digit: string, durationMs: number): void {
    this.#post({ type: 'key', call: this.#parts.call, digit, durationMs });
  }

  trace(listener: ((packet: RtpTrace) => void) | null): void {
    this.#trace = listener;
    this.#post({ type: 'trace', call: this.#parts.call, on: listener !== null });
  }

  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#settle = resolve;
      if (this.#closed) resolve();
      else this.#post({ type: 'close', call: this.#parts.call });
    });
    return this.#closing;
  }

  onMessage(message: Exclude<FromThread, { type: 'ready' }>): void {
    switch (message.type) {
      case 'event':
        this.#lastSeq = message.event.seq;
        this.#emitter.emit(message.event.type, message.event as never);
        return;
      case 'stats':
        this.#asked.get(message.request)?.(message.stats);
        this.#asked.delete(message.request);
        return;
      case 'trace':
        this.#trace?.(message.packet);
        return;
      case 'closed':
        this.#stats = message.stats;
        this.#end();
        return;
      case 'socket-error':
        this.#parts.logger.warn('rtp-socket-error', { code: message.code, detail: message.detail });
    }
  }

  /** To a conversation a dead thread is a dead line. */
  onThreadLost(): void {
    if (!this.#closing)
      this.#emitter.emit('media-lost', { seq: this.#lastSeq + 1, at: this.position(), silentMs: 0 });
    this.#end();
  }

  #agree(agreed: Agreed): Negotiation {
    if (!agreed.ok) return agreed;
    const { agreement } = agreed;
    this.#post({ type: 'agree', call: this.#parts.call, agreement });
    return {
      ok: true,
      codec: agreement.codec,
      telephoneEvent: agreement.telephoneEvent !== null,
      srtp: agreement.srtp?.send.suite ?? null,
      held: agreed.held,
    };
  }

  #command(command: LineCommand): void {
    this.#post({ type: 'command', call: this.#parts.call, command });
  }

  #post(message: Parameters<ThreadClient['post']>[0]): void {
    if (!this.#closed && (!this.#closing || message.type === 'close')) this.#parts.thread.post(message);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.handOnRecording(1);
    for (const resolve of this.#asked.values()) resolve(this.#stats);
    this.#asked.clear();
    this.#parts.thread.release(this.#parts.call);
    this.#parts.onClosed();
    this.#settle();
  }
}
