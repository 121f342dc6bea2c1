/** A call in dial's shapes. */
import { spellHex, type Id } from '#kernel';
import type { Call } from '#domain';
import { ownData, parties, present, talkMs } from '../shared/call-facts.ts';
import { isJson } from '../shared/fields.ts';
import { derivedId } from './ids.ts';
import { printMoment } from './moment.ts';
import { useCaseOf } from './use-case.ts';

/** The answer to POST /dial/outbound; it has no status. */
export function toCreated(call: Call): Record<string, unknown> {
  return present({
    id: spellHex(call.id),
    organization_id: spellHex(call.organizationId),
    metadata: metadataOf(call),
    use_case: useCaseOf(call),
    params: ownData(call, 'dial')['params'],
    created: printMoment(call.createdAt),
  });
}

/** The Call object. Keys without a value are left out. */
export function toCall(call: Call): Record<string, unknown> {
  const kept = ownData(call, 'dial');
  const talk = talkMs(call);
  return present({
    id: spellHex(call.id),
    organization_id: spellHex(call.organizationId),
    type: call.direction === 'outbound' ? 'Outbound' : 'Inbound',
    status: statusWord(call),
    // A closed list of theirs: a telephone call can only say Twilio, whoever carries it.
    provider: 'Twilio',
    metadata: metadataOf(call),
    use_case: useCaseOf(call),
    agent: agentOf(call),
    language: call.plan.config.language,
    ...analysisOf(call),
    prompt_id: call.plan.versionId === null ? undefined : spellHex(call.plan.versionId),
    params: call.source.api === 'dial' ? kept['params'] : call.plan.variables,
    created: printMoment(call.createdAt),
    duration: talk === null ? undefined : Math.round(talk) / 1000,
    viewed_by: [],
    notes: [],
    samples: [],
    ratings: [],
    scheduled_for: call.notBefore === null ? kept['scheduled_for'] : printMoment(call.notBefore),
    campaign_id: kept['campaign_id'],
    max_duration_mins: kept['max_duration_mins'],
  });
}

/** What was taken from the call, and the tag that it got: its disposition, else the first of its tags. */
function analysisOf({ analysis }: Call): Record<string, unknown> {
  if (!analysis) return {};
  const { data, disposition, tags, success_reason, summary } = analysis;
  const tag = disposition ?? tags[0];
  return {
    ...(Object.keys(data).length === 0 ? {} : { extraction: data }),
    ...(tag === undefined ? {} : { classification: { tag, reasoning: success_reason ?? summary ?? '' } }),
  };
}

/** One of the twelve words, with their capitals and blanks. */
export function statusWord(call: Call): string {
  switch (call.outcome?.code) {
    case undefined:
      return LIVE_WORDS[call.status];
    case 'completed':
      return 'Completed';
    case 'voicemail':
      return 'AMD Terminated';
    case 'busy':
      return 'Busy';
    case 'no_answer':
      return 'No answer';
    case 'canceled':
      return 'Canceled';
    case 'denied':
    case 'failed':
    case 'interrupted':
      return 'Failed';
  }
}

const LIVE_WORDS: Readonly<Record<Call['status'], string>> = {
  scheduled: 'Scheduled',
  queued: 'Queued',
  dialing: 'Initiated',
  ringing: 'Ringing',
  in_progress: 'In progress',
  ended: 'Completed',
};

/** The transcript resource of a call. Times are unix seconds. */
export function toTranscript(call: Call): Record<string, unknown> {
  const start = call.answeredAt ?? call.createdAt;
  return {
    id: derivedId('transcript', call.id),
    organization_id: spellHex(call.organizationId),
    call_id: spellHex(call.id),
    start_time: Math.floor(start / 1000),
    messages: call.turns.map((turn, index) => ({
      id: `m${index + 1}`,
      role: turn.who === 'agent' ? 'assistant' : 'user',
      content: turn.text,
      start: (start + Math.round(turn.startMs)) / 1000,
      end: (start + Math.round(turn.endMs)) / 1000,
      discard: false,
    })),
  };
}

/** The telephone's facts; the caller's own data lies under `custom`. from and to are always texts. */
function metadataOf(call: Call): Record<string, unknown> {
  const { person, ours } = parties(call);
  const from = ours === '' ? String(ownData(call, 'dial')['from'] ?? '') : ours;
  return call.direction === 'outbound'
    ? { from, to: person, tags: call.analysis?.tags ?? [], custom: call.metadata }
    : { from: person, to: ours, tags: call.analysis?.tags ?? [], custom: call.metadata };
}

function agentOf(call: Call): Record<string, unknown> {
  const kept = ownData(call, 'dial')['agent'];
  return isJson(kept)
    ? { id: spellHex(kept['id'] as Id), name: kept['name'] }
    : { id: spellHex(call.plan.agentId ?? call.id), name: call.plan.agentName };
}
