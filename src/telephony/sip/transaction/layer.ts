/** The transaction layer: finds each message its transaction, owns the tables. It decides nothing itself. */
import type { Closable, Clock } from '#kernel';
import {
  printMessage,
  tagOf,
  withTag,
  type Header,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { markReceived, responseAddress } from '../transport/received.ts';
import type { Source, Transport } from '../transport/transport.ts';
import { stampVia } from '../transport/via-stamp.ts';
import { SERVER_BYTES } from './budget.ts';
import { Clients, type TargetFate } from './clients.ts';
import { mergeKey, serverKey } from './keys.ts';
import { Servers } from './servers.ts';
import type { TimerValues } from './timers.ts';
import type { ServerUser } from './user.ts';

/** 21.5.4: when a client that is turned away may come again, s. */
const BUSY: readonly Header[] = [{ name: 'Retry-After', value: '10' }];

export interface LayerOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timers: TimerValues;
  readonly user: ServerUser;
  /** Told how targets fare. */
  readonly fate: TargetFate;
  /** What server transactions may hold, bytes; 704 MiB. */
  readonly serverBytes?: number | undefined;
}

export class TransactionLayer implements Closable {
  readonly clients: Clients;
  readonly #servers: Servers;
  readonly #transport: Transport;
  readonly #user: ServerUser;

  constructor({ transport, clock, timers, user, fate, serverBytes = SERVER_BYTES }: LayerOptions) {
    this.#transport = transport;
    this.#user = user;
    this.clients = new Clients(transport, clock, timers, fate);
    this.#servers = new Servers(transport, clock, timers, user, serverBytes);
  }

  /** How many transactions live, for tests and metrics. */
  get size(): { clients: number; servers: number } {
    return { clients: this.clients.size, servers: this.#servers.size };
  }

  /** A message from the network, that was `bytes` long. */
  receive(message: SipMessage, source: Source, bytes: number): void {
    if (message.kind === 'response') {
      if (!this.clients.receive(message)) this.#user.stray(message);
      return;
    }
    const request = markReceived(message, source);
    const key = serverKey(request);
    if (this.#servers.receive(key, request)) return;
    if (request.method === 'ACK') return this.#user.ack(request);
    const expected = this.#user.expects(request) || this.inviteOf(request) !== undefined;
    if (!this.#servers.admits(source.host, bytes, expected))
      return this.reject(message, source, 503, 'Service Unavailable', BUSY);
    // 8.2.2.2: the same request by another path, while the first is being served, gets 482. A CANCEL means one path.
    const merged =
      request.method !== 'CANCEL' &&
      tagOf(request.to) === undefined &&
      this.#servers.knowsOther(mergeKey(request), key);
    this.#servers.open(key, request, responseAddress(request.via[0]!, source), bytes);
    if (merged) this.respond(key, plainResponse(request, 482, 'Loop Detected', this.#user.tag(request)));
    else this.#user.request(key, request, source);
  }

  /** The INVITE that a CANCEL means (9.2), while its transaction lives. */
  inviteOf(cancel: SipRequest): { key: string; request: SipRequest; open: boolean } | undefined {
    if (cancel.method !== 'CANCEL') return undefined;
    return this.#servers.invite(serverKey(cancel, 'INVITE'));
  }

  respond(key: string, response: SipResponse): void {
    this.#servers.respond(key, response);
  }

  /** The last word on a request that nothing is kept of afterwards. */
  respondOnce(key: string, response: SipResponse): void {
    this.#servers.respond(key, response);
    this.#servers.forget(key);
  }

  /** Sends outside any transaction: the ACK of a 2xx. */
  send(message: SipMessage, to: Source): void {
    const stamped =
      message.kind === 'request' ? stampVia(message, this.#transport.addresses, to.transport) : message;
    this.#transport.send(printMessage(stamped), to, () => undefined);
  }

  /** Answers a request without keeping anything of it (8.2.7): what could not be parsed, or is too much. */
  reject(
    request: SipRequest,
    source: Source,
    status: number,
    reason: string,
    headers: readonly Header[] = [],
  ): void {
    const marked = markReceived(request, source);
    const response = plainResponse(marked, status, reason, this.#user.tag(request), headers);
    this.send(response, responseAddress(marked.via[0]!, source));
  }

  /** Forgets all transactions; nothing is sent. */
  close(): void {
    this.clients.close();
    this.#servers.close();
  }
}

/** 8.2.6.2: Via, From, Call-ID and CSeq are those of the request; a To without tag MUST get ours. */
export function plainResponse(
  request: SipRequest,
  status: number,
  reason: string,
  tag?: string,
  headers: readonly Header[] = [],
): SipResponse {
  const { via, from, callId, cseq } = request;
  const to = tag !== undefined && tagOf(request.to) === undefined ? withTag(request.to, tag) : request.to;
  return { kind: 'response', status, reason, via, from, to, callId, cseq, headers, body: '' };
}
