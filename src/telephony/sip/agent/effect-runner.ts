/** Carries out what a call's machine decides: looks up, sends, keeps, minds timers; and tells what came of it. */
import { errorText, type Timer } from '#kernel';
import type { DialogRecord, SipTarget } from '../../contract.ts';
import { parseUri, type SipRequest } from '../message/index.ts';
import type { ClientTransaction } from '../transaction/index.ts';
import type { Source } from '../transport/transport.ts';
import type { CallEffect, CallTimer } from './effects.ts';
import { Hops } from './hops.ts';
import type { OutgoingInput } from './outgoing-state.ts';
import type { CallWorld } from './running-call.ts';

/** Effects whose word is the user's. */
export type Asking = Extract<
  CallEffect,
  { type: 'settle' | 'refer-told' | 'ask-referral' | 'make-offer' | 'ask-offer' | 'emit' }
>;

/** Whose machine it is. */
export interface EffectOwner {
  /** What came of an effect. */
  input(input: OutgoingInput): void;
  /** Keeps a record. */
  store(record: DialogRecord): Promise<void>;
  /** The machine has taken the news that a record is kept, and sent what waited for it. */
  stored(): void;
  /** Something to tell its user, or to ask of it. */
  ask(effect: Asking): void;
}

export class EffectRunner {
  readonly #world: CallWorld;
  readonly #owner: EffectOwner;
  readonly #hops: Hops;
  readonly #timers = new Map<CallTimer, Timer>();
  #target: Source | undefined;
  #invite: ClientTransaction | undefined;

  constructor(world: CallWorld, owner: EffectOwner, target: Source | undefined) {
    this.#world = world;
    this.#owner = owner;
    this.#target = target;
    this.#hops = new Hops(world.resolver, world.logger);
  }

  /** Absent until the URI's host was looked up. */
  get target(): SipTarget | undefined {
    return this.#target;
  }

  /** All timers go. */
  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  execute(effect: CallEffect): void {
    const { layer } = this.#world;
    switch (effect.type) {
      case 'resolve':
        return effect.target ? this.#resolved(effect.target) : this.#resolve(effect.uri);
      case 'store':
        return this.#keep(effect.record);
      case 'note':
        return this.#note(effect.record);
      case 'invite':
        this.#invite = layer.clients.request(effect.request, this.#target!, {
          response: (response) => this.#owner.input({ type: 'response', response }),
          failed: ({ problem, detail, unsent }) =>
            this.#owner.input({ type: 'invite-failed', problem, detail, unsent }),
        });
        return;
      case 'abandon-invite':
        return this.#invite?.abandon();
      case 'cancel':
        // 9.1: the answer to CANCEL says nothing of the call; the INVITE's own final response does.
        layer.clients.request(effect.request, this.#target!, {
          response: () => undefined,
          failed: () => undefined,
        });
        return;
      case 'ack':
        return this.#hops.send(effect.hop, this.#target, (target) => layer.send(effect.request, target));
      case 'prack':
        return this.#sendPrack(effect.request, effect.hop);
      case 'bye':
        return this.#sendBye(effect.request, effect.hop, effect.own);
      case 'request':
        return this.#sendAsked(effect.request, effect.hop);
      case 'respond':
        return layer.respond(effect.key, effect.response);
      case 'respond-once':
        return layer.respondOnce(effect.key, effect.response);
      case 'arm':
        return this.#arm(effect.timer, effect.after);
      case 'disarm':
        this.#timers.get(effect.timer)?.cancel();
        this.#timers.delete(effect.timer);
        return;
      default:
        return this.#owner.ask(effect);
    }
  }

  #arm(timer: CallTimer, after: number): void {
    this.#timers.get(timer)?.cancel();
    this.#timers.set(
      timer,
      this.#world.clock.after(after, () => {
        this.#timers.delete(timer);
        this.#owner.input({ type: 'timer', timer });
      }),
    );
  }

  #keep(record: DialogRecord): void {
    // The keeper runs after this turn, so that it may call back without finding a half-made step.
    Promise.resolve()
      .then(() => this.#owner.store(record))
      .then(
        () => {
          this.#owner.input({ type: 'stored' });
          this.#owner.stored();
        },
        (error: unknown) => this.#owner.input({ type: 'store-failed', detail: errorText(error) }),
      );
  }

  #note(record: DialogRecord): void {
    this.#hops.sent
      .then(() => this.#owner.store(record))
      .catch((error: unknown) => this.#world.logger.warn('sip-record-stale', { detail: errorText(error) }));
  }

  #resolve(text: string): void {
    const uri = parseUri(text);
    if (!uri) return this.#owner.input({ type: 'unresolved', detail: `"${text}" is no SIP URI.` });
    this.#world.resolver.resolve(uri).then(
      (target) => this.#resolved(target),
      (error: unknown) => this.#owner.input({ type: 'unresolved', detail: errorText(error) }),
    );
  }

  #resolved(target: SipTarget): void {
    this.#target = target;
    const contact = this.#world.reachedFrom(target);
    this.#owner.input({ type: 'resolved', target, ...(contact === undefined ? {} : { contact }) });
  }

  #sendAsked(request: SipRequest, hop: string): void {
    const { number: cseq } = request.cseq;
    this.#hops.send(hop, this.#target, (target) =>
      this.#world.layer.clients.request(request, target, {
        response: (response) => this.#owner.input({ type: 'ask-response', response }),
        failed: ({ detail }) => this.#owner.input({ type: 'ask-failed', cseq, detail }),
      }),
    );
  }

  #sendPrack(request: SipRequest, hop: string): void {
    this.#hops.send(hop, this.#target, (target) =>
      this.#world.layer.clients.request(request, target, {
        response: (response) => this.#owner.input({ type: 'prack-response', request, response }),
        // The callee, who hears no PRACK, ends its INVITE (RFC 3262, 3).
        failed: () => undefined,
      }),
    );
  }

  #sendBye(request: SipRequest, hop: string, own: boolean): void {
    this.#hops.send(hop, this.#target, (target) =>
      this.#world.layer.clients.request(request, target, {
        response: (response) => own && this.#owner.input({ type: 'bye-response', response }),
        failed: ({ detail }) => own && this.#owner.input({ type: 'bye-failed', detail }),
      }),
    );
  }
}
