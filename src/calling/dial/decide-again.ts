/** Another attempt of a running call: the one before ends, the authority judges anew, and the next is committed. */
import {
  decideDial,
  describeVerdict,
  isE164,
  outcomeOfWire,
  parseAddress,
  type Attempt,
  type Call,
  type DialFacts,
  type DialRequest,
  type NewEvent,
  type Repositories,
  type Trunk,
  type Verdict,
} from '#domain';
import type { Id, Millis } from '#kernel';
import type { SipEnding } from '#telephony';
import type { EngineOptions } from '../options.ts';
import { newAttempt, startedEvent, type Allowed } from './decide.ts';
import { dialRequestOf } from './dial-request.ts';
import { calleeOf } from './redirected.ts';
import type { Hop } from './route.ts';

export type NextDecision =
  | ({ readonly kind: 'dial' } & Allowed)
  | { readonly kind: 'denied'; readonly detail: string }
  /** It may be asked again then. */
  | { readonly kind: 'deferred'; readonly until: Millis }
  /** Another node has taken the call over. */
  | { readonly kind: 'lost' };

/** What went before. */
export interface Former {
  readonly attempt: Attempt;
  /** That it went by; null: none stood between. */
  readonly trunk: Trunk | null;
  readonly ending: SipEnding;
  /** Its end is committed already. */
  readonly isEnded: boolean;
}

/** How a leg is judged. */
export interface Judging {
  readonly call: Call;
  /** Inside the transaction, under the dialling lock. @param to whom the next hop leads to */
  again(tx: Repositories, to: string, former: Former, now: Millis): Promise<Judged>;
  /** Whom it calls, unless a 3xx names somebody else. */
  readonly to: string;
  /** Whom the live-call row names: one call at a time. @param to whom the next hop leads to */
  person(to: string, attemptId: Id): string;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly facts: DialFacts;
}

/** Of the call's first leg. */
export function judgingOf(call: Call): Judging {
  return {
    call,
    to: call.to,
    async again(tx, to, { attempt: { numberId, trunkId } }, now) {
      const asked = dialRequestOf(call, isE164(call.to) ? null : call.from);
      const request: DialRequest = {
        ...{ ...asked, to, person: personOf(to) },
        requestedNumberId: numberId ?? asked.requestedNumberId,
        requestedTrunkId: trunkId ?? asked.requestedTrunkId,
      };
      const facts = await tx.dialing.facts(request, now);
      return { verdict: decideDial(request, facts, now), facts };
    },
    person: personOf,
  };
}

/**
 * The number and the trunk stay: only the way differs. The former attempt is over whatever the verdict, so that its line
 * is not counted.
 */
export async function decideAgain(
  tx: Repositories,
  judging: Judging,
  hop: Hop,
  before: Former,
  options: Pick<EngineOptions, 'sip' | 'ids' | 'clock' | 'nodeId'>,
): Promise<NextDecision> {
  const { sip, clock, nodeId } = options;
  const { call } = judging;
  const { attempt: former, trunk, ending, isEnded } = before;
  const now = clock.now();
  await tx.calls.lock(call.id);
  const over: NewEvent[] = isEnded
    ? []
    : [{ at: now, type: 'attempt-ended', data: { attempt_id: former.id, end_reason: reasonOf(ending) } }];
  if (!isEnded) await tx.attempts.end(former.id, now);
  // A 3xx may name somebody else, who is judged then.
  const to = hop.redirected ? calleeOf(hop.uri, judging.to, trunk) : judging.to;
  const { verdict, facts } = await judging.again(tx, to, before, now);
  const decided: NewEvent = {
    at: now,
    type: 'dial-decided',
    data: { stage: 'next-target', to, via: hop.uri, ...describeVerdict(verdict, facts) },
  };
  if (verdict.kind !== 'allow') {
    const seq = await tx.calls.append(call.id, nodeId, [...over, decided]);
    if (seq === null) return { kind: 'lost' };
    if (verdict.kind === 'deny') return { kind: 'denied', detail: `${verdict.rule}: ${verdict.detail}` };
    return { kind: 'deferred', until: verdict.until };
  }
  const identity = sip.newIdentity();
  const attempt = newAttempt(call, verdict, identity, former.number + 1, options);
  const events = [...over, decided, startedEvent(attempt, verdict.from, now)];
  if ((await tx.calls.append(call.id, nodeId, events)) === null) return { kind: 'lost' };
  await tx.attempts.start(attempt, judging.person(to, attempt.id));
  return { kind: 'dial', attempt, identity, verdict };
}

function reasonOf(ending: SipEnding) {
  return outcomeOfWire(ending, 'dialing').end_reason;
}

function personOf(to: string): string {
  return parseAddress(to)?.person ?? to;
}
