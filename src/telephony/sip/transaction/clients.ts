/** The table of client transactions. */
import type { Closable, Clock, Millis } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import {
  branchOf,
  printHostPort,
  printMessage,
  retryAfterOf,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { isReliable, type Transport } from '../transport/transport.ts';
import { stampVia } from '../transport/via-stamp.ts';
import type { Failure, Step } from './effects.ts';
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

/** Told how targets fare, so that the next choice is a better one (RFC 3263, 4.3). */
export interface TargetFate {
  /** It answered. */
  works(target: SipTarget): void;
  /** No connection, a closed port, silence, or 503; `forMs` as the peer asked (21.5.4). */
  fails(target: SipTarget, forMs?: Millis): void;
  /** Did it fail lately? */
  failing(target: SipTarget): boolean;
}

interface Entry {
  readonly sentBy: string;
  readonly to: SipTarget;
  take(response: SipResponse): void;
  abandon(): void;
}

/** 18.1.1: a longer request goes by a stream where the path's MTU is not known, bytes. */
const LONGEST_DATAGRAM = 1_300;

export class Clients implements Closable {
  readonly #table = new Map<string, Entry>();
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #timers: TimerValues;
  readonly #fate: TargetFate;
  #closed = false;

  constructor(transport: Transport, clock: Clock, timers: TimerValues, fate: TargetFate) {
    this.#transport = transport;
    this.#clock = clock;
    this.#timers = timers;
    this.#fate = fate;
  }

  get size(): number {
    return this.#table.size;
  }

  /**
   * Sends a request in a transaction of its own. A CANCEL goes the way of its INVITE (9.1). A request that is too long
   * for a datagram goes by TCP, and by UDP after all when nobody takes it there (18.1.1).
   */
  request(request: SipRequest, to: SipTarget, user: ClientUser): ClientTransaction {
    const first = this.#inviteOf(request)?.to ?? to;
    const stream = this.#streamFor(request, first);
    if (!stream) return this.#start(request, first, user);
    let restarted = false;
    let current = this.#start(request, stream, {
      ...user,
      response: (response) => user.response(response),
      failed: (failure) => {
        if (!failure.unsent) return user.failed(failure);
        restarted = true;
        current = this.#start(request, first, user);
      },
      done: () => {
        // `failed` is told after the transaction is gone: the next one takes over its user.
        queueMicrotask(() => !restarted && user.done?.());
      },
    });
    return { abandon: () => current.abandon() };
  }

  /** Takes up an INVITE of an earlier process without sending it; its user must abandon it in the end. */
  resumeInvite(request: SipRequest, to: SipTarget, user: ClientUser): ClientTransaction {
    const stamped = stampVia(request, this.#transport.addresses, to.transport);
    const first = invite.resumeInviteClient(stamped, this.#timers, isReliable(to.transport));
    return this.#run(stamped, to, user, first, invite.stepInviteClient);
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

  #inviteOf(request: SipRequest): Entry | undefined {
    const top = request.via[0];
    return request.method === 'CANCEL' && top ? this.#table.get(`${branchOf(top)} INVITE`) : undefined;
  }

  /** The same place by TCP, when 18.1.1 asks for it and the transport was left to us. */
  #streamFor(request: SipRequest, to: SipTarget): SipTarget | null {
    if (to.transport !== 'UDP' || to.explicit || this.#transport.addresses.TCP === undefined) return null;
    const stream: SipTarget = { ...to, transport: 'TCP' };
    return printMessage(request).length > LONGEST_DATAGRAM && !this.#fate.failing(stream) ? stream : null;
  }

  #start(unstamped: SipRequest, to: SipTarget, user: ClientUser): ClientTransaction {
    const request = stampVia(unstamped, this.#transport.addresses, to.transport);
    const reliable = isReliable(to.transport);
    return request.method === 'INVITE'
      ? this.#run(
          request,
          to,
          user,
          invite.startInviteClient(request, this.#timers, reliable),
          invite.stepInviteClient,
        )
      : this.#run(
          request,
          to,
          user,
          plain.startNonInviteClient(request, this.#timers, reliable),
          plain.stepNonInviteClient,
        );
  }

  #run<S extends { readonly name: string }, I extends { readonly type: string }>(
    request: SipRequest,
    to: SipTarget,
    user: ClientUser,
    first: Step<S>,
    step: (state: S, input: I, now: number) => Step<S>,
  ): ClientTransaction {
    // A next hop whose address was found too late: nothing may start a timer any more.
    if (this.#closed) return { abandon: () => undefined };
    const key = clientKey(request);
    let sends = 0;
    const running: Running<S, I> = new Running(first.state, step, this.#clock, {
      send: (message) => {
        const again = ++sends > 1;
        this.#transport.send(printMessage(message), to, (detail, unsent) =>
          // What went before it may have arrived.
          running.input({ type: 'transport-error', detail, unsent: unsent && !again } as never),
        );
        // Silence for T1: is anybody there at all? (18.4: an ICMP error is a transport error.)
        if (sends === 2 && message === request)
          this.#transport.probe(to, (detail, unsent) =>
            running.input({ type: 'transport-error', detail, unsent } as never),
          );
      },
      pass: (message) => message.kind === 'response' && this.#pass(message, to, user),
      fail: (failure) => this.#fail(failure, to, user),
      done: () => {
        if (this.#table.get(key) === entry) this.#table.delete(key);
        user.done?.();
      },
    });
    const entry: Entry = {
      sentBy: printHostPort(request.via[0]!),
      to,
      take: (response) => running.input({ type: 'response', response } as never),
      abandon: () => running.stop(),
    };
    this.#table.set(key, entry);
    running.apply(first);
    return { abandon: () => running.stop() };
  }

  #pass(response: SipResponse, to: SipTarget, user: ClientUser): void {
    if (response.status === 503) {
      const seconds = retryAfterOf(response);
      this.#fate.fails(to, seconds === undefined ? undefined : seconds * 1_000);
    } else this.#fate.works(to);
    user.response(response);
  }

  #fail(failure: Failure, to: SipTarget, user: ClientUser): void {
    // RFC 3263, 4.3: a time-out is a failure of the target as much as a refusal is.
    this.#fate.fails(to);
    if (failure.problem === 'timeout') this.#transport.unanswered(to);
    user.failed(failure);
  }
}
