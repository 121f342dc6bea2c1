/** What the main thread and a media thread say to each other. Plain data; what is played is transferred, what is heard or recorded lies in shared memory. */
import type { LineCommand, LineEvent, Samples, SpeechSettings } from '#audio';
import type { MediaSettings, MediaStats, RtpTrace } from '../contract.ts';
import type { Agreement } from '../sdp/index.ts';

/** Given to a media thread at its start. */
export interface MediaThreadSettings {
  /** Address that RTP sockets bind to. */
  readonly bindAddress: string;
  readonly speech: SpeechSettings;
  /** File of the model that detects voice; null: the built-in detector. */
  readonly voiceModel: string | null;
}

/** One call is opened. */
export interface OpenCall {
  readonly type: 'open';
  readonly call: number;
  /** 0: chosen by the operating system. */
  readonly port: number;
  readonly settings: MediaSettings;
  /** Shared memory of the call's `HeardRing`. */
  readonly ring: SharedArrayBuffer;
  /** Shared memory of its `RecordingRing`; null when it is not recorded. */
  readonly recording: SharedArrayBuffer | null;
  /** CNAME of our RTCP (RFC 3550, 6.5.1). */
  readonly cname: string;
}

/** What is sent where we say nothing: what another leg hears (shared memory of its `HeardRing`), or a ringing tone. */
export type FillWith =
  | { readonly kind: 'bridge'; readonly ring: SharedArrayBuffer; readonly waits?: Samples }
  | { readonly kind: 'ringing' };

export type ToThread =
  | OpenCall
  | { readonly type: 'agree'; readonly call: number; readonly agreement: Agreement }
  | { readonly type: 'start'; readonly call: number }
  | { readonly type: 'command'; readonly call: number; readonly command: LineCommand }
  | { readonly type: 'fill'; readonly call: number; readonly source: FillWith | null }
  | { readonly type: 'stats'; readonly call: number; readonly request: number }
  | { readonly type: 'trace'; readonly call: number; readonly on: boolean }
  /** A key that came by signalling. */
  | { readonly type: 'key'; readonly call: number; readonly digit: string; readonly durationMs: number }
  | { readonly type: 'close'; readonly call: number }
  | { readonly type: 'quit' };

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'opened'; readonly call: number; readonly port: number; readonly rtcpPort: number }
  | { readonly type: 'open-failed'; readonly call: number; readonly code: string; readonly detail: string }
  | { readonly type: 'event'; readonly call: number; readonly event: LineEvent }
  | { readonly type: 'stats'; readonly call: number; readonly request: number; readonly stats: MediaStats }
  | { readonly type: 'trace'; readonly call: number; readonly packet: RtpTrace }
  | { readonly type: 'closed'; readonly call: number; readonly stats: MediaStats }
  | { readonly type: 'socket-error'; readonly call: number; readonly code: string; readonly detail: string };
