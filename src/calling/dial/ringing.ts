/** The call's first leg, from its committed attempt to an answer or an end. */
import type { Attempt, Call, EndCode } from '#domain';
import type { Millis } from '#kernel';
import type { MediaSession, SipEnding, SipTarget } from '#telephony';
import type { CallLog } from '../live/call-log.ts';
import type { LiveCall } from '../live/live-call.ts';
import type { EngineOptions } from '../options.ts';
import { unusable } from '../unusable-description.ts';
import type { Allowed } from './decide.ts';
import { judgingOf, type Judging } from './decide-again.ts';
import { EarlyMedia } from './early-media.ts';
import { describes, sentFacts } from './invite-facts.ts';
import { lineOf } from './line.ts';
import type { Hop } from './route.ts';
import { RouteRun, type RoutedLeg } from './route-run.ts';
import { dialTarget } from './target.ts';

export class Ringing implements RoutedLeg {
  readonly callee: string | null;
  readonly judging: Judging;
  readonly #live: LiveCall;
  readonly #call: Call;
  readonly #media: MediaSession;
  readonly #options: EngineOptions;
  readonly #run: RouteRun;

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
    this.callee = callee;
    this.#options = options;
    this.judging = judgingOf(first.current);
    this.#run = new RouteRun(this, first, options.limits.ringTimeoutMs, options);
  }

  /** The first INVITE leaves. Never rejects. */
  begin(): Promise<void> {
    return this.#run.begin();
  }

  get to(): string {
    return this.#call.to;
  }

  get log(): CallLog {
    return this.#live.log;
  }

  isOver(): boolean {
    return this.#live.isEnding;
  }

  invite(allowed: Allowed, hop: Hop, target: SipTarget, ringTimeoutMs: Millis): void {
    const [options, live, media, run] = [this.#options, this.#live, this.#media, this.#run];
    const { attempt, identity, verdict } = allowed;
    const description = describes(media, verdict.trunk, hop);
    const sip = lineOf(verdict.trunk, this.callee, options).invite({
      identity,
      ...dialTarget(this.#call, verdict, this.callee, options.sip.address, hop),
      ...{ target, ringTimeoutMs, ...description },
      store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
    });
    const early = new EarlyMedia(sip, media, live.log);
    live.attach(
      sip,
      (ending) => run.goesOn(ending, target),
      (ending) => early.toldBy(ending),
    );
    sip.events.on('sent', ({ at }) => live.log.note('invite-sent', sentFacts(at, attempt, hop, target)));
    sip.events.on('provisional', ({ status }) => run.provisional(status));
    sip.events.on('answered', ({ sdp }) => {
      run.answered();
      // Of a late offer the answer has been made already, as the ACK's description.
      const negotiation = description.delayedOffer ? null : media.takeAnswer(early.answer(sdp));
      if (negotiation?.ok === false) live.input({ type: 'end-wanted', cause: unusable(negotiation) });
      else live.answered();
    });
  }

  moved(attempt: Attempt | null): void {
    this.#live.moved(attempt);
  }

  ended(ending: SipEnding): void {
    this.#live.input({ type: 'attempt-ended', ending });
  }

  failed(code: EndCode, detail: string): void {
    this.#live.input({ type: 'attempt-failed', code, detail });
  }

  lost(): void {
    this.#live.input({ type: 'node-lost' });
  }
}
