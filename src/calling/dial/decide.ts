/** The verdict and the attempt of one due call, in one transaction: nothing leaves before it is committed. */
import {
  decideDial,
  describeVerdict,
  isE164,
  newLife,
  stepLife,
  type Attempt,
  type Call,
  type CallPlan,
  type LifeStep,
  type NewEvent,
  type Repositories,
  type Verdict,
} from '#domain';
import type { InviteIdentity } from '#telephony';
import { callerNumber } from '../accept/built-in.ts';
import { endCall } from '../after/end-call.ts';
import type { EngineOptions } from '../options.ts';
import { dialRequestOf } from './dial-request.ts';

/** An attempt that may ring. */
export interface Allowed {
  readonly attempt: Attempt;
  readonly identity: InviteIdentity;
  readonly verdict: Extract<Verdict, { kind: 'allow' }>;
}

export interface DialDecision extends Allowed {
  readonly kind: 'dial';
  readonly step: LifeStep;
  readonly current: Call;
}

export type Decision = DialDecision | { readonly kind: 'waiting' } | { readonly kind: 'ended' };

/** @param claimed held by this node */
export async function decideAndCommit(
  tx: Repositories,
  claimed: Call,
  options: EngineOptions,
): Promise<Decision> {
  const { clock, nodeId } = options;
  const now = clock.now();
  const locked = await tx.calls.lock(claimed.id);
  if (!locked || locked.status === 'ended') return { kind: 'ended' };
  const due = stepLife(
    { ...newLife(false), status: locked.status, dueSince: dueSince(locked) },
    { type: 'call-due' },
    now,
  );
  // A number that the authority chose at acceptance is no request: it chooses anew.
  const request = dialRequestOf(locked, isE164(locked.to) ? null : locked.from);
  const facts = await tx.dialing.facts(request, now);
  const verdict = decideDial(request, facts, now);
  const step = stepLife(
    due.state,
    { type: 'dial-decided', verdict, deferLimitMs: options.limits.deferLimitMs },
    now,
  );
  const decided: NewEvent = {
    at: now,
    type: 'dial-decided',
    data: { stage: 'attempt', ...describeVerdict(verdict, facts) },
  };
  const effect = step.effects[0]!;
  switch (effect.type) {
    case 'start-attempt': {
      const identity = options.sip.newIdentity();
      const attempt = newAttempt(locked, effect.verdict, identity, 1, options);
      const chosen = { from: effect.verdict.from, numberId: attempt.numberId, trunkId: attempt.trunkId };
      const events = [decided, startedEvent(attempt, chosen.from, now)];
      const seq = await tx.calls.append(locked.id, nodeId, events, { status: 'dialing', ...chosen });
      // Given back or taken over meanwhile: whoever holds it dials it, and nobody twice.
      if (seq === null) return { kind: 'waiting' };
      await tx.attempts.start(attempt, request.person);
      if (locked.leadId) await tx.leads.attempted(locked.leadId, now);
      const plan = withCallerNumber(locked, chosen.from);
      const current = { ...locked, status: 'dialing' as const, ...chosen, plan };
      return { kind: 'dial', attempt, identity, verdict: effect.verdict, step, current };
    }
    case 'wait':
      // An appointment is kept as one: the longest time that a call may wait counts from it.
      await tx.calls.append(
        locked.id,
        nodeId,
        [decided],
        effect.appointment ? { status: 'scheduled', notBefore: effect.until } : { status: 'queued' },
      );
      await tx.calls.release(locked.id, nodeId, effect.until);
      return { kind: 'waiting' };
    case 'end':
      await endCall(
        tx,
        { call: locked, nodeId, outcome: effect.outcome, at: now, events: [decided] },
        options.ids,
      );
      return { kind: 'ended' };
    default:
      throw new TypeError(`a verdict cannot lead to ${effect.type}`);
  }
}

/** The one value that only the verdict knows. */
function withCallerNumber({ plan, source }: Call, from: string | null): CallPlan {
  return { ...plan, variables: { ...callerNumber(source.api, from), ...plan.variables } };
}

/** A call falls due at its creation or at its `not_before`; the deferral limit counts from there. */
function dueSince(call: Call): number {
  return Math.max(call.notBefore ?? 0, call.createdAt);
}

/** @param number from 1, by call */
export function newAttempt(
  call: Call,
  verdict: Extract<Verdict, { kind: 'allow' }>,
  identity: InviteIdentity,
  number: number,
  { ids, clock, nodeId }: Pick<EngineOptions, 'ids' | 'clock' | 'nodeId'>,
): Attempt {
  return {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number,
    trunkId: verdict.trunk?.id ?? null,
    numberId: verdict.number?.id ?? null,
    sipCallId: identity.callId,
    dialog: { ...identity },
    startedAt: clock.now(),
    endedAt: null,
  };
}

export function startedEvent(attempt: Attempt, from: string | null, at: number): NewEvent {
  return {
    at,
    type: 'attempt-started',
    data: {
      attempt_id: attempt.id,
      number: attempt.number,
      from,
      number_id: attempt.numberId,
      trunk_id: attempt.trunkId,
      sip_call_id: attempt.sipCallId,
    },
  };
}
