/** Runs one call machine: executes its effects, feeds it what comes of them, one input at a time. */
import { Emitter, errorText, type Clock, type Events, type Logger, type Timer } from '#kernel';
import type {
  DialogRecord,
  InviteIdentity,
  ReferralProgress,
  ReofferResult,
  SipCall,
  SipCallEvents,
  SipTarget,
} from '../../contract.ts';
import { idOf, type Dialog } from '../dialog/index.ts';
import { parseUri, type SipRequest } from '../message/index.ts';
import type { ClientTransaction, TransactionLayer } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import { Asks, type Settled } from './asks.ts';
import type { CallEffect, CallStep, CallTimer } from './effects.ts';
import { Hops } from './hops.ts';
import type { OutgoingInput } from './outgoing-state.ts';
import type { HangUpReason } from './requests.ts';
import { referralOf, referWish } from './referral.ts';
import type { Session, SessionInput, Wish } from './session-state.ts';

/** What a call needs of its endpoint. */
export interface CallWorld {
  readonly layer: TransactionLayer;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told after each step, so that requests inside the dialog find the call. */
  changed(call: RunningCall): void;
}

/** What the runner itself makes of effects; each machine takes these and its own. */
type OwnInput = OutgoingInput;

export interface RunningCall {
  readonly session: Session | undefined;
  /** Ids of its dialogs, the early ones too; the same array as long as they are the same. */
  readonly dialogs: readonly string[];
  readonly ended: boolean;
  /** We sent its INVITE. */
  readonly isOurs: boolean;
  /** Where it goes, once that is known. */
  readonly target?: SipTarget | undefined;
  input(input: SessionInput): void;
  close(): void;
}

export interface Machine<S, I> {
  step(state: S, input: I, now: number): CallStep<S>;
  identity(state: S): InviteIdentity;
  /** We send its INVITE. */
  readonly isOurs: boolean;
  /** That of the session, or the early ones before it. */
  dialogs(state: S): readonly Dialog[];
}

export class Call<S extends { readonly session?: Session }, I> implements SipCall, RunningCall {
  readonly events: Events<SipCallEvents>;
  protected state: S;
  /** Set by whoever can keep records. */
  protected store: (record: DialogRecord) => Promise<void>;
  protected readonly world: CallWorld;
  readonly #machine: Machine<S, I>;
  readonly #emitter: Emitter<SipCallEvents>;
  readonly #hops: Hops;
  readonly #timers = new Map<CallTimer, Timer>();
  readonly #inputs: (I | OwnInput | (() => CallStep<S>))[] = [];
  #running = false;
  #ended = false;
  #closed = false;
  readonly #asks = new Asks();
  #dialogs: readonly string[] = [];
  #offer: (sdp: string) => string | null = () => null;
  #offerWanted: () => string | null = () => null;
  #target: SipTarget | undefined;
  #invite: ClientTransaction | undefined;

