/** One leg's way to whoever answers, run: each target an attempt of its own, after a verdict of its own. */
import { isTwilio, orderGateways, settingsOf, type Attempt, type EndCode, type Trunk } from '#domain';
import { AppError, errorText, type Millis } from '#kernel';
import type { SipEnding, SipTarget } from '#telephony';
import type { CallLog } from '../live/call-log.ts';
import type { EngineOptions } from '../options.ts';
import { askPatiently } from './ask-patiently.ts';
import type { Allowed } from './decide.ts';
import { decideAgain, type Judging, type NextDecision } from './decide-again.ts';
import { carrierTarget } from './line.ts';
import {
  newRoute,
  stepRoute,
  type Hop,
  type RouteEffect,
  type RouteInput,
  type RouteState,
} from './route.ts';

const WITHDRAWN: SipEnding = { kind: 'canceled', by: 'us' };

/** What the call's first leg and that of a transfer do each in their own way. */
export interface RoutedLeg {
  /** Whom it calls: E.164 or a SIP URI. */
  readonly to: string;
  /** The built-in one, in the place of whoever is called. */
  readonly callee: string | null;
  readonly log: Pick<CallLog, 'transaction'>;
  readonly judging: Judging;
  /** Nothing may leave any more. */
  isOver(): boolean;
  /** Sends it; what comes of it is told to the run: `provisional`, `answered`, `goesOn`. */
  invite(allowed: Allowed, hop: Hop, target: SipTarget, ringTimeoutMs: Millis): void;
  /** The attempt before is over, in the log too; this one is the leg's now. null: none was begun. */
  moved(attempt: Attempt | null): void;
  /** Nobody else is tried. */
  ended(ending: SipEnding): void;
  failed(code: EndCode, detail: string): void;
  /** Another node has taken the call over. */
  lost(): void;
}

export class RouteRun {
  readonly #leg: RoutedLeg;
  readonly #options: EngineOptions;
  #allowed: Allowed;
  #route: RouteState;
  #deciding: Promise<void> = Promise.resolve();

  /** @param ringTimeoutMs of all its attempts together */
  constructor(leg: RoutedLeg, first: Allowed, ringTimeoutMs: Millis, options: EngineOptions) {
    this.#leg = leg;
    this.#options = options;
    this.#allowed = first;
    const { trunk } = first.verdict;
    const { redirects = 0, failover = 'safe', srtp, late_offer: isLate = false } = trunk?.settings ?? {};
    this.#route = newRoute(leg.callee === null ? waysOf(leg.to, trunk, options) : [leg.callee], {
      redirects,
      onSilence: failover === 'also_on_silence',
      insists: srtp === 'optional' && !isLate,
      until: options.clock.now() + ringTimeoutMs,
    });
  }

  /** The first INVITE leaves. Never rejects. */
  async begin(): Promise<void> {
    await this.#try(this.#route.hop);
  }

  /** Resolves when no verdict is under way; the leg has been told of its attempt then. */
  get settled(): Promise<void> {
    return this.#deciding;
  }

  provisional(status: number): void {
    this.#step({ type: 'provisional', status });
  }

  answered(): void {
    this.#step({ type: 'answered' });
  }

  /** @returns whether another attempt follows, which brings its own end */
  goesOn(ending: SipEnding, { transport }: SipTarget): boolean {
    return !this.#leg.isOver() && this.#step({ type: 'ended', ending, transport })?.type === 'try-next';
  }

  async #try(hop: Hop): Promise<void> {
    try {
      const input = hop.target ? resolved([hop.target]) : await this.#lookUp(hop.uri);
      if (this.#leg.isOver()) return this.#leg.ended(WITHDRAWN);
      const effect = this.#step(input);
      if (effect?.type === 'give-up') this.#leg.ended(effect.ending);
    } catch (cause) {
      this.#options.logger.error('invite-failed', { attempt: this.#allowed.attempt.id, cause });
      const isOurs = !(cause instanceof AppError) || cause.status >= 500;
      this.#leg.failed(isOurs ? 'internal' : 'trunk-unreachable', errorText(cause));
    }
  }

  async #lookUp(uri: string): Promise<RouteInput> {
    const { trunk } = this.#allowed.verdict;
    const carrier = this.#leg.callee === null && trunk ? carrierTarget(trunk) : null;
    if (carrier) return resolved([carrier]);
    try {
      return resolved(await this.#options.sip.targets(uri));
    } catch (cause) {
      if (cause instanceof AppError) return { type: 'unresolved', detail: errorText(cause) };
      throw cause;
    }
  }

  /** @returns what it led to; an end is the caller's to tell */
  #step(input: RouteInput): RouteEffect | null {
    const { state, effect } = stepRoute(this.#route, input, this.#options.clock.now());
    this.#route = state;
    if (effect?.type === 'invite')
      this.#leg.invite(this.#allowed, effect.hop, effect.target, effect.withinMs);
    if (effect?.type === 'try-next') this.#next(effect.ending);
    return effect;
  }

  /** The authority is asked again; without its leave the leg ends as its last attempt did. */
  #next(ending: SipEnding): void {
    const decided = this.#decide(ending).then(
      (decision) => this.#take(decision, ending),
      (cause: unknown) => {
        const { attempt } = this.#allowed;
        this.#options.logger.error('next-target-not-decided', { attempt: attempt.id, cause });
        return () => this.#leg.ended(ending);
      },
    );
    this.#deciding = decided.then(() => undefined);
    void decided.then((goOn) => goOn());
  }

  /** @returns how it goes on once everybody knows of the attempt */
  #take(decision: NextDecision, ending: SipEnding): () => void {
    const leg = this.#leg;
    switch (decision.kind) {
      case 'dial':
        this.#allowed = decision;
        leg.moved(decision.attempt);
        this.#options.store.notify(`events:${decision.attempt.callId}`);
        return () => void this.#try(this.#route.hop);
      case 'denied':
        return () => leg.failed('dial-denied', decision.detail);
      case 'deferred':
        return () => leg.ended(ending);
      case 'lost':
        return () => leg.lost();
    }
  }

  #decide(ending: SipEnding): Promise<NextDecision> {
    const { attempt, verdict } = this.#allowed;
    return askPatiently(
      async (isFirst) => {
        const former = { attempt, trunk: verdict.trunk, ending, isEnded: !isFirst };
        const decision = await this.#leg.log.transaction((tx) =>
          decideAgain(tx, this.#leg.judging, this.#route.hop, former, this.#options),
        );
        if (decision.kind !== 'dial') this.#leg.moved(null);
        return decision;
      },
      (decision) => (decision.kind === 'deferred' ? decision.until : null),
      () => this.#leg.isOver(),
      this.#options.clock,
    );
  }
}

function resolved(targets: readonly SipTarget[]): RouteInput {
  return { type: 'resolved', targets };
}

/** Where the call may go, in the order to try. */
function waysOf(to: string, trunk: Trunk | null, { random, gatewayHealth }: EngineOptions): string[] {
  if (!trunk) return [to];
  if (isTwilio(trunk)) return [trunk.uri];
  const { gateways } = settingsOf(trunk);
  return orderGateways(gateways, (uri) => gatewayHealth?.(trunk.id, uri) ?? 'unknown', random).map(
    ({ uri }) => uri,
  );
}
