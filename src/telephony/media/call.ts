/** One call on its media thread: sockets, both RTP streams, RTCP, and the line's machines, ticked every 20 ms. */
import {
  defaultSpeechSettings,
  EchoGuard,
  FRAME_SAMPLES,
  HeardRing,
  LineCore,
  type LineCommand,
  type LineEvent,
  type OpusCodec,
  type Samples,
  type SpeechSettings,
} from '#audio';
import type { Clock, Millis, Random } from '#kernel';
import type { Vad } from '#models';
import type { MediaSettings, MediaStats, RtpTrace } from '../contract.ts';
import { LossMeter, mosOf, rFactor } from '../quality/index.ts';
import { JitterBuffer } from '../rtp/jitter-buffer.ts';
import { Latch, type MediaSource } from '../rtp/latch.ts';
import { isRtcp } from '../rtp/packet.ts';
import { RtcpSession, type RtcpFacts } from '../rtp/rtcp-session.ts';
import type { RtpSockets } from '../rtp/socket.ts';
import type { ReceivedKey } from '../rtp/telephone-event.ts';
import { FORMATS, type Agreement } from '../sdp/index.ts';
import { CallCodecs } from './call-codecs.ts';
import { Ear } from './ear.ts';
import { EarlyEar } from './early-ear.ts';
import { fillerOf, type Filler } from './filler.ts';
import { KeyMerge } from './key-merge.ts';
import { Lateness } from './lateness.ts';
import type { FillWith } from './protocol.ts';
import { Recorder, RecordingRing } from './recording-ring.ts';
import { RtpReceiver } from './rtp-receiver.ts';
import { RtpSender } from './rtp-sender.ts';
import { TICK_MS, type TickWheel } from './tick-wheel.ts';
import { Wire } from './wire.ts';

/** Frames that may leave at once after a stall; what is more is skipped, so that the peer is not flooded. */
const MAX_BURST = 4;

export interface CallParts {
  readonly settings: MediaSettings;
  readonly speech?: SpeechSettings;
  readonly ring: SharedArrayBuffer;
  readonly recording: SharedArrayBuffer | null;
  readonly cname: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly wheel: TickWheel;
  readonly vad: Vad;
  /** Made ahead for a call that may use it. */
  readonly opus?: OpusCodec | null;
  onEvent(event: LineEvent): void;
}

