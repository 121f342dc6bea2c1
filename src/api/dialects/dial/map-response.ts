/** A call in dial's shapes. */
import { spellHex } from '#kernel';
import type { Call } from '#domain';
import { ownData, parties, present, talkMs } from '../shared/call-facts.ts';
import { showAnnotations, tagsOf, type Annotated } from './calls/annotated.ts';
import { isKeptPersona } from './agents/persona.ts';
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

/** The Call object. Keys without a value are left out. @param written what people wrote on it */
export function toCall(call: Call, written?: Annotated): Record<string, unknown> {
  const kept = ownData(call, 'dial');
  const talk = talkMs(call);
  return present({
    id: spellHex(call.id),
    organization_id: spellHex(call.organizationId),
    type: call.direction === 'outbound' ? 'Outbound' : 'Inbound',
    status: statusWord(call),
    // A closed list of theirs: a telephone call can only say Twilio, whoever carries it.
    provider: 'Twilio',
    metadata: metadataOf(call, written),
    use_case: useCaseOf(call),
    agent: agentOf(call),
    language: call.plan.config.language,
    ...analysisOf(call),
    prompt_id: promptOf(call),
    params: call.source.api === 'dial' ? kept['params'] : call.plan.variables,
    created: printMoment(call.createdAt),
    duration: talk === null ? undefined : Math.round(talk) / 1000,
    parent_call_id: call.parentCallId ? spellHex(call.parentCallId) : undefined,
    ...showAnnotations(written),
    scheduled_for: call.notBefore === null ? kept['scheduled_for'] : printMoment(call.notBefore),
    campaign_id: kept['campaign_id'] ?? (call.campaignId ? spellHex(call.campaignId) : undefined),
    max_duration_mins: kept['max_duration_mins'],
    costs: costsOf(call),
  });
}

/** As it was named, or the default one; of another API's call the version that it runs. */
function promptOf({ source, plan }: Call): unknown {
  const kept = source.api === 'dial' ? source.data['prompt'] : undefined;
  return kept ?? (plan.versionId === null ? undefined : spellHex(plan.versionId));
}

function costsOf({ cost }: Call): Record<string, unknown> | undefined {
  return cost === null ? undefined : { ...cost };
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
      return call.outcome?.end_reason.code === 'transferred' ? 'Transferred' : 'Completed';
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

/** The telephone's facts; the caller's own data lies under `custom`. from and to are always texts. */
function metadataOf(call: Call, written?: Annotated): Record<string, unknown> {
  const { person, ours } = parties(call);
  const line = ours === '' ? String(ownData(call, 'dial')['from'] ?? '') : ours;
  const [from, to] = call.direction === 'outbound' ? [line, person] : [person, line];
  const tags = [...new Set([...(call.analysis?.tags ?? []), ...tagsOf(written)])];
  return {
    call_sid: `CA${derivedId('call', call.id)}`,
    ...{ from, to },
    ...(call.recording === null ? {} : { recording_sid: `RE${derivedId('recording', call.id)}` }),
    ...{ tags, custom: call.metadata },
  };
}

function agentOf(call: Call): Record<string, unknown> {
  const kept = ownData(call, 'dial')['agent'];
  return isKeptPersona(kept)
    ? { id: spellHex(kept.id), name: kept.name }
    : { id: spellHex(call.plan.agentId ?? call.id), name: call.plan.agentName };
}
