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
} from '#domain';
import type { Millis } from '#kernel';
import type { SipEnding } from '#telephony';
import type { EngineOptions } from '../options.ts';
import { newAttempt, startedEvent, type Allowed } from './decide.ts';
import { dialRequestOf } from './dial-request.ts';
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
  { attempt: former, ending, isEnded }: Former,
  options: Pick<EngineOptions, 'sip' | 'ids' | 'clock' | 'nodeId'>,
): Promise<NextDecision> {
  const { sip, clock, nodeId } = options;
  const now = clock.now();
  await tx.calls.lock(call.id);
  const over: NewEvent[] = isEnded
    ? []
    : [{ at: now, type: 'attempt-ended', data: { attempt_id: former.id, end_reason: reasonOf(ending) } }];
  if (!isEnded) await tx.attempts.end(former.id, now);
  const request = requestOf(call, hop, former);
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

/** A 3xx may name another number: it is that one that is judged. */
function requestOf(call: Call, hop: Hop, { numberId, trunkId }: Attempt): DialRequest {
  const to = (hop.redirected && numberOf(hop.uri)) || call.to;
  const request = dialRequestOf(call, isE164(call.to) ? null : call.from);
  return {
    ...request,
    to,
    person: parseAddress(to)?.person ?? to,
    requestedNumberId: numberId ?? request.requestedNumberId,
    requestedTrunkId: trunkId ?? request.requestedTrunkId,
  };
}

/** E.164 in the user part of a contact, perhaps with its plus escaped (RFC 3261, 19.1.2). */
function numberOf(uri: string): string | null {
  const user = /^sips?:([^@;]+)[@;]/i.exec(uri)?.[1]?.replace(/%2b/gi, '+') ?? '';
  return isE164(user) ? user : null;
}
