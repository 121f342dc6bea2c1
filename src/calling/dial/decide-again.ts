/** Another attempt of a running call: the one before ends, the authority judges anew, and the next is committed. */
import {
  decideDial,
  describeVerdict,
  isE164,
  outcomeOfWire,
  parseAddress,
  type Attempt,
  type Call,
  type DialRequest,
  type NewEvent,
  type Repositories,
  type Trunk,
} from '#domain';
import type { Millis } from '#kernel';
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

/**
 * The number and the trunk stay: only the way differs. The former attempt is over whatever the verdict, so that its line
 * is not counted.
 */
export async function decideAgain(
  tx: Repositories,
  call: Call,
  hop: Hop,
  before: Former,
  options: Pick<EngineOptions, 'sip' | 'ids' | 'clock' | 'nodeId'>,
): Promise<NextDecision> {
  const { sip, clock, nodeId } = options;
  const { attempt: former, ending, isEnded } = before;
  const now = clock.now();
  await tx.calls.lock(call.id);
  const over: NewEvent[] = isEnded
    ? []
    : [{ at: now, type: 'attempt-ended', data: { attempt_id: former.id, end_reason: reasonOf(ending) } }];
  if (!isEnded) await tx.attempts.end(former.id, now);
  const request = requestOf(call, hop, before);
  const facts = await tx.dialing.facts(request, now);
  const verdict = decideDial(request, facts, now);
  const decided: NewEvent = {
    at: now,
    type: 'dial-decided',
    data: { stage: 'next-target', to: request.to, via: hop.uri, ...describeVerdict(verdict, facts) },
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
  await tx.attempts.start(attempt, request.person);
  return { kind: 'dial', attempt, identity, verdict };
}

function reasonOf(ending: SipEnding) {
  return outcomeOfWire(ending, 'dialing').end_reason;
}

/** A 3xx may name somebody else, who is judged then. */
function requestOf(call: Call, hop: Hop, { attempt, trunk }: Former): DialRequest {
  const { numberId, trunkId } = attempt;
  const to = hop.redirected ? calleeOf(hop.uri, call.to, trunk) : call.to;
  const request = dialRequestOf(call, isE164(call.to) ? null : call.from);
  return {
    ...request,
    to,
    person: parseAddress(to)?.person ?? to,
    requestedNumberId: numberId ?? request.requestedNumberId,
    requestedTrunkId: trunkId ?? request.requestedTrunkId,
  };
}
