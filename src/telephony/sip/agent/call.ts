/** A call as its user holds it: wishes go into its machine one at a time, events and questions come out. */
import { Emitter, type Events } from '#kernel';
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
import { Asks, type Settled } from './asks.ts';
import { EffectRunner, type Asking } from './effect-runner.ts';
import type { CallStep } from './effects.ts';
import type { OutgoingInput } from './outgoing-state.ts';
import { referralOf, referWish } from './referral.ts';
import type { HangUpReason } from './requests.ts';
import type { Source } from '../transport/transport.ts';
import type { CallWorld, RunningCall } from './running-call.ts';
import type { Session, Wish } from './session-state.ts';

/** What comes of effects; each machine takes these and its own. */
type OwnInput = OutgoingInput;

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
  readonly #world: CallWorld;
  readonly #machine: Machine<S, I>;
  readonly #runner: EffectRunner;
  readonly #emitter: Emitter<SipCallEvents>;
  readonly #inputs: (I | OwnInput | (() => CallStep<S>))[] = [];
  #running = false;
  #ended = false;
  #closed = false;
  readonly #asks = new Asks();
  #dialogs: readonly string[] = [];
  #offer: (sdp: string) => string | null = () => null;
  #offerWanted: () => string | null = () => null;

  constructor(
    world: CallWorld,
    machine: Machine<S, I>,
    state: S,
    store: (record: DialogRecord) => Promise<void>,
    target?: Source,
  ) {
    this.#world = world;
    this.#machine = machine;
    this.state = state;
    this.store = store;
    this.#runner = new EffectRunner(
      world,
      {
        input: (input) => this.input(input),
        store: (record) => this.store(record),
        stored: () => this.afterStored(),
        ask: (effect) => this.#ask(effect),
      },
      target,
    );
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

  get target(): SipTarget | undefined {
    return this.#runner.target;
  }

  onOffer(handler: (sdp: string) => string | null): void {
    this.#offer = handler;
  }

  onOfferWanted(handler: () => string | null): void {
    this.#offerWanted = handler;
  }

  async reoffer(sdp: string): Promise<ReofferResult> {
    const { status, reason, sdp: answer } = await this.#wish({ kind: 'offer', sdp });
    if (status < 200 || status >= 300) return { ok: false, status, reason };
    // 13.2.1: the 2xx to an offer MUST hold the answer.
    return answer === undefined
      ? { ok: false, status, reason: 'The answer holds no description.' }
      : { ok: true, sdp: answer };
  }

  async sendInfo(contentType: string, body: string): Promise<number> {
    return (await this.#wish({ kind: 'info', contentType, body })).status;
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
            : this.#machine.step(this.state, input as I, this.#world.clock.now());
        this.state = step.state;
        for (const effect of step.effects) this.#runner.execute(effect);
        this.#world.changed(this);
      }
    } finally {
      this.#running = false;
    }
  }

  #ask(effect: Asking): void {
    switch (effect.type) {
      case 'settle':
        return this.#asks.settle(effect.id, effect);
      case 'refer-told':
        return this.#asks.told(effect.id, effect.progress);
      case 'ask-referral':
        return this.#askReferral(effect.key, effect.asked);
      case 'make-offer':
        return this.input({
          type: 'offer-made',
          key: effect.key,
          sdp: this.#wordOf(() => this.#offerWanted()),
        });
      case 'ask-offer':
        return this.input({
          type: 'offer-answered',
          key: effect.key,
          sdp: this.#wordOf(() => this.#offer(effect.sdp)),
        });
      case 'emit':
        if (effect.event.name === 'ended') this.#tellEnd(effect.event.payload);
        else if (!this.#ended) this.#emitter.emit(effect.event.name, effect.event.payload);
    }
  }

  #tellEnd(ending: SipCallEvents['ended']): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#runner.stop();
    this.#asks.close();
    this.#emitter.emit('ended', ending);
  }

  #wish(wish: Wish): Promise<Settled> {
    return new Promise((resolve) => this.#begin(this.#asks.open(resolve), wish));
  }

  #begin(id: number, wish: Wish): void {
    if (this.#ended || this.#closed || !this.session)
      this.#asks.settle(id, { status: 0, reason: 'There is no dialog.' });
    else this.input({ type: 'ask', id, wish });
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

  /** A description by the user's handler; a fault of it is a refusal. */
  #wordOf(handler: () => string | null): string | null {
    try {
      return handler();
    } catch (error) {
      this.#world.logger.error('sip-offer-fault', { error });
      return null;
    }
  }
}
