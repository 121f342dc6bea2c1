/** A call as the native API shows it. */
import type { Call } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, AliasesSchema, spellMaybe } from '../shapes/ids.ts';
import { AnalysisSchema, analysisView, CostSchema, costView } from './analysis-view.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';
import { MediaSchema, mediaView } from './media-view.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const EndReasonSchema = Type.Object({
  code: Type.String(),
  phase: Type.String(),
  party: Type.String(),
  fault: Type.String(),
  retryable: Type.Boolean(),
  sip: Type.Optional(
    Type.Object({ status: Type.Integer(), reason: Type.String(), q850: Type.Optional(Type.Integer()) }),
  ),
  provider: Type.Optional(
    Type.Object({
      name: Type.String(),
      http_status: Type.Optional(Type.Integer()),
      request_id: Type.Optional(Type.String()),
    }),
  ),
  stated: Type.Optional(
    Type.String({ description: "The agent ended it for this one of its `end_call` tool's reasons." }),
  ),
  detail: Type.String(),
  doc: Type.String(),
});

export const OutcomeSchema = Type.Object({
  code: Type.Enum([
    'completed',
    'no_answer',
    'busy',
    'voicemail',
    'canceled',
    'denied',
    'failed',
    'interrupted',
  ]),
  end_reason: EndReasonSchema,
});

export const PersonSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    email: Type.Optional(Type.String({ maxLength: 320 })),
    time_zone: Type.Optional(Type.String({ maxLength: 60, description: 'IANA, e.g. Europe/Madrid.' })),
  },
  { additionalProperties: false },
);

const TurnSchema = Type.Object({
  who: Type.Enum(['agent', 'callee']),
  text: Type.String(),
  start_ms: Type.Number({ description: 'From the answer.' }),
  end_ms: Type.Number(),
  interrupted: Type.Boolean({ description: 'Cut off: `text` is what was heard.' }),
});

const LatencySchema = Type.Object(
  {
    turn: Type.Integer({ description: 'Index into `turns`.' }),
    endpoint_ms: Type.Number(),
    stt_ms: Type.Number(),
    mind_ms: Type.Number(),
    tts_ms: Type.Number(),
    total_ms: Type.Number({ description: 'From the end of speech to the first sample sent.' }),
    llm_first_token_ms: Type.Optional(
      Type.Number({ description: "The language model's first token; absent where none answered." }),
    ),
    first_sentence_ms: Type.Optional(Type.Number({ description: 'Its first whole clause or sentence.' })),
    knowledge_ms: Type.Optional(
      Type.Number({ description: 'What was looked up for the answer was there; absent: nothing was.' }),
    ),
    preempted: Type.Optional(Type.Boolean({ description: 'The answer was begun before the turn was over.' })),
    heard_end_ms: Type.Optional(Type.Number({ description: 'The last of the answer that was heard.' })),
  },
  { description: 'Spans of one answer, ms from the end of the speech before it.' },
);

