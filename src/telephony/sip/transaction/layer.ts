/** The transaction layer: finds each message its transaction, owns the tables. It decides nothing itself. */
import type { Closable, Clock } from '#kernel';
import { printMessage, tagOf, type SipMessage, type SipRequest, type SipResponse } from '../message/index.ts';
import { markReceived, responseAddress } from '../transport/received.ts';
import type { Address, Transport } from '../transport/transport.ts';
import { Clients } from './clients.ts';
import { mergeKey, serverKey } from './keys.ts';
import { Servers } from './servers.ts';
import type { TimerValues } from './timers.ts';
import type { ServerUser } from './user.ts';

export interface LayerOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timers: TimerValues;
  readonly user: ServerUser;
}

export class TransactionLayer implements Closable {
  readonly clients: Clients;
  readonly #servers: Servers;
  readonly #transport: Transport;
  readonly #user: ServerUser;

  constructor({ transport, clock, timers, user }: LayerOptions) {
    this.#transport = transport;
    this.#user = user;
    this.clients = new Clients(transport, clock, timers);
    this.#servers = new Servers(transport, clock, timers, user);
  }

  /** How many transactions live, for tests and metrics. */
  get size(): { clients: number; servers: number } {
    return { clients: this.clients.size, servers: this.#servers.size };
  }

  /** A message from the network. */
  receive(message: SipMessage, source: Address): void {
    if (message.kind === 'response') {
      if (!this.clients.receive(message)) this.#user.stray(message);
      return;
    }
    const request = markReceived(message, source);
    const key = serverKey(request);
    if (this.#servers.receive(key, request)) return;
    if (request.method === 'ACK') return this.#user.ack(request);
    // 8.2.2.2: the same request by another path, while the first is being served, gets 482.
    const merged = tagOf(request.to) === undefined && this.#servers.knowsOther(mergeKey(request), key);
    this.#servers.open(key, request, responseAddress(request.via[0]!, source));
    if (merged) this.respond(key, plainResponse(request, 482, 'Loop Detected'));
    else this.#user.request(key, request, source);
  }

  /** The INVITE that a CANCEL means (9.2), while its transaction lives. */
  inviteOf(cancel: SipRequest): { key: string; request: SipRequest; open: boolean } | undefined {
    return this.#servers.invite(serverKey(cancel, 'INVITE'));
  }

  respond(key: string, response: SipResponse): void {
    this.#servers.respond(key, response);
  }

  /** Sends outside any transaction: the ACK of a 2xx. */
  send(message: SipMessage, to: Address): void {
    this.#transport.send(printMessage(message), to, () => undefined);
  }

  /** Answers a request without keeping anything of it (8.2.7), for what could not be parsed. */
  reject(request: SipRequest, source: Address, status: number, reason: string): void {
    const marked = markReceived(request, source);
    this.send(plainResponse(marked, status, reason), responseAddress(marked.via[0]!, source));
  }

  /** Forgets all transactions; nothing is sent. */
  close(): void {
    this.clients.close();
    this.#servers.close();
  }
}

/** 8.2.6.2: Via, From, Call-ID and CSeq are those of the request. */
export function plainResponse(request: SipRequest, status: number, reason: string): SipResponse {
  const { via, from, to, callId, cseq } = request;
  return { kind: 'response', status, reason, via, from, to, callId, cseq, headers: [], body: '' };
}
