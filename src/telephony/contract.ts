/** What the telephone offers the rest of Parley: a SIP endpoint and media sessions. */
import type { AudioLine, Pcm, Samples } from '#audio';
import type { Closable, Events, Millis } from '#kernel';

// ---------------------------------------------------------------- signalling

/** What identifies an INVITE on the wire; committed before it leaves, so that a crash can still end it. */
export interface InviteIdentity {
  /** Call-ID (RFC 3261, 8.1.1.4). */
  readonly callId: string;
  /** From tag (19.3). */
  readonly localTag: string;
  /** Via branch (8.1.1.7), with its magic cookie. */
  readonly branch: string;
  readonly cseq: number;
}

/** All that must survive a crash to end a dialog or a pending INVITE from the same local address. Plain JSON. */
export interface DialogRecord extends InviteIdentity {
  readonly direction: 'outgoing' | 'incoming';
  /** Our address as written in Via and Contact, `host:port`. */
  readonly localAddress: string;
  /** `From` of the INVITE without its tag when outgoing, `To` when incoming. */
  readonly localUri: string;
  readonly remoteUri: string;
  /** Request-URI of the INVITE. */
  readonly requestUri: string;
  /** Where datagrams go, `host:port`. */
  readonly nextHop: string;
  readonly phase: 'inviting' | 'confirmed' | 'ended';
  /** The ACK of the 2xx left (outgoing). Absent, a recovery sends it before its BYE. */
  readonly acknowledged?: boolean;
  readonly remoteTag?: string;
  /** Route set in the order of use (12.1.2). */
  readonly routeSet?: readonly string[];
  /** Contact of the peer, the target of requests inside the dialog. */
  readonly remoteTarget?: string;
  /** Highest CSeq that we used inside the dialog. */
  readonly localCseq?: number;
}

export interface SipCredentials {
  readonly username: string;
  readonly password: string;
}

export interface OutgoingInvite {
  readonly identity: InviteIdentity;
  /** Request-URI, e.g. `sip:+15550100@trunk.example` or the SIP URI that the user gave. */
  readonly requestUri: string;
  /** Next hop `sip:` URI when it is not the Request-URI's own host (the trunk's address). */
  readonly proxy?: string;
  /** `From`: a name-addr or URI without tag. */
  readonly from: string;
  readonly to: string;
  /** P-Asserted-Identity (RFC 3325, 9.1): whom we vouch for where `From` shows somebody else. */
  readonly assertedIdentity?: string;
  readonly credentials?: SipCredentials;
  /** SDP offer. */
  readonly offer: string;
  /** Ringing is capped by us, ms from the INVITE. */
  readonly ringTimeoutMs: Millis;
  /**
   * Keeps what a recovery needs. Awaited before anything leaves that a crash could orphan: each INVITE (its new
   * branch and CSeq after a challenge too) and the ACK of a 2xx. A rejection before an INVITE ends the call without
   * sending it; on a 2xx ACK and BYE follow, for nobody may be left in a dead call. Either way it ends as `internal`.
   * Called once more when the ACK left (`acknowledged`), which nothing waits for: a rejection then is only logged.
   */
  store(record: DialogRecord): Promise<void>;
}

/** How a call ended, in the wire's words; `calling` makes the end reason of it. */
export interface SipEnding {
  readonly kind:
    | 'rejected' // final response 3xx-6xx
    | 'canceled' // we withdrew it before the answer
    | 'ring-timeout' // our cap
    | 'no-response' // Timer B or F: not even a provisional
    | 'transport-error' // the socket refused (ICMP), or the address could not be resolved
    | 'auth-failed' // challenged again after our credentials, or no credentials
    | 'bye' // ended inside the dialog
    | 'session-failed' // the answer was unusable (no common codec); the dialog was ended by us
    | 'internal'; // `store` failed or the like; an answered callee was released with ACK and BYE
  /** Who ended it. */
  readonly by: 'us' | 'peer' | 'network';
  readonly status?: number;
  readonly reason?: string;
  /** Cause of a `Reason: Q.850` header (RFC 3326). */
  readonly q850?: number;
  readonly detail?: string;
}

