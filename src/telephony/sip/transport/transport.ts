/** The seam between SIP and the network: whole messages to addresses. UDP is one; streams fit behind the same door. */
import type { Closable } from '#kernel';

/** An IP address without brackets, and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Transport extends Closable {
  /** As in Via: `UDP`. */
  readonly protocol: string;
  /** Where it listens. */
  readonly local: Address;
  /**
   * Sends one message. Never throws.
   * @param failed told at most once, later, when the network refused it; silence means nothing.
   */
  send(message: Uint8Array, to: Address, failed: (detail: string) => void): void;
  /**
   * Asks whether anything listens there, after a request met silence: UDP tells a sender nothing by itself.
   * @param refused told at most once when the host says that the port is closed.
   */
  probe(to: Address, refused: (detail: string) => void): void;
  /** One listener; it gets every message whole, unparsed. */
  onMessage(listener: (message: Uint8Array, from: Address) => void): void;
}
