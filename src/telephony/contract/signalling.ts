/** Signalling: what a SIP endpoint and its calls offer the rest of Parley. */
import type { Closable, Events, Millis } from '#kernel';
import type { Guard, SipCredentials, SipTarget, SipTransport } from './target.ts';
import type { Registration, RegistrationSettings, PingReport, PingRequest } from './registration.ts';

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
  /** How it goes there; absent in records of older versions: UDP. */
  readonly transport?: SipTransport;
  /** With TLS: `SipTarget.serverName`. */
  readonly serverName?: string;
  /** A call that was placed by a carrier's own API instead of SIP. */
  readonly carrier?: {
    readonly kind: 'twilio';
    /** Of its API, without a slash at the end. */
    readonly base: string;
    /** Its name for the call; absent: its answer had not come. */
    readonly callSid?: string;
  };
  readonly phase: 'inviting' | 'confirmed' | 'ended';
  /** The ACK of the 2xx left (outgoing). Absent, a recovery sends it before its BYE. */
  readonly acknowledged?: boolean;
  /** The INVITE held no offer: an ACK whose 2xx makes one must answer it (13.2.2.4). */
  readonly delayedOffer?: boolean;
  readonly remoteTag?: string;
  /** Route set in the order of use (12.1.2). */
  readonly routeSet?: readonly string[];
  /** Contact of the peer, the target of requests inside the dialog. */
  readonly remoteTarget?: string;
  /** Highest CSeq that we used inside the dialog. */
  readonly localCseq?: number;
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
  /** Privacy (RFC 3323, 4.2), e.g. `id`: the caller's number is kept from the callee. */
  readonly privacy?: 'none' | 'id' | 'header' | 'user';
  /** Diversion (RFC 5806, 3): a name-addr with its parameters. */
  readonly diversion?: string;
  /** Replaces (RFC 3891): the dialog of the callee that this call takes the place of. */
  readonly replaces?: string;
  /** Referred-By (RFC 3892): who asked for this call. */
  readonly referredBy?: string;
  /** `X-` and `P-` fields of the trunk or the request, in their order; no field that the stack writes itself. */
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  /** One of `SipEndpoint.targets`; absent: the first that the hop's URI leads to. Another one is another INVITE. */
  readonly target?: SipTarget;
  /** Session-Expires that we ask for, s (RFC 4028, 7.1); 0: none. */
  readonly sessionExpiresS?: number;
  readonly credentials?: SipCredentials;
  /** SDP offer; with `delayedOffer` it stays here. */
  readonly offer: string;
  /**
   * The INVITE holds no description: the callee makes the offer, in its 2xx or a reliable provisional response, and our
   * ACK or PRACK answers it (RFC 3261, 13.2.1; RFC 3262, 5). `SipCall.onOffer` is asked for that answer, so a handler
   * must be there by then; `answered` and `provisional` come without `sdp`. Nothing offered, or nothing usable: ACK and
   * BYE, and the call ends as `session-failed`.
   */
  readonly delayedOffer?: boolean;
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
    | 'transport-error' // refused (ICMP, TCP), no TLS, or the address could not be resolved
    | 'session-expired' // no refresh came in time (RFC 4028, 10)
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
  /** Text of the peer's Warning (RFC 3261, 20.43); that of its Reason is `detail`. */
  readonly warning?: string;
  /** Retry-After of the refusal, s (20.33). */
  readonly retryAfterS?: number;
  /**
   * What an offer of ours was that a 415, 488 or 606 refused: plain RTP, plain RTP with keys beside it (`optional`), or
   * SRTP alone (`required`). A peer that insists on a secure profile refuses the first two (RFC 3264, 6); another
   * offer is another INVITE.
   */
  readonly offered?: 'plain' | 'keys' | 'secure';
  /** With a 3xx or 485: URIs to try instead, best first (8.1.3.4). Each is another INVITE. */
  readonly contacts?: readonly string[];
  /**
   * Nothing of it can have reached anybody: refused by the socket, no connection, no address. Another target may be tried
   * without ringing twice.
   */
  readonly unsent?: boolean;
  readonly detail?: string;
}

/** Somebody asks that this dialog's peer be connected with another one (RFC 3515). */
export interface IncomingReferral {
  /** Refer-To: the URI without the headers that it carried. */
  readonly to: string;
  /** Replaces inside Refer-To (RFC 3891): the dialog that the new call takes the place of. */
  readonly replaces?: string;
  /** Referred-By (RFC 3892). */
  readonly by?: string;
  /** Answers 202 and begins NOTIFY (RFC 3515, 2.4.4). */
  accept(): void;
  reject(status: number): void;
  /** NOTIFY with `message/sipfrag`; a final status ends the subscription. */
  progress(status: number, reason: string): void;
}

/** What became of our REFER. */
export interface ReferralProgress {
  readonly status: number;
  readonly reason: string;
  /** The last word: the target answered or refused, or the peer told nothing for too long. */
  readonly final: boolean;
}

