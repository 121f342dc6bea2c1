/** The transaction user (RFC 3261, 17): who is told what. */
import type { SipRequest, SipResponse } from '../message/index.ts';
import type { Source } from '../transport/transport.ts';
import type { Failure } from './effects.ts';

/** Whoever sent the request. */
export interface ClientUser {
  response(response: SipResponse): void;
  failed(failure: Failure): void;
  /** The transaction is gone; nothing comes any more. */
  done?(): void;
}

/** What the layer tells the core above it about what came unasked. */
export interface ServerUser {
  /** A new request (never an ACK); it must be answered with `respond(key, …)`. */
  request(key: string, request: SipRequest, source: Source): void;
  /** Does it belong to a dialog that we know? */
  expects(request: SipRequest): boolean;
  /** To tag for an answer that nothing is kept of: the same for the same request (8.2.7). */
  tag(request: SipRequest): string;
  /** The ACK of a 2xx: an own transaction that is answered by nobody (13.2.2.4). */
  ack(request: SipRequest): void;
  /** A response without transaction: a 2xx that came late, or nobody's. */
  stray(response: SipResponse): void;
  /** A response could not be delivered, or its ACK never came. */
  failed(key: string, failure: Failure): void;
}
