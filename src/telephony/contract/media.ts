/** Media: RTP of one call on a media thread, and the engine that opens them. */
import type { AudioLine, Pcm, Samples } from '#audio';
import type { Closable, Millis } from '#kernel';

/** As `a=rtpmap` spells them. L16 is for tests and links that have the room. */
export type CodecName = 'PCMU' | 'PCMA' | 'G722' | 'opus' | 'L16';

/** SDES (RFC 4568). `optional`: offered beside plain RTP, taken where it is offered; `required`: nothing else. */
export type SrtpPolicy = 'off' | 'optional' | 'required';

export type SrtpSuite = 'AES_CM_128_HMAC_SHA1_80' | 'AES_CM_128_HMAC_SHA1_32' | 'AEAD_AES_128_GCM';

export interface MediaSettings {
  /** Codecs in order of preference. */
  readonly codecs: readonly CodecName[];
  /** Audio in one packet of ours, ms; 10 to 60, 20 unless said, the peer's `ptime` and `maxptime` heeded. */
  readonly ptimeMs?: Millis;
  /** RTCP on the RTP port is offered (RFC 5761); not unless said. Asked for by the peer, it is agreed to. */
  readonly rtcpMux?: boolean;
  /** Keys are sent as tones even where the peer takes events; `events` unless said. */
  readonly keys?: 'events' | 'tones';
  /** `off` unless said. */
  readonly srtp?: SrtpPolicy;
  /** Ends with `media-lost` after this long without a packet, ms. */
  readonly lostAfterMs: Millis;
  /** Both directions are handed to `onRecording`, in step, when true. */
  readonly record: boolean;
}

/** Two seconds or more (or the rest) of both directions: interleaved stereo PCM16, callee left, agent right. */
export interface RecordingChunk {
  /** Position of the first sample pair since the answer. */
  readonly at: Samples;
  readonly pcm: Pcm;
}

export interface MediaStats {
  readonly packetsSent: number;
  readonly packetsReceived: number;
  /** By sequence numbers (RFC 3550, A.3). */
  readonly packetsLost: number;
  readonly packetsLate: number;
  readonly concealedMs: number;
  /** Interarrival jitter, ms (RFC 3550, A.8). */
  readonly jitterMs: number;
  /** Lateness of our own 20 ms ticks, ms. */
  readonly tickLatenessP50Ms: number;
  readonly tickLatenessP99Ms: number;
  readonly codec: string | null;
  /** Of the suite in use; null: plain RTP. */
  readonly srtp: SrtpSuite | null;
  readonly packetsReordered: number;
  readonly packetsDuplicated: number;
  /** Not the peer's: from a third party, forged, or replayed (RTCP too). */
  readonly packetsRefused: number;
  /** What waited in the jitter buffer: mean and most, ms. */
  readonly bufferMeanMs: Millis;
  readonly bufferMaxMs: Millis;
  /** Of what we heard, by the E-model (ITU-T G.107, G.113): R, and MOS from it; null before anything was heard. */
  readonly rFactor: number | null;
  readonly mos: number | null;
  /** From RTCP, when the peer reports. */
  readonly roundTripMs?: number;
  /** What the peer lost of our packets, and their jitter at it, by its last report (RFC 3550, 6.4.1). */
  readonly farPacketsLost?: number;
  readonly farJitterMs?: Millis;
}

/** What came of an offer and answer (RFC 3264). */
export type Negotiation =
  | {
      readonly ok: true;
      readonly codec: CodecName;
      readonly telephoneEvent: boolean;
      readonly srtp: SrtpSuite | null;
      /** The peer put us on hold: it hears nothing (RFC 3264, 8.4). */
      readonly held: boolean;
    }
  | {
      readonly ok: false;
      readonly problem: 'no-common-codec' | 'malformed-sdp' | 'srtp-required';
      readonly detail: string;
    };

/** Header of one RTP or RTCP packet, for a capture: its payload is left out. */
export interface RtpTrace {
  /** Wall time, ms. */
  readonly at: Millis;
  readonly direction: 'sent' | 'received';
  readonly kind: 'rtp' | 'rtcp';
  readonly remote: { readonly address: string; readonly port: number };
  readonly localPort: number;
  readonly header: Uint8Array;
  /** Octets of the whole packet. */
  readonly length: number;
}

/** RTP of one call, on a media thread. */
export interface MediaSession extends AudioLine, Closable {
  /**
   * Our offer (outgoing). `secure`, where SRTP is not off: under RTP/SAVP, as this session's offers are until one is made
   * without it; for a peer that refuses keys beside plain RTP (RFC 4568, 3.1.1).
   */
  offer(options?: { readonly secure?: boolean }): string;
  /** Takes the peer's answer to our offer. */
  takeAnswer(sdp: string): Negotiation;
  /**
   * Takes the description of a provisional response: early media is received, its tones are detected, nothing of it is
   * recorded or spoken to. A later one, of the same leg or another, takes its place; so does the answer.
   */
  hearEarly(sdp: string): Negotiation;
  /** Our offer anew, sendonly or sendrecv (RFC 3264, 8.4); its answer goes to `takeAnswer`. */
  offerAgain(held: boolean): string;
  /** A key that came beside the audio (INFO): told as `dtmf-received` unless an event or a tone told the same press. */
  hearKey(digit: string, durationMs: Millis): void;
  /** From now on keys leave by `way` (INFO) in the place of events and tones; null: as before. */
  sendDigitsBy(way: ((digits: string) => void) | null): void;
  /** Takes the peer's offer, first or later; `answer` is there when it was usable. */
  takeOffer(sdp: string): Negotiation & { readonly answer?: string };
  /** Sample 0 is now: both directions run from here. */
  start(): void;
  /** Shared memory of what this session hears, for `bridge` of another one. */
  readonly heardRing: SharedArrayBuffer;
  /**
   * From the next tick on the peer hears what `other` hears, wherever we say nothing ourselves. One direction.
   * @param waits so much may wait to be sent; left out for a live leg: what comes late is not made up for
   */
  bridge(other: Pick<MediaSession, 'heardRing'>, waits?: Samples): void;
  /** The same with a soft ringing tone: the peer is to wait. */
  ringing(): void;
  /** Ends `bridge` or `ringing`: silence again. */
  unbridge(): void;
  onRecording(listener: (chunk: RecordingChunk) => void): void;
  /** Both directions since `from`, or since the oldest that is kept (7.5 s), as far as both are known; for listeners. */
  recorded(from: Samples): RecordingChunk;
  stats(): Promise<MediaStats>;
  /** From now on every packet's header is told; null ends it. At most one listener. */
  trace(listener: ((packet: RtpTrace) => void) | null): void;
  /** Stops, flushes the recording, frees the port after its drain time. Idempotent. */
  close(): Promise<void>;
}

export interface MediaEngine extends Closable {
  /** @throws AppError `rtp-ports-exhausted` (503). */
  open(settings: MediaSettings): Promise<MediaSession>;
}
