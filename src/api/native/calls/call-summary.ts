/** A call as lists show it: what it was and how it ended, without what was said. */
import type { CallSummary } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe } from '../shapes/times.ts';
import { CallSchema } from './call-view.ts';

export const CallSummarySchema = Type.Pick(
  CallSchema,
  [
    'id',
    'object',
    'status',
    'outcome',
    'direction',
    'to',
    'from',
    'test',
    'agent',
    'number_id',
    'trunk_id',
    'person',
    'metadata',
    'source',
    'not_before',
    'created_at',
    'answered_at',
    'ended_at',
    'duration_ms',
    'recording',
    'last_seq',
    'aliases',
  ],
  {
    additionalProperties: false,
    description: 'Without what was said; read the call for its turns, latencies, cost and analysis.',
  },
);

export function callSummary(call: CallSummary): Static<typeof CallSummarySchema> {
  const id = spellNative('call', call.id);
  return {
    id,
    object: 'call',
    status: call.status,
    outcome: call.outcome && { code: call.outcome.code, end_reason: { ...call.outcome.end_reason } },
    direction: call.direction,
    to: call.to,
    from: call.from,
    test: call.test,
    agent: {
      id: spellMaybe('agent', call.agentId),
      name: call.agentName,
      version_id: spellMaybe('ver', call.versionId),
    },
    number_id: spellMaybe('num', call.numberId),
    trunk_id: spellMaybe('trunk', call.trunkId),
    person: { ...call.person },
    metadata: { ...call.metadata },
    source: call.api,
    not_before: isoMaybe(call.notBefore),
    created_at: iso(call.createdAt),
    answered_at: isoMaybe(call.answeredAt),
    ended_at: isoMaybe(call.endedAt),
    duration_ms:
      call.answeredAt === null || call.endedAt === null ? null : Math.max(0, call.endedAt - call.answeredAt),
    recording: call.recording && {
      url: `/v1/calls/${id}/recording`,
      duration_ms: call.recording.durationMs,
      bytes: call.recording.bytes,
    },
    last_seq: call.lastSeq,
    aliases: aliasesOf(call.id),
  };
}
