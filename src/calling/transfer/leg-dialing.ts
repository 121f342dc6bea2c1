/** A second leg is called: the trunk's targets one after the other, as a call's first leg tries them. */
import type { TransferWish } from '#conversation';
import { endWith, outcomeOfWire, type Attempt, type EndCode, type EndReason } from '#domain';
import type { Millis } from '#kernel';
import type { MediaSession, SipCall, SipEnding, SipTarget } from '#telephony';
import type { Allowed } from '../dial/decide.ts';
import type { Judging } from '../dial/decide-again.ts';
import { describes, sentFacts } from '../dial/invite-facts.ts';
import { lineOf } from '../dial/line.ts';
import { isOfTrunk } from '../dial/redirected.ts';
import type { Hop } from '../dial/route.ts';
import { RouteRun, type RoutedLeg } from '../dial/route-run.ts';
import { dialTarget, shownAs, type DialTarget } from '../dial/target.ts';
import { followDialog } from '../live/follow-dialog.ts';
import { keysByInfo } from '../live/keys-by-info.ts';
import type { CallLog } from '../live/call-log.ts';
import { legJudging } from './decide-leg.ts';
import type { LegParts } from './leg-parts.ts';

/** Whose leg it is. */
export interface LegOwner {
  readonly media: MediaSession;
  /** The built-in callee, in calls of test keys. */
  readonly callee: string | null;
  /** It is withdrawn, or over. */
  isOver(): boolean;
  /** Its INVITE is made. */
  inviting(sip: SipCall): void;
  rang(status: number): void;
  /** @param sdp the answer to our offer; null: the offer was theirs, and is answered */
  taken(sdp: string | null): void;
  /** Another attempt is its now; null: none is. */
  moved(attempt: Attempt | null): void;
  ended(ending: SipEnding): void;
  failed(reason: EndReason): void;
}

export class LegDialing implements RoutedLeg {
  readonly to: string;
  readonly judging: Judging;
  readonly #wish: TransferWish;
  readonly #parts: LegParts;
  readonly #owner: LegOwner;
  readonly #run: RouteRun;

  constructor(first: Allowed, wish: TransferWish, parts: LegParts, owner: LegOwner) {
    this.to = wish.to;
    this.judging = legJudging(parts.call, wish.to);
    this.#wish = wish;
    this.#parts = parts;
    this.#owner = owner;
    this.#run = new RouteRun(this, first, wish.ringTimeoutMs, parts.options);
  }

  /** The first INVITE leaves. Never rejects. */
  begin(): Promise<void> {
    return this.#run.begin();
  }

  /** Resolves when no verdict is under way. */
  get settled(): Promise<void> {
    return this.#run.settled;
  }

  get callee(): string | null {
    return this.#owner.callee;
  }

  get log(): CallLog {
    return this.#parts.log;
  }

  isOver(): boolean {
    return this.#owner.isOver();
  }

  invite(allowed: Allowed, hop: Hop, target: SipTarget, ringTimeoutMs: Millis): void {
    const { log, options, tap } = this.#parts;
    const [owner, run] = [this.#owner, this.#run];
    const { attempt, identity, verdict } = allowed;
    const description = describes(owner.media, verdict.trunk, hop);
    const sip = lineOf(verdict.trunk, owner.callee, options).invite({
      ...{ identity, ...this.#target(allowed, hop), target, ringTimeoutMs, ...description },
      store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
    });
    owner.inviting(sip);
    tap.attach(sip);
    followDialog(sip, owner.media);
    keysByInfo(sip, owner.media, verdict.trunk);
    sip.events.on('sent', ({ at }) => log.note('invite-sent', sentFacts(at, attempt, hop, target)));
    // Gateways that described themselves in a 183 leave it out of the 2xx (RFC 3261, 13.2.1 would have it there).
    let described = '';
    sip.events.on('provisional', ({ status, sdp }) => {
      described = sdp ?? described;
      run.provisional(status);
      if (status >= 180) owner.rang(status);
    });
    sip.events.on('answered', ({ sdp }) => {
      run.answered();
      owner.taken(description.delayedOffer ? null : (sdp ?? described));
    });
    sip.events.on('ended', (ending) => {
      if (!run.goesOn(ending, target)) owner.ended(ending);
    });
  }

  moved(attempt: Attempt | null): void {
    this.#owner.moved(attempt);
  }

  ended(ending: SipEnding): void {
    this.#owner.ended(ending);
  }

  failed(code: EndCode, detail: string): void {
    this.#owner.failed(endWith(code, 'dialing', { detail }).end_reason);
  }

  lost(): void {
    this.failed('dial-denied', 'Another node has taken the call over.');
  }

  /** A stranger is told neither whom we vouch for nor who is in the call. */
  #target({ verdict }: Allowed, hop: Hop): DialTarget {
    const { call, options } = this.#parts;
    const callee = this.#owner.callee;
    const target = dialTarget({ ...call, to: this.to }, verdict, callee, options.sip.address, hop);
    const isKnown = !hop.redirected || (verdict.trunk !== null && isOfTrunk(hop.uri, verdict.trunk));
    return this.#wish.showCallee === true && isKnown ? shownAs(call, target, verdict.trunk) : target;
  }
}

/** What became of a leg that the callee's side called by itself. */
export function reasonOfRefusal(status: number, reason: string): EndReason {
  return outcomeOfWire({ kind: 'rejected', by: 'peer', status, reason }, 'ringing').end_reason;
}
