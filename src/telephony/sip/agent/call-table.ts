/** The calls that an endpoint has: by themselves, by their dialogs, by the INVITE that they came with. */
import type { SipTarget } from '../../contract.ts';
import { dialogId } from '../dialog/index.ts';
import { tagOf, type SipRequest } from '../message/index.ts';
import type { IncomingCall } from './incoming.ts';
import type { RunningCall } from './running-call.ts';

export class CallTable {
  readonly #calls = new Set<RunningCall>();
  readonly #dialogs = new Map<string, RunningCall>();
  readonly #dialogsOf = new Map<RunningCall, readonly string[]>();
  /** Incoming calls by the server transaction of their INVITE, until they end. */
  readonly #offered = new Map<string, IncomingCall>();

  get size(): { calls: number; dialogs: number } {
    return { calls: this.#calls.size, dialogs: this.#dialogs.size };
  }

  add(call: RunningCall): void {
    this.#calls.add(call);
  }

  /** One that came with the INVITE of that server transaction. */
  addOffered(key: string, call: IncomingCall): void {
    this.#calls.add(call);
    this.#offered.set(key, call);
    call.events.on('ended', () => this.#offered.delete(key));
    this.changed(call);
  }

  offered(key: string): IncomingCall | undefined {
    return this.#offered.get(key);
  }

  /** 12.2.2: the call whose dialog a request of the peer names. */
  find(request: SipRequest): RunningCall | undefined {
    const [local, remote] = [tagOf(request.to) ?? '', tagOf(request.from) ?? ''];
    return this.#dialogs.get(dialogId(request.callId, local, remote));
  }

  byDialog(id: string): RunningCall | undefined {
    return this.#dialogs.get(id);
  }

  /** Keeps the dialogs in step with their call; a forked call has several early ones (12.1). */
  changed(call: RunningCall): void {
    if (call.ended) this.#calls.delete(call);
    const [known, open] = [this.#dialogsOf.get(call) ?? [], call.ended ? [] : call.dialogs];
    if (known === open) return;
    for (const id of known) if (!open.includes(id)) this.#dialogs.delete(id);
    for (const id of open) this.#dialogs.set(id, call);
    if (open.length > 0) this.#dialogsOf.set(call, open);
    else this.#dialogsOf.delete(call);
  }

  /** Where the calls go, as far as that is known. */
  targets(): SipTarget[] {
    return [...this.#calls].flatMap(({ target }) => target ?? []);
  }

  close(): void {
    for (const call of [...this.#calls]) call.close();
    this.#calls.clear();
    this.#dialogs.clear();
    this.#dialogsOf.clear();
    this.#offered.clear();
  }
}
