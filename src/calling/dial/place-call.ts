/** One due call: the verdict and the attempt in one transaction, then the INVITE. */
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
import { AppError, errorText } from '#kernel';
import type { InviteIdentity, MediaSession } from '#telephony';
import { callerNumber } from '../accept/built-in.ts';
import { endCall } from '../after/end-call.ts';
import type { CallModels } from '../call-models.ts';
import { inTime, PREPARE_MS } from '../live/in-time.ts';
import { LiveCall, type CallWatcher } from '../live/live-call.ts';
import { speechOf } from '../live/speech-of.ts';
import type { EngineOptions } from '../options.ts';
import { withToolsBefore } from '../tools/before-call.ts';
import { dialRequestOf } from './dial-request.ts';
import { failAttempt, type Problem } from './fail-attempt.ts';
import { dialTarget, testCallee, type DialTarget } from './target.ts';

/** @param call claimed by this node and not ended. */
export async function placeCall(call: Call, options: EngineOptions, watcher: CallWatcher): Promise<void> {
  const decision = await options.store.transaction((tx) => decideAndCommit(tx, call, options));
  options.store.notify(`events:${call.id}`);
  if (decision.kind !== 'dial') return;
  const { attempt, verdict, step } = decision;
  const current = await withToolsBefore(decision.current, options);
  const opened = await openParts(current, options);
  if ('code' in opened) {
    await failAttempt(current, attempt, step.state, opened, options);
    return;
  }
  let live: LiveCall;
  try {
    live = new LiveCall({ call: current, attempt, life: step.state, ...opened, watcher }, options);
  } catch (cause) {
    options.logger.error('call-not-begun', { call: call.id, cause });
    await Promise.allSettled([opened.media.close(), opened.models.close()]);
    const problem = { code: 'internal', detail: errorText(cause) } as const;
    return failAttempt(current, attempt, step.state, problem, options);
  }
  try {
    const callee = current.test ? testCallee(await options.simulatedCallee(), current.to) : null;
    if (live.isEnding) live.input({ type: 'attempt-ended', ending: { kind: 'canceled', by: 'us' } });
    else
      invite(
        live,
        decision,
        opened.media,
        dialTarget(current, verdict, callee, options.sip.address),
        options,
      );
  } catch (cause) {
    options.logger.error('invite-failed', { call: call.id, cause });
    live.input({ type: 'attempt-failed', code: 'internal', detail: errorText(cause) });
  }
}

function invite(
  live: LiveCall,
  { attempt, identity }: DialDecision,
  media: MediaSession,
  target: DialTarget,
  options: EngineOptions,
): void {
  const sip = options.sip.invite({
    identity,
    ...target,
    offer: media.offer(),
    ringTimeoutMs: options.limits.ringTimeoutMs,
    store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
  });
  live.attach(sip);
  sip.events.on('sent', ({ at }) => live.log.note('invite-sent', { at, sip_call_id: attempt.sipCallId }));
  sip.events.on('answered', ({ sdp }) => {
    const negotiation = media.takeAnswer(sdp ?? '');
    if (negotiation.ok) live.answered();
    else live.input({ type: 'end-wanted', cause: { code: 'no-common-codec', detail: negotiation.detail } });
  });
}

interface DialDecision {
  readonly kind: 'dial';
  readonly attempt: Attempt;
  readonly identity: InviteIdentity;
  readonly verdict: Extract<Verdict, { kind: 'allow' }>;
  readonly step: LifeStep;
  readonly current: Call;
}

type Decision = DialDecision | { readonly kind: 'waiting' } | { readonly kind: 'ended' };

async function decideAndCommit(tx: Repositories, claimed: Call, options: EngineOptions): Promise<Decision> {
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
      const attempt = newAttempt(locked, effect.verdict, identity, options);
      const chosen = { from: effect.verdict.from, numberId: attempt.numberId, trunkId: attempt.trunkId };
      const events = [decided, startedEvent(attempt, chosen.from, now)];
      const seq = await tx.calls.append(locked.id, nodeId, events, { status: 'dialing', ...chosen });
      // Given back or taken over meanwhile: whoever holds it dials it, and nobody twice.
      if (seq === null) return { kind: 'waiting' };
      await tx.attempts.start(attempt, request.person);
      if (locked.leadId) await tx.leads.attempted(locked.leadId, now);
      return {
        kind: 'dial',
        attempt,
        identity,
        verdict: effect.verdict,
        step,
        current: {
          ...locked,
          status: 'dialing',
          ...chosen,
          plan: withCallerNumber(locked, chosen.from),
        },
      };
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

function newAttempt(
  call: Call,
  verdict: Extract<Verdict, { kind: 'allow' }>,
  identity: InviteIdentity,
  { ids, clock, nodeId }: EngineOptions,
): Attempt {
  return {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number: 1,
    trunkId: verdict.trunk?.id ?? null,
    numberId: verdict.number?.id ?? null,
    sipCallId: identity.callId,
    dialog: { ...identity },
    startedAt: clock.now(),
    endedAt: null,
  };
}

function startedEvent(attempt: Attempt, from: string | null, at: number): NewEvent {
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

interface Parts {
  readonly media: MediaSession;
  readonly models: CallModels;
}

async function openParts(call: Call, options: EngineOptions): Promise<Parts | Problem> {
  const { media, models, limits, clock } = options;
  let given: CallModels;
  try {
    given = await inTime(models.forCall(call), PREPARE_MS, clock, 'Making the models', (late) =>
      late.close(),
    );
    speechOf(given);
  } catch (cause) {
    const isSlow = cause instanceof AppError && cause.code === 'preparation-timeout';
    return { code: isSlow ? 'internal' : 'agent-misconfigured', detail: errorText(cause) };
  }
  try {
    const record = call.plan.config.record !== false;
    const opening = media.open({ codecs: ['PCMU', 'PCMA'], lostAfterMs: limits.mediaLostMs, record });
    return {
      media: await inTime(opening, PREPARE_MS, clock, 'Opening the media', (late) => late.close()),
      models: given,
    };
  } catch (cause) {
    await given.close();
    return { code: 'no-media-port', detail: errorText(cause) };
  }
}
