/** The table of client transactions. */
import type { Closable, Clock } from '#kernel';
import { printHostPort, printMessage, type SipRequest, type SipResponse } from '../message/index.ts';
import type { Address, Transport } from '../transport/transport.ts';
import type { Step } from './effects.ts';
import * as invite from './invite-client.ts';
import { clientKey } from './keys.ts';
import * as plain from './non-invite-client.ts';
import { Running } from './running.ts';
import type { TimerValues } from './timers.ts';
import type { ClientUser } from './user.ts';

/** A request under way. */
export interface ClientTransaction {
  /** Forgets it: no retransmission, no further word to its user but `done`. */
  abandon(): void;
}

interface Entry {
  readonly sentBy: string;
  take(response: SipResponse): void;
  abandon(): void;
}

export class Clients implements Closable {
  readonly #table = new Map<string, Entry>();
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #timers: TimerValues;
  #closed = false;

  constructor(transport: Transport, clock: Clock, timers: TimerValues) {
    this.#transport = transport;
    this.#clock = clock;
    this.#timers = timers;
  }

  get size(): number {
    return this.#table.size;
  }

  /** Sends a request in a transaction of its own. */
  request(request: SipRequest, to: Address, user: ClientUser): ClientTransaction {
    return request.method === 'INVITE'
      ? this.#run(request, to, user, invite.startInviteClient(request, this.#timers), invite.stepInviteClient)
      : this.#run(
          request,
          to,
          user,
          plain.startNonInviteClient(request, this.#timers),
          plain.stepNonInviteClient,
        );
  }

  /** Takes up an INVITE of an earlier process without sending it; its user must abandon it in the end. */
  resumeInvite(request: SipRequest, to: Address, user: ClientUser): ClientTransaction {
    const first = invite.resumeInviteClient(request, this.#timers);
    return this.#run(request, to, user, first, invite.stepInviteClient);
  }

  /** @returns whether it belonged to a transaction. */
  receive(response: SipResponse): boolean {
    const entry = this.#table.get(clientKey(response));
    if (!entry) return false;
    // 8.1.3.3: more than one Via means that it was not for us; 18.1.2: so does a sent-by that we did not write.
    if (response.via.length === 1 && printHostPort(response.via[0]!) === entry.sentBy) entry.take(response);
    return true;
  }

  close(): void {
    this.#closed = true;
    for (const entry of [...this.#table.values()]) entry.abandon();
  }

  #run<S extends { readonly name: string }, I extends { readonly type: string }>(
    request: SipRequest,
    to: Address,
    user: ClientUser,
    first: Step<S>,
    step: (state: S, input: I, now: number) => Step<S>,
  ): ClientTransaction {
    // A next hop whose address was found too late: nothing may start a timer any more.
    if (this.#closed) return { abandon: () => undefined };
    const key = clientKey(request);
    let sends = 0;
    const refused = (detail: string): void => running.input({ type: 'transport-error', detail } as never);
    const running: Running<S, I> = new Running(first.state, step, this.#clock, {
      send: (message) => {
        this.#transport.send(printMessage(message), to, refused);
        // Silence for T1: is anybody there at all? (18.4: an ICMP error is a transport error.)
        if (++sends === 2 && message === request) this.#transport.probe(to, refused);
      },
      pass: (message) => message.kind === 'response' && user.response(message),
      fail: (problem, detail) => user.failed(problem, detail),
      done: () => {
        if (this.#table.get(key) === entry) this.#table.delete(key);
        user.done?.();
      },
    });
    const entry: Entry = {
      sentBy: printHostPort(request.via[0]!),
      take: (response) => running.input({ type: 'response', response } as never),
      abandon: () => running.stop(),
    };
    this.#table.set(key, entry);
    running.apply(first);
    return { abandon: () => running.stop() };
  }
}
