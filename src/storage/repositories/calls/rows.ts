/** A call as a row and as a record. */
import type { Insertable, Selectable } from 'kysely';
import type { Call, CallEvent, CallPatch, RequestKey } from '#domain';
import type { Id } from '#kernel';
import type { CallEventTable, CallTable } from '../../database/schema.ts';

export function toCall(row: Selectable<CallTable>): Call {
  return {
    id: row.id,
    organizationId: row.organization_id,
    direction: row.direction,
    status: row.status,
    outcome: row.outcome,
    to: row.to_address,
    from: row.from_address,
    requestedNumberId: row.requested_number_id,
    requestedTrunkId: row.requested_trunk_id,
    numberId: row.number_id,
    trunkId: row.trunk_id,
    test: row.test,
    person: row.person,
    plan: row.plan,
    metadata: row.metadata,
    source: row.source,
    notBefore: row.not_before,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    recording: row.recording,
    ...(row.capture === null ? {} : { capture: row.capture }),
    ...(row.media === null ? {} : { media: row.media }),
    turns: row.turns,
    latencies: row.latencies,
    cost: row.cost,
    analysis: row.analysis,
    lastSeq: row.last_seq,
    retry: row.retry,
    parentCallId: row.parent_call_id,
    nextCallId: row.next_call_id,
    campaignId: row.campaign_id,
    leadId: row.lead_id,
    batchId: row.batch_id,
  };
}

/** A new call's row; `lastSeq` is the number of its first events. */
export function newRow(
  call: Call,
  lastSeq: number,
  nodeId: Id | null,
  request: RequestKey | undefined,
): Insertable<CallTable> {
  return {
    id: call.id,
    organization_id: call.organizationId,
    direction: call.direction,
    status: call.status,
    outcome: jsonOrNull(call.outcome),
    to_address: call.to,
    from_address: call.from,
    requested_number_id: call.requestedNumberId,
    requested_trunk_id: call.requestedTrunkId,
    number_id: call.numberId,
    trunk_id: call.trunkId,
    agent_id: call.plan.agentId,
    test: call.test,
    person: JSON.stringify(call.person),
    plan: JSON.stringify(call.plan),
    metadata: JSON.stringify(call.metadata),
    source: JSON.stringify(call.source),
    not_before: call.notBefore,
    created_at: call.createdAt,
    answered_at: call.answeredAt,
    ended_at: call.endedAt,
    recording: jsonOrNull(call.recording),
    capture: jsonOrNull(call.capture ?? null),
    media: jsonOrNull(call.media ?? null),
    turns: JSON.stringify(call.turns),
    latencies: JSON.stringify(call.latencies),
    // Files of calls that earlier releases wrote have neither.
    cost: jsonOrNull(call.cost ?? null),
    analysis: jsonOrNull(call.analysis ?? null),
    last_seq: lastSeq,
    outcome_code: call.outcome?.code ?? null,
    end_code: call.outcome?.end_reason.code ?? null,
    agent_name: plainText(call.plan.agentName),
    version_id: call.plan.versionId,
    model: plainText(call.plan.models?.llm[0]?.model ?? call.plan.models?.realtime?.model ?? null),
    api: call.source.api,
    node_id: nodeId,
    due_at: call.notBefore ?? call.createdAt,
    retry: jsonOrNull(call.retry ?? null),
    parent_call_id: call.parentCallId ?? null,
    next_call_id: call.nextCallId ?? null,
    campaign_id: call.campaignId ?? null,
    lead_id: call.leadId ?? null,
    batch_id: call.batchId ?? null,
    request_key: request?.key ?? null,
    request_hash: request?.bodyHash ?? null,
  };
}

/** The columns that a patch changes, with their new values. */
export function patchedColumns(patch: CallPatch): Partial<Insertable<CallTable>> {
  return {
    ...(patch.status === undefined ? {} : { status: patch.status }),
    ...(patch.outcome === undefined
      ? {}
      : {
          outcome: jsonOrNull(patch.outcome),
          outcome_code: patch.outcome?.code ?? null,
          end_code: patch.outcome?.end_reason.code ?? null,
        }),
    ...(patch.from === undefined ? {} : { from_address: patch.from }),
    ...(patch.numberId === undefined ? {} : { number_id: patch.numberId }),
    ...(patch.trunkId === undefined ? {} : { trunk_id: patch.trunkId }),
    ...(patch.answeredAt === undefined ? {} : { answered_at: patch.answeredAt }),
    ...(patch.endedAt === undefined ? {} : { ended_at: patch.endedAt }),
    ...(patch.recording === undefined ? {} : { recording: jsonOrNull(patch.recording) }),
    ...(patch.capture === undefined ? {} : { capture: jsonOrNull(patch.capture) }),
    ...(patch.media === undefined ? {} : { media: jsonOrNull(patch.media) }),
    ...(patch.turns === undefined ? {} : { turns: JSON.stringify(patch.turns) }),
    ...(patch.latencies === undefined ? {} : { latencies: JSON.stringify(patch.latencies) }),
    ...(patch.cost === undefined ? {} : { cost: jsonOrNull(patch.cost) }),
    ...(patch.analysis === undefined ? {} : { analysis: jsonOrNull(patch.analysis) }),
    ...(patch.notBefore === undefined ? {} : { not_before: patch.notBefore }),
    ...(patch.retry === undefined ? {} : { retry: jsonOrNull(patch.retry) }),
    ...(patch.nextCallId === undefined ? {} : { next_call_id: patch.nextCallId }),
  };
}

export function toEvent(row: Selectable<CallEventTable>): CallEvent {
  return { callId: row.call_id, seq: row.seq, at: row.at, type: row.type, data: row.data };
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** What a text column can hold of it; the whole stands in its document. */
function plainText(text: string | null): string | null {
  return text?.replaceAll('\0', '').toWellFormed() ?? null;
}
