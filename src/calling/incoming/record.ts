/** A call that comes in, on record: from the moment when it is known what it runs. */
import {
  endpointOfCall,
  incomingLife,
  type Attempt,
  type Call,
  type CreateCall,
  type NewEvent,
  NOT_BEGUN,
} from '#domain';
import type { IncomingSipCall } from '#telephony';
import { saying, unbound } from '../accept/refusing-agent.ts';
import { failAttempt } from '../dial/fail-attempt.ts';
import { planFacts } from '../event-data.ts';
import type { EngineOptions } from '../options.ts';
import { planned, type ComingCall, type Unanswerable } from './ready.ts';

type Recorder = Pick<EngineOptions, 'store' | 'ids' | 'clock' | 'nodeId'>;

/** Commits the call with its one attempt, and where it is told of. */
export async function recordCall(
  sip: IncomingSipCall,
  { number, callId, caller, input }: ComingCall & { readonly input: CreateCall },
  plan: Call['plan'],
  notes: readonly Omit<NewEvent, 'at'>[],
  { store, ids, clock, nodeId }: Recorder,
): Promise<{ readonly call: Call; readonly attempt: Attempt }> {
  const at = clock.now();
  const call: Call = {
    id: callId,
    organizationId: number.organizationId,
    direction: 'inbound',
    status: 'ringing',
    outcome: null,
    to: number.e164,
    from: caller,
    requestedNumberId: null,
    requestedTrunkId: null,
    numberId: number.id,
    trunkId: number.trunkId,
    test: false,
    person: input.person,
    plan,
    metadata: input.metadata,
    source: { api: 'sip', data: { source: sip.source } },
    notBefore: null,
    createdAt: at,
    ...NOT_BEGUN,
  };
  const attempt: Attempt = {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number: 1,
    trunkId: number.trunkId,
    numberId: number.id,
    sipCallId: sip.identity.callId,
    dialog: { ...sip.identity },
    startedAt: at,
    endedAt: null,
  };
  const events: NewEvent[] = [
    { at, type: 'call-accepted', data: { api: 'sip', to: call.to, from: caller, plan: planFacts(plan) } },
    ...notes.map((note) => ({ at, ...note })),
    {
      at,
      type: 'attempt-started',
      data: { attempt_id: attempt.id, number: 1, sip_call_id: attempt.sipCallId },
    },
  ];
  await store.transaction(async (tx) => {
    // Before the call, whose first event it is told.
    if (input.webhook) await tx.webhooks.insertEndpoint(endpointOfCall(input.webhook, call, call.id));
    await tx.calls.insert(call, events, nodeId);
    await tx.attempts.start(attempt, null);
  });
  return { call, attempt };
}

/** Refused on the wire, and ended on record with the reason. */
export async function refuseOnRecord(
  sip: IncomingSipCall,
  coming: ComingCall,
  { problem, notes }: Unanswerable,
  options: EngineOptions,
): Promise<void> {
  options.logger.info('incoming-refused', { reason: 'agent-misconfigured', source: sip.source });
  sip.reject(480, 'Temporarily Unavailable');
  const nobody = saying(unbound(coming.number), problem);
  const wish = { overrides: {}, variables: {}, metadata: {}, webhook: null };
  const { plan, input } = await planned(coming, nobody, wish, options);
  const { call, attempt } = await recordCall(sip, { ...coming, input }, plan, notes, options);
  await failAttempt(call, attempt, incomingLife, { code: 'agent-misconfigured', detail: problem }, options);
}
