/** From the committed attempt to an answer or an end: each target an attempt of its own, until the route gives up. */
import { isTwilio, orderGateways, settingsOf, type Call, type Trunk } from '#domain';
import { AppError, errorText, type Millis } from '#kernel';
import type { MediaSession, SipEnding, SipTarget } from '#telephony';
import type { LiveCall } from '../live/live-call.ts';
import type { EngineOptions } from '../options.ts';
import { unusable } from '../unusable-description.ts';
import type { Allowed } from './decide.ts';
import { decideAgain, type NextDecision } from './decide-again.ts';
import { EarlyMedia } from './early-media.ts';
import {
  newRoute,
  stepRoute,
  type Hop,
  type RouteEffect,
  type RouteInput,
  type RouteState,
} from './route.ts';
import { carrierTarget, lineOf } from './line.ts';
import { dialTarget } from './target.ts';

/** An authority that only wants a moment gets it, so often. */
const MOMENT_MS: Millis = 1_500;
const MOST_MOMENTS = 3;
const WITHDRAWN: SipEnding = { kind: 'canceled', by: 'us' };

export class Ringing {
  readonly #live: LiveCall;
  readonly #call: Call;
  readonly #media: MediaSession;
  readonly #callee: string | null;
  readonly #options: EngineOptions;
  #allowed: Allowed;
  #route: RouteState;

  /** @param callee the built-in one, in the place of whoever is called */
  constructor(
    live: LiveCall,
    first: Allowed & { readonly current: Call },
    media: MediaSession,
    callee: string | null,
    options: EngineOptions,
  ) {
    this.#live = live;
    this.#call = first.current;
    this.#media = media;
    this.#callee = callee;
    this.#options = options;
    this.#allowed = first;
    const { trunk } = first.verdict;
    const { redirects = 0, failover = 'safe' } = trunk?.settings ?? {};
    this.#route = newRoute(callee === null ? waysOf(this.#call, trunk, options) : [callee], {
      redirects,
      onSilence: failover === 'also_on_silence',
      until: options.clock.now() + options.limits.ringTimeoutMs,
    });
  }

  /** The first INVITE leaves. Never rejects. */
  async begin(): Promise<void> {
    await this.#try(this.#route.hop);
  }

  async #try(hop: Hop): Promise<void> {
    try {
      const input = hop.target ? resolved([hop.target]) : await this.#lookUp(hop.uri);
      if (this.#live.isEnding) return this.#live.input({ type: 'attempt-ended', ending: WITHDRAWN });
      const effect = this.#step(input);
      if (effect?.type === 'give-up') this.#live.input({ type: 'attempt-ended', ending: effect.ending });
    } catch (cause) {
      this.#options.logger.error('invite-failed', { call: this.#call.id, cause });
      const isOurs = !(cause instanceof AppError) || cause.status >= 500;
      const code = isOurs ? 'internal' : 'trunk-unreachable';
      this.#live.input({ type: 'attempt-failed', code, detail: errorText(cause) });
    }
  }

  async #lookUp(uri: string): Promise<RouteInput> {
    const { sip } = this.#options;
    const { trunk } = this.#allowed.verdict;
    const carrier = this.#callee === null && trunk ? carrierTarget(trunk) : null;
    if (carrier) return resolved([carrier]);
    try {
      return resolved(await sip.targets(uri));
    } catch (cause) {
      if (cause instanceof AppError) return { type: 'unresolved', detail: errorText(cause) };
      throw cause;
    }
  }

  /** @returns what it led to; an end is the caller's to tell */
  #step(input: RouteInput): RouteEffect | null {
    const { state, effect } = stepRoute(this.#route, input, this.#options.clock.now());
    this.#route = state;
    if (effect?.type === 'invite') this.#invite(effect.hop, effect.target, effect.withinMs);
    if (effect?.type === 'try-next') void this.#next(effect.ending);
    return effect;
  }

  #invite(hop: Hop, target: SipTarget, ringTimeoutMs: Millis): void {
    const [options, live, media] = [this.#options, this.#live, this.#media];
    const { attempt, identity, verdict } = this.#allowed;
    const sip = lineOf(verdict.trunk, this.#callee, options).invite({
      identity,
      ...dialTarget(this.#call, verdict, this.#callee, options.sip.address, hop),
      target,
      offer: media.offer(),
      ringTimeoutMs,
      store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
    });
    const early = new EarlyMedia(sip, media, live.log);
    live.attach(
      sip,
      (ending) => this.#goesOn(ending, target),
      (ending) => early.toldBy(ending),
    );
    const { transport, host, port } = target;
    sip.events.on('sent', ({ at }) =>
      live.log.note('invite-sent', {
        ...{ at, sip_call_id: attempt.sipCallId, attempt_id: attempt.id },
        ...{ via: hop.uri, transport, address: host, port },
      }),
    );
    sip.events.on('provisional', ({ status }) => void this.#step({ type: 'provisional', status }));
    sip.events.on('answered', ({ sdp }) => {
      this.#step({ type: 'answered' });
      const negotiation = media.takeAnswer(sdp ?? '');
      if (negotiation.ok) live.answered();
      else live.input({ type: 'end-wanted', cause: unusable(negotiation) });
    });
  }

  #goesOn(ending: SipEnding, { transport }: SipTarget): boolean {
    return !this.#live.isEnding && this.#step({ type: 'ended', ending, transport })?.type === 'try-next';
  }

  /** The authority is asked again; without its leave the call ends as its last attempt did. */
  async #next(ending: SipEnding): Promise<void> {
    try {
      const decision = await this.#decide(ending);
      switch (decision.kind) {
        case 'dial':
          this.#allowed = decision;
          this.#live.moved(decision.attempt);
          this.#options.store.notify(`events:${this.#call.id}`);
          return await this.#try(this.#route.hop);
        case 'denied':
          return this.#live.input({ type: 'attempt-failed', code: 'dial-denied', detail: decision.detail });
        case 'deferred':
          return this.#live.input({ type: 'attempt-ended', ending });
        case 'lost':
          return this.#live.input({ type: 'node-lost' });
      }
    } catch (cause) {
      this.#options.logger.error('next-target-not-decided', { call: this.#call.id, cause });
      this.#live.input({ type: 'attempt-ended', ending });
    }
  }

  async #decide(ending: SipEnding): Promise<NextDecision> {
    const { clock } = this.#options;
    for (let tries = 1; ; tries++) {
      const { attempt, verdict } = this.#allowed;
      const former = { attempt, trunk: verdict.trunk, ending, isEnded: tries > 1 };
      const decision = await this.#live.log.transaction((tx) =>
        decideAgain(tx, this.#call, this.#route.hop, former, this.#options),
      );
      if (decision.kind !== 'dial') this.#live.moved(null);
      const wait = decision.kind === 'deferred' ? decision.until - clock.now() : Infinity;
      if (wait > MOMENT_MS || tries >= MOST_MOMENTS || this.#live.isEnding) return decision;
      await new Promise<void>((resolve) => clock.after(Math.max(wait, 1), resolve));
    }
  }
}

function resolved(targets: readonly SipTarget[]): RouteInput {
  return { type: 'resolved', targets };
}

/** Where the call may go, in the order to try. */
function waysOf({ to }: Call, trunk: Trunk | null, { random, gatewayHealth }: EngineOptions): string[] {
  if (!trunk) return [to];
  if (isTwilio(trunk)) return [trunk.uri];
  const { gateways } = settingsOf(trunk);
  return orderGateways(gateways, (uri) => gatewayHealth?.(trunk.id, uri) ?? 'unknown', random).map(
    ({ uri }) => uri,
  );
}
