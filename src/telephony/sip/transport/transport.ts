/** The seam between SIP and the network: whole messages to targets, whatever carries them. */
import type { Closable } from '#kernel';
import type { SipTarget, SipTransport } from '../../contract.ts';

/** An IP address without brackets, and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where a message came from, and where its answer goes. */
export interface Source extends SipTarget {
  /**
   * The connection that it came by; absent with UDP. A response goes back by it while it is open (RFC 3261, 18.2.2), and
   * so does what we ask in the dialog that it began.
   */
  readonly flow?: number;
}

/** Told at most once. @param unsent nothing of the message can have reached anybody */
export type SendFailed = (detail: string, unsent: boolean) => void;

/** `host:port` of ours for each transport that peers may call us by. */
export type OwnAddresses = Readonly<Partial<Record<SipTransport, string>>>;

export interface Transport extends Closable {
  readonly addresses: OwnAddresses;
  /**
   * Sends one message. Never throws. A request's top Via was stamped for `to.transport` before (`stampVia`).
   * @param failed told later, when the network refused it; silence means nothing
   */
  send(message: Uint8Array, to: Source, failed: SendFailed): void;
  /**
   * Asks whether anything listens there, after a request met silence: UDP tells a sender nothing by itself.
   * @param refused told when the host says that the port is closed.
   */
  probe(to: SipTarget, refused: SendFailed): void;
  /**
   * A request to there had no answer: where nothing at all was heard since, what goes there next takes a connection of
   * its own, for the far end of this one may be gone without a word.
   */
  unanswered(to: SipTarget): void;
  /** The peer asked that requests for its `port` go by this connection (RFC 5923). */
  alias(source: Source, port: number): void;
  /** Which peers calls go by: their connections are kept alive (RFC 5626, 3.5.1), others are closed when idle. */
  keep(needed: (peer: SipTarget) => boolean): void;
  /** One listener; it gets every message whole, unparsed. */
  onMessage(listener: (message: Uint8Array, from: Source) => void): void;
}

/** Does the transport carry every message, in order, or tell (17.1.1.2)? */
export function isReliable(transport: SipTransport): boolean {
  return transport !== 'UDP';
}