export interface SipCallEvents {
  /** The (first) INVITE was handed to the socket. */
  sent: { readonly at: Millis };
  /** 1xx; `sdp` when it carried early media; `leg`: To tag of the early dialog, for a forked call has several. */
  provisional: {
    readonly status: number;
    readonly reason: string;
    readonly sdp?: string;
    readonly leg?: string;
    /** A queued, forwarded or announced call may carry one (RFC 3326). */
    readonly q850?: number;
  };
  /**
   * 2xx to our INVITE, ACK sent; or the ACK to our 200 arrived. `sdp` is the peer's answer to our offer, if it came with
   * it; where the peer made the offer, `onOffer` or `IncomingSipCall.offer` told it before.
   */
  answered: { readonly sdp?: string; readonly at: Millis };
  /** INFO of the peer (RFC 6086; `application/dtmf-relay` and `application/dtmf` are told as keys too). */
  info: { readonly contentType: string; readonly body: string };
  /** A key by INFO, 0-9 * # A-D. */
  key: { readonly digit: string; readonly durationMs: Millis };
  /** Decided in the listener, by `accept` or `reject`; where nobody decides it is refused with 603. */
  referral: IncomingReferral;
  /** The peer described itself anew in answer to an offer of the stack's own (refresh; our offer in a 2xx). */
  described: { readonly sdp: string };
  /** Exactly once, last. */
  ended: SipEnding;
}

/** What came of an offer of ours inside the dialog. */
export type ReofferResult =
  | { readonly ok: true; readonly sdp: string }
  /** The session goes on as it was (RFC 3261, 14.1); `status` 0: no answer. */
  | { readonly ok: false; readonly status: number; readonly reason: string };

/** Either direction, once it exists. */
export interface SipCall {
  readonly identity: InviteIdentity;
  readonly events: Events<SipCallEvents>;
  /** Where it goes, once that is known. */
  readonly target?: SipTarget | undefined;
  /** Answers an offer inside the dialog (re-INVITE, UPDATE): returns the SDP answer, or null to refuse with 488. */
  onOffer(handler: (sdp: string) => string | null): void;
  /** Makes our offer for a peer that asks for one (re-INVITE without SDP); without a handler, or null: our last description. */
  onOfferWanted(handler: () => string | null): void;
  /** Offers anew by re-INVITE (hold, unhold, codec or port change); waits for its turn, and again after a 491. */
  reoffer(sdp: string): Promise<ReofferResult>;
  /** INFO inside the dialog. @returns the final status; 0: no answer */
  sendInfo(contentType: string, body: string): Promise<number>;
  /**
   * Asks the peer to call somebody else (RFC 3515). `replaces`: a call of ours that the peer is to take the place of
   * (attended, RFC 5589, 7). `progress` is called until `final`; the dialog itself goes on until somebody ends it.
   */
  refer(
    to: string,
    options: { readonly replaces?: SipCall; readonly referredBy?: string },
    progress: (progress: ReferralProgress) => void,
  ): void;
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
  /** Every line of a header of the INVITE, in their order; each as it was written. */
  headers(name: string): readonly string[];
  /** Replaces of the INVITE (RFC 3891): the call of ours that it takes the place of, if we have it. */
  readonly replaces?: SipCall;
  /**
   * Has the caller proven to be one of these (RFC 7616)? If not it is challenged with 401, and the call ends; its next
   * INVITE, with credentials, is another call. Nonces hold a minute, and each count of one is taken once.
   */
  prove(guard: Guard): boolean;
  /** Sends 180; with a description 183, reliably where the caller asked for it (RFC 3262). */
  ring(earlySdp?: string): void;
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

/** One message on the wire. */
export interface SipPacket {
  readonly at: Millis;
  readonly direction: 'sent' | 'received';
  readonly transport: SipTransport;
  /** `host:port` of ours and of the peer. */
  readonly local: string;
  readonly remote: string;
  readonly bytes: Uint8Array;
}

/** PEM texts. */
export interface SipCertificates {
  /** Ours, with its chain. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** CAs that we believe; absent: the system's. */
  readonly ca?: string;
}

export interface SipEndpoint extends Closable {
  /** `host:port` that we write into Via, Contact and SDP. */
  readonly address: string;
  /** The same for each transport that we listen on. */
  readonly addresses: Readonly<Partial<Record<SipTransport, string>>>;
  /**
   * Where a URI leads, in the order to try (RFC 3263): NAPTR, SRV, A and AAAA; what failed lately comes last.
   * @throws AppError `sip-unresolved`, `sip-transport-unsupported`
   */
  targets(uri: string): Promise<readonly SipTarget[]>;
  /** Keeps a binding alive until it is closed (RFC 3261, 10.2). */
  register(settings: RegistrationSettings): Registration;
  /** One OPTIONS (RFC 3261, 11). Never rejects. */
  ping(request: PingRequest): Promise<PingReport>;
  /** What leaves and comes with this Call-ID, whole, until the returned function is called. */
  watch(callId: string, listener: (packet: SipPacket) => void): () => void;
  /**
   * TLS from now on: new connections, both ways, use these; open ones live on.
   * @throws AppError `sip-tls-invalid`, and all stays as it was
   */
  renewTls(pem: SipCertificates): void;
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
