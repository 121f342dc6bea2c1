/** The second leg before the dial authority: verdict and attempt in one transaction, before anything leaves. */
import {
  decideDial,
  describeVerdict,
  isE164,
  parseAddress,
  type Attempt,
  type Call,
  type DialRequest,
  type Repositories,
  type Verdict,
} from '#domain';
import type { Millis } from '#kernel';
import type { Judged, Judging } from '../dial/decide-again.ts';
import type { Allowed } from '../dial/decide.ts';
import type { EngineOptions } from '../options.ts';

export type LegDecision =
  | ({ readonly kind: 'dial' } & Allowed)
  /** `until`: it may be asked again then. */
  | { readonly kind: 'refused'; readonly detail: string; readonly until: Millis | null };

/**
 * @param to E.164 or SIP URI, as the agent or an operator gave it
 * @throws AppError of the store
 */
export async function decideLeg(
  tx: Repositories,
  call: Call,
  to: string,
  { clock, ids, nodeId, sip }: Pick<EngineOptions, 'clock' | 'ids' | 'nodeId' | 'sip'>,
): Promise<LegDecision> {
  const now = clock.now();
  const { verdict, facts } = await judge(tx, call, to, now);
  const decided = {
    at: now,
    type: 'dial-decided',
    data: { stage: 'transfer', to, ...describeVerdict(verdict, facts) },
  };
  if (verdict.kind !== 'allow') {
    await tx.calls.append(call.id, nodeId, [decided]);
    const until = verdict.kind === 'defer' ? verdict.until : null;
    return { kind: 'refused', detail: `${verdict.rule}: ${verdict.detail}`, until };
  }
  const identity = sip.newIdentity();
  const attempt: Attempt = {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number: (await tx.attempts.ofCall(call.id)).length + 1,
    trunkId: verdict.trunk?.id ?? null,
    numberId: verdict.number?.id ?? null,
    sipCallId: identity.callId,
    dialog: { ...identity },
    startedAt: now,
    endedAt: null,
  };
  const started = {
    at: now,
    type: 'attempt-started',
    data: {
      ...{ attempt_id: attempt.id, number: attempt.number, to, from: verdict.from },
      ...{ number_id: attempt.numberId, trunk_id: attempt.trunkId, sip_call_id: attempt.sipCallId },
    },
  };
  const seq = await tx.calls.append(call.id, nodeId, [decided, started]);
  if (seq === null) return { kind: 'refused', detail: 'Another node has taken the call over.', until: null };
  await tx.attempts.start(attempt, personOf(attempt.id));
  return { kind: 'dial', attempt, identity, verdict };
}

/** Of its next target: its number and trunk stay, the callee still is nobody's target. */
export function legJudging(call: Call, to: string): Judging {
  return {
    ...{ call, to },
    async again(tx, next, { attempt: { numberId, trunkId } }, now) {
      const request = { ...requestOf(call, next), requestedNumberId: numberId, requestedTrunkId: trunkId };
      const facts = await tx.dialing.facts(request, now);
      return { facts, verdict: isCallee(call, next) ? TO_CALLEE : decideDial(request, facts, now) };
    },
    person: (_next, attemptId) => personOf(attemptId),
  };
}

const TO_CALLEE: Verdict = {
  kind: 'deny',
  rule: 'transfer-to-callee',
  detail: 'The target of the transfer is the person in the call. Name somebody else.',
};

/** The call's own trunk and number first; where they can not be used now, any other. */
async function judge(tx: Repositories, call: Call, to: string, now: Millis): Promise<Judged> {
  const asked = async (request: DialRequest): Promise<Judged> => {
    const facts = await tx.dialing.facts(request, now);
    return { verdict: decideDial(request, facts, now), facts };
  };
  const free = requestOf(call, to);
  if (isCallee(call, to)) return { facts: await tx.dialing.facts(free, now), verdict: TO_CALLEE };
  if (!isE164(to) || call.numberId === null) return asked(free);
  const same = await asked({
    ...free,
    requestedNumberId: call.numberId,
    requestedTrunkId: call.trunkId,
    requestedFrom: null,
  });
  const busy = same.verdict.kind !== 'allow' && /^(trunk-|no-usable)/.test(same.verdict.rule);
  return busy ? asked(free) : same;
}

/**
 * A target is no callee: it may be in many calls at once (a switchboard), so that the rule of one live call a person
 * has nobody to find; all others hold. A SIP URI is shown the number that the callee was shown.
 */
function requestOf(call: Call, to: string): DialRequest {
  return {
    organizationId: call.organizationId,
    callId: call.id,
    to,
    person: personOf(call.id),
    test: call.test,
    requestedFrom: isE164(to) ? null : call.direction === 'outbound' ? call.from : call.to,
    requestedNumberId: null,
    requestedTrunkId: null,
    agentId: call.plan.agentId,
    agentNumberId: null,
  };
}

/** Whom the live-call row of a second leg names: nobody whom another call could want. */
function personOf(id: string): string {
  return `transfer:${id}`;
}

function isCallee(call: Call, to: string): boolean {
  const callee = call.direction === 'outbound' ? call.to : call.from;
  const person = parseAddress(to)?.person;
  return person !== undefined && callee !== null && person === parseAddress(callee)?.person;
}
