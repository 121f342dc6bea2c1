/** The table of server transactions. */
import type { Closable, Clock } from '#kernel';
import { printMessage, type SipRequest, type SipResponse } from '../message/index.ts';
import { isReliable, type Source, type Transport } from '../transport/transport.ts';
import { Budget } from './budget.ts';
import type { Step } from './effects.ts';
import * as invite from './invite-server.ts';
import { mergeKey } from './keys.ts';
import * as plain from './non-invite-server.ts';
import { Running } from './running.ts';
import type { TimerValues } from './timers.ts';
import type { ServerUser } from './user.ts';

interface Entry {
  readonly request: SipRequest;
  /** No final response yet. */
  open(): boolean;
  again(): void;
  ack(request: SipRequest): void;
  respond(response: SipResponse): void;
  stop(): void;
}

export class Servers implements Closable {
  readonly #table = new Map<string, Entry>();
  /** The first transaction of each request, however many paths it takes (8.2.2.2). */
  readonly #first = new Map<string, string>();
  readonly #budget: Budget;
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #timers: TimerValues;
  readonly #user: ServerUser;

  constructor(transport: Transport, clock: Clock, timers: TimerValues, user: ServerUser, bytes: number) {
    this.#budget = new Budget(bytes);
    this.#transport = transport;
    this.#clock = clock;
    this.#timers = timers;
    this.#user = user;
  }

  get size(): number {
    return this.#table.size;
  }

  /** Hands a retransmission or an ACK to its transaction. @returns whether there was one. */
  receive(key: string, request: SipRequest): boolean {
    const entry = this.#table.get(key);
    if (!entry) return false;
    if (request.method === 'ACK') entry.ack(request);
    else entry.again();
    return true;
  }

  knowsOther(merge: string, key: string): boolean {
    const first = this.#first.get(merge);
    return first !== undefined && first !== key;
  }

  /** Is there room for a request of that length from that host? */
  admits(host: string, bytes: number, expected: boolean): boolean {
    return this.#budget.admits(host, bytes, expected);
  }

  open(key: string, request: SipRequest, to: Source, bytes: number): void {
    if (request.method === 'INVITE')
      this.#run(
        key,
        request,
        to,
        bytes,
        invite.startInviteServer(request, this.#timers, isReliable(to.transport)),
        invite.stepInviteServer,
      );
    else
      this.#run(
        key,
        request,
        to,
        bytes,
        plain.startNonInviteServer(request, this.#timers, isReliable(to.transport)),
        plain.stepNonInviteServer,
      );
  }

  respond(key: string, response: SipResponse): void {
    this.#table.get(key)?.respond(response);
  }

  /** Nothing is sent again, nothing is kept. */
  forget(key: string): void {
    this.#table.get(key)?.stop();
  }

  invite(key: string): { key: string; request: SipRequest; open: boolean } | undefined {
    const entry = this.#table.get(key);
    return entry && { key, request: entry.request, open: entry.open() };
  }

  close(): void {
    for (const entry of [...this.#table.values()]) entry.stop();
  }

  #run<S extends { readonly name: string }, I extends { readonly type: string }>(
    key: string,
    request: SipRequest,
    to: Source,
    bytes: number,
    first: Step<S>,
    step: (state: S, input: I, now: number) => Step<S>,
  ): void {
    const merge = mergeKey(request);
    const running: Running<S, I> = new Running(first.state, step, this.#clock, {
      send: (message) =>
        this.#transport.send(printMessage(message), to, (detail) =>
          running.input({ type: 'transport-error', detail } as never),
        ),
      pass: (message) => message.kind === 'request' && this.#user.ack(message),
      fail: (failure) => this.#user.failed(key, failure),
      done: () => {
        this.#budget.give(to.host, bytes);
        this.#table.delete(key);
        if (this.#first.get(merge) === key) this.#first.delete(merge);
      },
    });
    this.#budget.take(to.host, bytes);
    this.#table.set(key, {
      request,
      open: () => running.state.name === 'proceeding' || running.state.name === 'trying',
      again: () => running.input({ type: 'request' } as never),
      ack: (ack) => running.input({ type: 'ack', request: ack } as never),
      respond: (response) => running.input({ type: 'respond', response } as never),
      stop: () => running.stop(),
    });
    if (!this.#first.has(merge)) this.#first.set(merge, key);
    running.apply(first);
  }
}