export const CallSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('call'),
    status: Type.Enum(['queued', 'scheduled', 'dialing', 'ringing', 'in_progress', 'ended']),
    outcome: orNull(OutcomeSchema),
    direction: Type.Enum(['outbound', 'inbound']),
    to: Type.String(),
    from: orNull(Type.String()),
    test: Type.Boolean(),
    agent: Type.Object({
      id: orNull(Type.String()),
      name: Type.String(),
      version_id: orNull(Type.String()),
    }),
    number_id: orNull(Type.String()),
    trunk_id: orNull(Type.String()),
    person: PersonSchema,
    variables: Type.Record(Type.String(), Type.Unknown()),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    source: Type.String({ description: 'The API that created it.' }),
    not_before: orNull(Moment),
    retry: orNull(
      Type.Object(
        {
          number: Type.Integer({ description: '0 is the first call of the chain.' }),
          of: Type.Integer(),
          next_at: orNull(Moment),
        },
        { additionalProperties: false, description: 'Its place in a chain of tries.' },
      ),
    ),
    parent_call_id: orNull(Type.String()),
    next_call_id: orNull(Type.String()),
    campaign_id: orNull(Type.String()),
    lead_id: orNull(Type.String()),
    batch_id: orNull(Type.String()),
    created_at: Moment,
    answered_at: orNull(Moment),
    ended_at: orNull(Moment),
    duration_ms: orNull(Type.Number({ description: 'From the answer to the end.' })),
    max_duration_s: Type.Number(),
    turns: Type.Array(TurnSchema),
    latencies: Type.Array(LatencySchema),
    recording: orNull(Type.Object({ url: Type.String(), duration_ms: Type.Number(), bytes: Type.Integer() })),
    media: orNull(MediaSchema),
    cost: orNull(CostSchema),
    analysis: orNull(AnalysisSchema),
    last_seq: Type.Integer({ description: 'Sequence of its last event.' }),
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);
export type CallView = Static<typeof CallSchema>;

export function callView(call: Call): CallView {
  const id = spellNative('call', call.id);
  const { plan } = call;
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
      id: spellMaybe('agent', plan.agentId),
      name: plan.agentName,
      version_id: spellMaybe('ver', plan.versionId),
    },
    number_id: spellMaybe('num', call.numberId),
    trunk_id: spellMaybe('trunk', call.trunkId),
    person: { ...call.person },
    variables: { ...plan.variables },
    metadata: { ...call.metadata },
    source: call.source.api,
    not_before: isoMaybe(call.notBefore),
    retry: call.retry
      ? { number: call.retry.number, of: call.retry.delaysS.length, next_at: isoMaybe(call.retry.nextAt) }
      : null,
    parent_call_id: spellMaybe('call', call.parentCallId ?? null),
    next_call_id: spellMaybe('call', call.nextCallId ?? null),
    campaign_id: spellMaybe('camp', call.campaignId ?? null),
    lead_id: spellMaybe('lead', call.leadId ?? null),
    batch_id: spellMaybe('batch', call.batchId ?? null),
    created_at: iso(call.createdAt),
    answered_at: isoMaybe(call.answeredAt),
    ended_at: isoMaybe(call.endedAt),
    duration_ms:
      call.answeredAt === null || call.endedAt === null ? null : Math.max(0, call.endedAt - call.answeredAt),
    max_duration_s: plan.maxDurationMs / 1000,
    turns: call.turns.map((turn) => ({
      who: turn.who,
      text: turn.text,
      start_ms: turn.startMs,
      end_ms: turn.endMs,
      interrupted: turn.interrupted,
    })),
    latencies: call.latencies.map((latency) => ({
      turn: latency.turn,
      endpoint_ms: latency.endpointMs,
      stt_ms: latency.sttMs,
      mind_ms: latency.mindMs,
      tts_ms: latency.ttsMs,
      total_ms: latency.totalMs,
      ...(latency.llmFirstTokenMs !== undefined && { llm_first_token_ms: latency.llmFirstTokenMs }),
      ...(latency.firstSentenceMs !== undefined && { first_sentence_ms: latency.firstSentenceMs }),
      ...(latency.knowledgeMs !== undefined && { knowledge_ms: latency.knowledgeMs }),
      ...(latency.preempted && { preempted: true }),
      ...(latency.heardEndMs !== undefined && { heard_end_ms: latency.heardEndMs }),
    })),
    recording: call.recording && {
      url: `/v1/calls/${id}/recording`,
      duration_ms: call.recording.durationMs,
      bytes: call.recording.bytes,
    },
    media: call.media ? mediaView(call.media) : null,
    cost: call.cost && costView(call.cost),
    analysis: call.analysis && analysisView(call.analysis),
    last_seq: call.lastSeq,
    aliases: aliasesOf(call.id),
  };
}