export interface SipCallEvents {
  /** The (first) INVITE was handed to the socket. */
  sent: { readonly at: Millis };
  /** 1xx; `sdp` when it carried early media. */
  provisional: { readonly status: number; readonly reason: string; readonly sdp?: string };
  /** 2xx to our INVITE, ACK sent; or the ACK to our 200 arrived. `sdp` is the peer's description, if any. */
  answered: { readonly sdp?: string; readonly at: Millis };
  /** Exactly once, last. */
  ended: SipEnding;
}

/** Either direction, once it exists. */
export interface SipCall {
  readonly identity: InviteIdentity;
  readonly events: Events<SipCallEvents>;
  /** Answers an offer inside the dialog (re-INVITE): returns the SDP answer, or null to refuse with 488. */
  onOffer(handler: (sdp: string) => string | null): void;
  /**
   * Ends it whatever its state: CANCEL before the answer (after a provisional), BYE after, a rejection when incoming.
   * `ended` follows. Idempotent. @param reason text and Q.850 cause for a `Reason` header.
   */
  hangUp(reason?: { readonly text: string; readonly q850?: number }): void;
}

export interface IncomingSipCall extends SipCall {
  /** User part of the Request-URI, e.g. `+15550100` or `agent`. */
  readonly calledUser: string;
  readonly requestUri: string;
  readonly from: string;
  readonly to: string;
  /** Address that the INVITE came from, `host:port`. */
  readonly source: string;
  readonly offer: string | undefined;
  /** The first value of a header of the INVITE, by its name in any case; undefined: there is none. */
  header(name: string): string | undefined;
  /** Sends 180. */
  ring(): void;
  /** Sends 200 with our SDP, after `store` committed; `answered` follows with the ACK. */
  accept(sdp: string, store: (record: DialogRecord) => Promise<void>): Promise<void>;
  reject(status: number, reason?: string): void;
}

/** What a recovery did to an orphan. */
export interface RecoveryReport {
  /** What went out, e.g. `['CANCEL', 'ACK', 'BYE']`. */
  readonly sent: readonly string[];
  /** Final status that answered it, if one came. */
  readonly status?: number;
  /** The peer acknowledged the end or knows nothing of the call (481). */
  readonly settled: boolean;
}

export interface SipEndpoint extends Closable {
  /** `host:port` that we write into Via, Contact and SDP. */
  readonly address: string;
  /** A fresh identity for an INVITE. */
  newIdentity(): InviteIdentity;
  invite(request: OutgoingInvite): SipCall;
  /** One handler; without one every INVITE is answered 480. */
  onInvite(handler: (call: IncomingSipCall) => void): void;
  /**
   * Ends an orphan of an earlier process. `inviting` + outgoing: CANCEL at once with the stored branch; a 2xx that
   * arrives within 32 s gets ACK and BYE. `confirmed`: BYE with a CSeq above all that were used; ACK before it when
   * outgoing and not `acknowledged`, for the crash may have come between the record and the ACK. Incoming and not
   * confirmed: 480 can't be sent without the transaction, so nothing.
   * Resolves when the outcome on the wire is known or `withinMs` passed; late 2xx are minded after that too.
   * @param credentials the trunk's, for a peer that challenges the BYE.
   */
  recover(record: DialogRecord, withinMs: Millis, credentials?: SipCredentials): Promise<RecoveryReport>;
}

// --------------------------------------------------------------------- media

export interface MediaSettings {
  /** Codecs in order of preference. */
  readonly codecs: readonly ('PCMU' | 'PCMA')[];
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
  /** From RTCP, when the peer reports. */
  readonly roundTripMs?: number;
}

/** What came of an offer and answer (RFC 3264). */
export type Negotiation =
  | { readonly ok: true; readonly codec: 'PCMU' | 'PCMA'; readonly telephoneEvent: boolean }
  | { readonly ok: false; readonly problem: 'no-common-codec' | 'malformed-sdp'; readonly detail: string };

/** RTP of one call, on a media thread. */
export interface MediaSession extends AudioLine, Closable {
  /** Our offer (outgoing). */
  offer(): string;
  /** Takes the peer's answer to our offer. */
  takeAnswer(sdp: string): Negotiation;
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
  /** Stops, flushes the recording, frees the port after its drain time. Idempotent. */
  close(): Promise<void>;
}

export interface MediaEngine extends Closable {
  /** @throws AppError `rtp-ports-exhausted` (503). */
  open(settings: MediaSettings): Promise<MediaSession>;
}