export class MediaCall {
  readonly #parts: CallParts;
  readonly #clock: Clock;
  readonly #ring: HeardRing;
  readonly #core: LineCore;
  readonly #ear: Ear;
  readonly #keys: KeyMerge;
  readonly #recorder: Recorder | null;
  readonly #buffer: JitterBuffer;
  readonly #codecs: CallCodecs;
  readonly #receiver: RtpReceiver;
  readonly #sender: RtpSender;
  readonly #rtcp: RtcpSession;
  readonly #wire: Wire;
  readonly #loss = new LossMeter();
  readonly #echo = new EchoGuard();
  readonly #lateness = new Lateness();
  readonly #latch = new Latch(null);
  readonly #rtcpLatch = new Latch(null);
  readonly #frame = new Int16Array(FRAME_SAMPLES);
  readonly #ticker = (now: Millis): void => this.#tick(now);
  /** Between ticks: what is due waits for none. */
  readonly #ringer = (now: Millis): void => this.#core.ring(this.#position(now));
  #filler: Filler | null = null;
  #agreement: Agreement | null = null;
  /** Monotonic ms of sample 0; `null` before the start. */
  #startedAt: Millis | null = null;
  #ticks = 0;
  #at: Samples = 0;
  #heardFromAt: Millis = 0;
  #lost = false;
  #closed = false;

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#clock = parts.clock;
    this.#wire = new Wire(parts.clock);
    this.#ring = new HeardRing(parts.ring);
    this.#core = new LineCore(parts.speech ?? defaultSpeechSettings, parts.onEvent);
    this.#recorder = parts.recording ? new Recorder(new RecordingRing(parts.recording)) : null;
    this.#keys = new KeyMerge(({ digit, durationMs }, at, inBand) =>
      this.#core.keyPressed(digit, durationMs, at, inBand),
    );
    this.#ear = new Ear({
      core: this.#core,
      ring: this.#ring,
      vad: parts.vad,
      keys: this.#keys,
      recorder: this.#recorder,
      echo: this.#echo,
    });
    this.#buffer = new JitterBuffer(
      (frame) => {
        this.#loss.take(frame.kind, frame.pcm.length);
        this.#ear.hear(frame, this.#at);
      },
      (start, pcm) => this.#ear.glimpse(start, pcm, this.#at),
    );
    this.#codecs = new CallCodecs(parts.opus ?? null);
    this.#receiver = new RtpReceiver(this.#buffer, this.#codecs, (key) => {
      if (this.#startedAt !== null) this.#keys.event(key, this.#at);
    });
    const early = new EarlyEar((tone) => this.#core.toneDetected(tone, 0));
    this.#receiver.onEarly = (pcm) => early.hear(pcm);
    this.#sender = new RtpSender(parts.random, this.#codecs, parts.settings.keys === 'tones', (bytes) => {
      const target = this.#latch.target;
      if (target) this.#wire.sendRtp(bytes, target);
    });
    this.#rtcp = new RtcpSession(parts.random, parts.clock.monotonic());
  }

  /** Hands over the sockets whose callbacks lead to `onRtp` and `onRtcp`. */
  attach(sockets: RtpSockets): void {
    this.#wire.attach(sockets);
  }

  /** What an offer and answer agreed, the first or a later one. */
  agree(agreement: Agreement): void {
    this.#agreement = agreement;
    this.#wire.secure(agreement.srtp ?? null);
    this.#sender.agree(agreement);
    this.#receiver.agree(agreement);
    this.#keys.eventsAgreed = agreement.telephoneEvent !== null;
    const now = this.#clock.monotonic();
    this.#latch.announce(source(agreement.remote), now);
    this.#rtcpLatch.announce(source(agreement.remoteRtcp), now);
    this.#heardFromAt = now;
  }

  /** Sample 0 is the next tick of this call's slot, at most one slot (5 ms) away in a balanced wheel. */
  start(): void {
    if (this.#startedAt !== null || this.#closed) return;
    this.#heardFromAt = this.#clock.monotonic();
    this.#startedAt = this.#parts.wheel.add(this.#ticker, this.#ringer);
  }

  command(command: LineCommand): void {
    if (!this.#closed) this.#core.command(command, this.#at);
  }

  /** From the next tick on this goes out where we say nothing; `null`: silence. */
  fillWith(source: FillWith | null): void {
    this.#filler = fillerOf(source);
  }

  /** A key came by signalling. */
  hearKey(key: ReceivedKey): void {
    if (this.#startedAt !== null && !this.#closed) this.#keys.relayed(key, this.#at);
  }

  /** A datagram came on the RTP port. */
  onRtp(bytes: Uint8Array, from: MediaSource): void {
    if (this.#closed) return;
    if (isRtcp(bytes)) {
      this.#takeRtcp(bytes, from, true);
      return;
    }
    const plain = this.#wire.received('rtp', bytes, from, false);
    const packet = plain && this.#receiver.read(plain);
    const now = this.#clock.monotonic();
    if (!packet) return;
    const continues = packet.ssrc === this.#receiver.ssrc;
    if (!this.#latch.take(from, now, continues)) return this.#wire.refuse();
    this.#heard(now);
    this.#receiver.take(packet, this.#startedAt === null ? null : this.#position(now), now);
  }

  /** A datagram came on the RTCP port. */
  onRtcp(bytes: Uint8Array, from: MediaSource): void {
    if (!this.#closed && isRtcp(bytes)) this.#takeRtcp(bytes, from, false);
  }

  #takeRtcp(bytes: Uint8Array, from: MediaSource, mux: boolean): void {
    const now = this.#clock.monotonic();
    const plain = this.#wire.received('rtcp', bytes, from, !mux);
    if (!plain) return;
    // A report is believed from where media comes from or is announced for, or what `a=rtcp` names (RFC 3605, 2.1).
    const known = [this.#latch.target, this.#rtcpLatch.target];
    if (known[0] && !known.some((each) => each?.address === from.address)) return this.#wire.refuse();
    const report = this.#rtcp.take(plain, this.#sender.ssrc, now, this.#clock.now());
    if (!report) return;
    this.#rtcpLatch.take(from, now);
    this.#heard(now);
  }

  /** From now on every packet is told as it is on the wire; `null` ends it. */
  trace(listener: ((packet: RtpTrace) => void) | null): void {
    this.#wire.trace(listener);
  }

  stats(): MediaStats {
    const roundTripMs = this.#rtcp.roundTripMs;
    const r = this.#rFactor();
    const far = this.#rtcp.heardOfUs;
    const kHz = FORMATS[this.#agreement?.codec ?? 'PCMU'].clockRate / 1000;
    return {
      packetsSent: this.#sender.packets,
      packetsReceived: this.#receiver.packets,
      packetsLost: this.#receiver.lost,
      packetsLate: this.#buffer.late,
      concealedMs: this.#buffer.concealed / 8,
      jitterMs: this.#receiver.jitter.value / 8,
      tickLatenessP50Ms: this.#lateness.quantile(0.5),
      tickLatenessP99Ms: this.#lateness.quantile(0.99),
      codec: this.#agreement?.codec ?? null,
      srtp: this.#agreement?.srtp?.send.suite ?? null,
      packetsReordered: this.#receiver.order.reordered,
      packetsDuplicated: this.#receiver.order.duplicated,
      packetsRefused: this.#wire.refused,
      bufferMeanMs: this.#buffer.waiting.meanMs,
      bufferMaxMs: this.#buffer.waiting.mostMs,
      rFactor: r,
      mos: r === null ? null : mosOf(r),
      ...(roundTripMs !== undefined && { roundTripMs }),
      ...(far && { farPacketsLost: far.lost, farJitterMs: far.jitter / kHz }),
    };
  }

  /** Stops, says BYE by RTCP, flushes the recording, frees the sockets. @returns the final figures. */
  async close(): Promise<MediaStats> {
    if (!this.#closed) {
      this.#closed = true;
      this.#parts.wheel.remove(this.#ticker);
      if (this.#startedAt !== null) this.#report(this.#clock.monotonic(), true);
      this.#recorder?.end();
      this.#parts.vad.close();
      this.#codecs.close();
      await this.#wire.close();
    }
    return this.stats();
  }

  /** Of what we heard; `null` before anything was. */
  #rFactor(): number | null {
    const { heard, lossShare, burstRatio } = this.#loss.figures;
    if (!this.#agreement || heard === 0) return null;
    const delayMs = (this.#rtcp.roundTripMs ?? 0) / 2 + this.#buffer.waiting.meanMs + TICK_MS;
    return rFactor({ codec: this.#agreement.codec, delayMs, lossShare, burstRatio });
  }

  #heard(now: Millis): void {
    this.#heardFromAt = now;
    this.#lost = false;
  }

  /** The line's position at a moment, for what arrives between ticks. */
  #position(now: Millis): Samples {
    return this.#advanceTo(Math.floor((now - this.#startedAt!) * 8));
  }

  #advanceTo(at: Samples): Samples {
    if (at > this.#at) this.#ring.position = this.#at = at;
    return this.#at;
  }

  #tick(now: Millis): void {
    const due = Math.floor((now - this.#startedAt!) / TICK_MS) + 1 - this.#ticks;
    if (due <= 0) return;
    // The clock never stops: after a long stall the frames that nobody can hear any more are left out.
    if (due > MAX_BURST) this.#ticks += due - MAX_BURST;
    for (let i = Math.min(due, MAX_BURST); i > 0; i--) {
      const position = this.#ticks * FRAME_SAMPLES;
      this.#lateness.add(this.#clock.monotonic() - (this.#startedAt! + this.#ticks * TICK_MS));
      this.#ticks++;
      this.#advanceTo(position);
      const key = this.#core.tick(position, this.#frame);
      if (this.#filler && !key && this.#core.idle) this.#filler.fill(this.#frame, position);
      // Another leg, and the tone before it, are heard alone.
      else if (!this.#filler && !key) this.#core.underlay(this.#frame, position);
      this.#sender.send(this.#frame, key, position);
      this.#recorder?.agent(position, this.#frame);
      this.#echo.sent(position, this.#frame);
    }
    this.#buffer.advance(this.#at, this.#receiver.jitter.value);
    this.#receiver.tick(now);
    this.#keys.tick(this.#at);
    this.#checkLost(now);
    if (this.#rtcp.isDue(now)) this.#report(now, false);
  }

  #checkLost(now: Millis): void {
    const direction = this.#agreement?.direction;
    // On hold the peer owes us nothing (RFC 3264, 8.4).
    const expects = direction === 'sendrecv' || direction === 'recvonly';
    const silentMs = Math.round(now - this.#heardFromAt);
    if (!expects) this.#heardFromAt = now;
    else if (!this.#lost && silentMs >= this.#parts.settings.lostAfterMs) {
      this.#lost = true;
      this.#core.mediaLost(silentMs, this.#at);
    }
  }

  #report(now: Millis, bye: boolean): void {
    const mux = this.#agreement?.rtcpMux ?? false;
    const target = mux ? this.#latch.target : this.#rtcpLatch.target;
    const facts: RtcpFacts = {
      ssrc: this.#sender.ssrc,
      cname: this.#parts.cname,
      now,
      wall: this.#clock.now(),
      ...this.#sender.counters,
      rtpTimestamp: this.#sender.timestampAt(this.#at),
      remoteSsrc: this.#receiver.ssrc,
      sequence: this.#receiver.sequence,
      jitter: this.#receiver.jitter,
    };
    const bytes = this.#rtcp.report(facts, bye);
    if (!target) return;
    this.#wire.sendRtcp(bytes, target, mux);
  }
}

function source(remote: Agreement['remote']): MediaSource | null {
  return remote.address === null ? null : { address: remote.address, port: remote.port };
}