  constructor(
    world: CallWorld,
    machine: Machine<S, I>,
    state: S,
    store: (record: DialogRecord) => Promise<void>,
    target?: SipTarget,
  ) {
    this.#target = target;
    this.world = world;
    this.#machine = machine;
    this.state = state;
    this.store = store;
    this.#hops = new Hops(world.resolver, world.logger);
    this.#emitter = new Emitter<SipCallEvents>((error) =>
      world.logger.error('sip-listener-fault', { error }),
    );
    this.events = this.#emitter;
  }

  get identity(): InviteIdentity {
    return this.#machine.identity(this.state);
  }

  get isOurs(): boolean {
    return this.#machine.isOurs;
  }

  get session(): Session | undefined {
    return this.state.session;
  }

  get dialogs(): readonly string[] {
    const dialogs = this.#machine.dialogs(this.state);
    const ids = dialogs.map(idOf);
    if (ids.join() !== this.#dialogs.join()) this.#dialogs = ids;
    return this.#dialogs;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Absent until the URI's host was looked up. */
  get target(): SipTarget | undefined {
    return this.#target;
  }

  onOffer(handler: (sdp: string) => string | null): void {
    this.#offer = handler;
  }

  onOfferWanted(handler: () => string | null): void {
    this.#offerWanted = handler;
  }

  async reoffer(sdp: string): Promise<ReofferResult> {
    const { status, reason, sdp: answer } = await this.#ask({ kind: 'offer', sdp });
    if (status < 200 || status >= 300) return { ok: false, status, reason };
    // 13.2.1: the 2xx to an offer MUST hold the answer.
    return answer === undefined
      ? { ok: false, status, reason: 'The answer holds no description.' }
      : { ok: true, sdp: answer };
  }

  async sendInfo(contentType: string, body: string): Promise<number> {
    return (await this.#ask({ kind: 'info', contentType, body })).status;
  }

  refer(
    to: string,
    { replaces, referredBy }: { readonly replaces?: SipCall; readonly referredBy?: string },
    progress: (progress: ReferralProgress) => void,
  ): void {
    const taken = replaces instanceof Call ? (replaces as RunningCall).session?.dialog : undefined;
    if (replaces && !taken)
      return progress({ status: 0, reason: 'The call to be replaced has no dialog.', final: true });
    this.#begin(this.#asks.openReferral(progress), referWish(to, taken, referredBy));
  }

  hangUp(reason?: HangUpReason): void {
    this.input({ type: 'hang-up', ...(reason ? { reason } : {}) });
  }

  /** The endpoint closed: nothing is sent, all timers go; the end is told. */
  close(): void {
    this.#closed = true;
    this.#tellEnd({ kind: 'internal', by: 'us', detail: 'The SIP endpoint was closed.' });
  }

  /** Queued while a step runs, so that a listener may act on the call from inside an event. */
  input(input: I | OwnInput): void {
    this.run(input);
  }

  /** Called when the machine has taken the news that a record is kept, and sent what waited for it. */
  protected afterStored(): void {}

  protected run(next: I | OwnInput | (() => CallStep<S>)): void {
    if (this.#closed) return;
    this.#inputs.push(next);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let input = this.#inputs.shift(); input !== undefined; input = this.#inputs.shift()) {
        const step =
          typeof input === 'function'
            ? (input as () => CallStep<S>)()
            : this.#machine.step(this.state, input as I, this.world.clock.now());
        this.state = step.state;
        for (const effect of step.effects) this.#execute(effect);
        this.world.changed(this);
      }
    } finally {
      this.#running = false;
    }
  }

  #execute(effect: CallEffect): void {
    const { layer } = this.world;
    switch (effect.type) {
      case 'resolve':
        return effect.target ? this.#resolved(effect.target) : this.#resolve(effect.uri);
      case 'store':
        return this.#keep(effect.record);
      case 'note':
        return this.#note(effect.record);
      case 'invite':
        this.#invite = layer.clients.request(effect.request, this.#target!, {
          response: (response) => this.input({ type: 'response', response }),
          failed: ({ problem, detail, unsent }) =>
            this.input({ type: 'invite-failed', problem, detail, unsent }),
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
      case 'settle':
        return this.#asks.settle(effect.id, effect);
      case 'refer-told':
        return this.#asks.told(effect.id, effect.progress);
      case 'ask-referral':
        return this.#askReferral(effect.key, effect.asked);
      case 'make-offer':
        return this.input({ type: 'offer-made', key: effect.key, sdp: this.#makeOffer() });
      case 'respond':
        return layer.respond(effect.key, effect.response);
      case 'ask-offer':
        return this.input({ type: 'offer-answered', key: effect.key, sdp: this.#askOffer(effect.sdp) });
      case 'arm':
        this.#timers.get(effect.timer)?.cancel();
        this.#timers.set(
          effect.timer,
          this.world.clock.after(effect.after, () => {
            this.#timers.delete(effect.timer);
            this.input({ type: 'timer', timer: effect.timer });
          }),
        );
        return;
      case 'disarm':
        this.#timers.get(effect.timer)?.cancel();
        this.#timers.delete(effect.timer);
        return;
      case 'emit':
        if (effect.event.name === 'ended') this.#tellEnd(effect.event.payload);
        else if (!this.#ended) this.#emitter.emit(effect.event.name, effect.event.payload);
    }
  }

  #tellEnd(ending: SipCallEvents['ended']): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#asks.close();
    this.#emitter.emit('ended', ending);
  }

  #ask(wish: Wish): Promise<Settled> {
    return new Promise((resolve) => this.#begin(this.#asks.open(resolve), wish));
  }

  #begin(id: number, wish: Wish): void {
    if (this.#ended || this.#closed || !this.session)
      this.#asks.settle(id, { status: 0, reason: 'There is no dialog.' });
    else this.input({ type: 'ask', id, wish });
  }

  #sendAsked(request: SipRequest, hop: string): void {
    const { number: cseq } = request.cseq;
    this.#hops.send(hop, this.#target, (target) =>
      this.world.layer.clients.request(request, target, {
        response: (response) => this.input({ type: 'ask-response', response }),
        failed: ({ detail }) => this.input({ type: 'ask-failed', cseq, detail }),
      }),
    );
  }

  #askReferral(key: string, asked: Parameters<typeof referralOf>[0]): void {
    const { referral, decided } = referralOf(asked, {
      answered: (status) => this.input({ type: 'referral-answered', key, status }),
      progress: (status, reason) => this.input({ type: 'referral-progress', status, reason }),
    });
    this.#emitter.emit('referral', referral);
    // Nobody wants it: 603, as a person would say.
    if (!decided()) referral.reject(603);
  }

  #makeOffer(): string | null {
    try {
      return this.#offerWanted();
    } catch (error) {
      this.world.logger.error('sip-offer-fault', { error });
      return null;
    }
  }

  #askOffer(sdp: string): string | null {
    try {
      return this.#offer(sdp);
    } catch (error) {
      this.world.logger.error('sip-offer-fault', { error });
      return null;
    }
  }

  #keep(record: DialogRecord): void {
    // The keeper runs after this turn, so that it may call back without finding a half-made step.
    Promise.resolve()
      .then(() => this.store(record))
      .then(
        () => this.#kept(),
        (error: unknown) => this.input({ type: 'store-failed', detail: errorText(error) }),
      );
  }

  #note(record: DialogRecord): void {
    this.#hops.sent
      .then(() => this.store(record))
      .catch((error: unknown) => this.world.logger.warn('sip-record-stale', { detail: errorText(error) }));
  }

  #kept(): void {
    this.input({ type: 'stored' });
    this.afterStored();
  }

  #resolve(text: string): void {
    const uri = parseUri(text);
    if (!uri) return this.input({ type: 'unresolved', detail: `"${text}" is no SIP URI.` });
    this.world.resolver.resolve(uri).then(
      (target) => this.#resolved(target),
      (error: unknown) => this.input({ type: 'unresolved', detail: errorText(error) }),
    );
  }

  #resolved(target: SipTarget): void {
    this.#target = target;
    this.input({ type: 'resolved', target });
  }

  #sendPrack(request: SipRequest, hop: string): void {
    this.#hops.send(hop, this.#target, (target) =>
      this.world.layer.clients.request(request, target, {
        response: (response) => this.input({ type: 'prack-response', request, response }),
        // The callee, who hears no PRACK, ends its INVITE (RFC 3262, 3).
        failed: () => undefined,
      }),
    );
  }

  #sendBye(request: SipRequest, hop: string, own: boolean): void {
    this.#hops.send(hop, this.#target, (target) =>
      this.world.layer.clients.request(request, target, {
        response: (response) => own && this.input({ type: 'bye-response', response }),
        failed: ({ detail }) => own && this.input({ type: 'bye-failed', detail }),
      }),
    );
  }
}
