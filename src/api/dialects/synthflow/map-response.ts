/** A call in Synthflow's shapes. */
import type { Call, CallEvent } from '#domain';
import type { Millis } from '#kernel';
import { isJson } from '../shared/fields.ts';
import { endReason, ownData, parties, talkMs } from '../shared/call-facts.ts';
import { DEFAULT_TIME_ZONE } from './assistants/own.ts';
import { extracted } from './calls/executed.ts';
import { judgeResults } from './calls/judge.ts';
import { customReason, disconnectReason, endCallReason, hangupParty, statusWord } from './vocabulary.ts';

/** The answer to POST /calls. @param eta whole seconds until the INVITE is expected to leave */
export function toCreated(call: Call, eta: number): Record<string, unknown> {
  return { status: 'success', response: { answer: 'ok', call_id: call.id }, eta };
}

/** What is known of a call beside its record. */
export interface Beside {
  /** A link; null when there is no recording. */
  readonly recording: string | null;
  /** How long it rang; null when it did not, or nobody told. */
  readonly ringingMs: Millis | null;
  /** The agent's own zone, where the person's is not known. */
  readonly timeZone?: string;
  /** What its tools did. */
  readonly executed?: Readonly<Record<string, unknown>>;
}

/** From the first ringing to the answer or the end, by the call's events. */
export function ringingMs(call: Call, events: readonly CallEvent[]): Millis | null {
  const rang = events.find((event) => event.type === 'callee-rang');
  const until = call.answeredAt ?? call.endedAt;
  return rang && until !== null ? Math.max(0, until - rang.at) : null;
}

/** The answer to GET /calls/{id}: the list's envelope around one call. */
export function readOf(item: Record<string, unknown>): Record<string, unknown> {
  return {
    status: 'ok',
    response: { pagination: { total_records: 1, limit: 20, offset: 0 }, calls: [item] },
  };
}

/** The union of the members of list and get. */
export function toItem(
  call: Call,
  { recording, ringingMs, timeZone, executed }: Beside,
): Record<string, unknown> {
  const { person, ours } = parties(call);
  const model = call.plan.agentId ?? '';
  const status = statusWord(call);
  const talk = talkMs(call) ?? 0;
  const name = call.person.name ?? '';
  return {
    call_id: call.id,
    model_id: model,
    status,
    call_status: status,
    duration: Math.round(talk / 1000),
    end_call_reason: endCallReason(call),
    custom_end_call_reason: customReason(call),
    error_message: errorMessage(call),
    transcript: transcript(call),
    recording_url: recording,
    recording_duration: call.recording === null ? null : String(Math.round(call.recording.durationMs / 1000)),
    start_time: String(call.createdAt),
    type_of_call: call.direction,
    campaign_type: 'live',
    phone_number_from: call.direction === 'outbound' ? ours : person,
    phone_number_to: call.direction === 'outbound' ? person : ours,
    lead_phone_number: person,
    lead_name: name,
    name,
    agent_phone_number: ours,
    agents_used: model === '' ? [] : [model],
    labels: call.analysis?.tags ?? [],
    deployment_type: null,
    assistant_version: call.plan.versionId,
    timezone: call.person.time_zone ?? timeZone ?? DEFAULT_TIME_ZONE,
    executed_actions: { ...extracted(call), ...executed },
    prompt_variables: ownData(call, 'synthflow')['custom_variables'] ?? call.plan.variables,
    collected_variables: collectedVariables(call),
    judge_results: judgeResults(call),
    telephony_hangup: hangupParty(call),
    telephony_disconnect_reason: disconnectReason(call),
    telephony_duration: talk,
    telephony_ringing_duration: ringingMs,
    telephony_start: call.answeredAt === null ? null : withoutOffset(call.answeredAt),
    telephony_end: call.endedAt === null ? null : withoutOffset(call.endedAt),
    telephony_sip_headers: null,
  };
}

/** By agent: what was to be collected, and whether it was. Null when nothing was. */
function collectedVariables({ plan, analysis }: Call): Record<string, unknown> | null {
  const wanted = plan.config.analysis?.schema?.['properties'];
  const names = new Set([...Object.keys(isJson(wanted) ? wanted : {}), ...Object.keys(analysis?.data ?? {})]);
  if (!analysis || names.size === 0) return null;
  const collected = [...names].map((name) => {
    const value = analysis.data[name] ?? null;
    return [name, { value, collected: value !== null }] as const;
  });
  return { [plan.agentId ?? '']: Object.fromEntries(collected) };
}

/** Empty unless something failed. */
function errorMessage(call: Call): string {
  const failed = ['failed', 'denied', 'interrupted'].includes(call.outcome?.code ?? '');
  return failed ? (endReason(call)?.detail ?? '') : '';
}

/** One line a turn, joined. */
function transcript(call: Call): string {
  return call.turns.map(({ who, text }) => `${who === 'agent' ? 'bot' : 'human'}: ${text}`).join('\n');
}

/** ISO 8601 as live rows have it, e.g. `2026-04-22T16:49:29`. */
function withoutOffset(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
