/** A call in Flireo's words, those of both its generations. */
import type { Call, EndCode } from '#domain';
import { endReason, parties, talkMs } from '../shared/call-facts.ts';
import { roomName } from './room-name.ts';

/** The answer to POST /calls/outbound. */
export function toCreated(call: Call): Record<string, unknown> {
  return { success: true, call_id: call.id, room_name: roomName(call.id), status: 'dialing' };
}

/** The bare Call; twins where the generations name a thing differently. */
export function toCall(call: Call, recording: string | null): Record<string, unknown> {
  const { person, ours } = parties(call);
  const number = ours === '' ? null : ours;
  const talk = talkMs(call);
  const status = statusWord(call);
  return {
    id: call.id,
    caller_phone: person,
    assistant_phone: number,
    agent_phone: number,
    status,
    direction: call.direction,
    end_reason: endReasonWord(call),
    error: status === 'failed' ? (endReason(call)?.detail ?? null) : null,
    started_at: moment(call.answeredAt),
    ended_at: moment(call.endedAt),
    duration_seconds: talk === null || call.answeredAt === null ? null : Math.round(talk / 1000),
    summary: call.analysis?.summary ?? null,
    analysis_result: analysisResult(call),
    messages: messagesOf(call),
    room_name: roomName(call.id),
    recording_url: recording,
    agent_id: call.plan.agentId,
    assistant_id: call.plan.agentId,
    agent_name: call.plan.agentName,
    assistant_name: call.plan.agentName,
    business_name: businessName(call),
    number_id: call.numberId ?? call.requestedNumberId,
    phone_number: number,
    created_at: moment(call.createdAt),
    updated_at: moment(call.endedAt ?? call.answeredAt ?? call.createdAt),
  };
}

/** As the agent had it when the call was accepted. */
function businessName({ plan }: Call): string | null {
  const name = plan.variables['business_name'] ?? plan.config.variables?.['business_name'];
  return typeof name === 'string' ? name : null;
}

/** What the plan's schema names; null without a plan of that kind. */
function analysisResult({ plan, analysis }: Call): Record<string, unknown> | null {
  return plan.config.analysis?.schema && analysis ? { ...analysis.data } : null;
}

/** The call resource's four words, and that of callers who were turned away because no minutes were left. */
export function statusWord(call: Call): 'connecting' | 'in-progress' | 'ended' | 'failed' | 'rejected' {
  if (call.direction === 'inbound' && call.outcome?.end_reason.code === UNPAID) return 'rejected';
  switch (call.outcome?.code) {
    case undefined:
      return call.status === 'in_progress' ? 'in-progress' : 'connecting';
    case 'completed':
    case 'voicemail':
      return 'ended';
    default:
      return 'failed';
  }
}

/** reference.flireo.com/billing-1894217m0 */
const UNPAID: EndCode = 'minutes-exhausted';

const END_WORDS: Partial<Record<EndCode, string>> = {
  'callee-hung-up': 'user_hangup',
  'agent-hung-up': 'assistant_hangup',
  'operator-hung-up': 'assistant_hangup',
  canceled: 'assistant_hangup',
  'max-duration': 'max_duration',
  transferred: 'transferred',
  'callee-silent': 'silence_timeout',
  busy: 'busy',
  'no-answer': 'no_answer',
  declined: 'rejected',
  [UNPAID]: 'rejected',
};

function endReasonWord(call: Call): string | null {
  const reason = endReason(call);
  if (reason === null) return null;
  if (call.outcome?.code === 'voicemail') return 'voicemail';
  return END_WORDS[reason.code as EndCode] ?? 'error';
}

function messagesOf(call: Call): { role: string; content: string }[] | null {
  if (call.turns.length === 0) return null;
  return call.turns.map(({ who, text }) => ({ role: who === 'agent' ? 'assistant' : 'user', content: text }));
}

/** ISO 8601 with milliseconds and Z. */
function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
