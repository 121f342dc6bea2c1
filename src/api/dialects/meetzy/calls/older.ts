/** A row of GET /calls as the older generation of that endpoint answered it: flat, parameters among the keys. Pure. */
import type { Call } from '#domain';
import { wallTime } from '../map-response.ts';
import type { CallRecord } from '../record.ts';

export const OLDER_WORDS = ['queued', 'ringing', 'completed', 'failed', 'routed'] as const;

/** The slot that the older generation had when none was asked for. */
const DEFAULT_VOICE = 3;

/** The names of the shape come before parameters of the same name. */
export function toOlder(record: CallRecord): Record<string, unknown> {
  const { params, recording, voiceId } = record;
  const text = (name: string): string => (typeof params[name] === 'string' ? params[name] : '');
  return {
    ...params,
    id: record.id,
    phone: record.call?.direction === 'inbound' ? record.from : record.to,
    email: text('email'),
    firstname: text('firstname') || text('first_name'),
    lastname: text('lastname') || text('last_name'),
    playbook_id: record.playbookId,
    voice_id: voiceId === null ? DEFAULT_VOICE : Number(voiceId),
    language: record.language,
    duration: record.duration,
    status: olderWord(record),
    summary: record.summary,
    transcription: record.transcript,
    sentiment: record.sentiment,
    recorded: recording !== null,
    record_url: recording ?? '',
    created_at: wallTime(record.createdAt),
  };
}

/** `routed`: somebody talks, or the call was handed on. */
function olderWord({ call, status }: CallRecord): (typeof OLDER_WORDS)[number] {
  if (!call) return status === 'open' ? 'queued' : 'failed';
  if (call.status === 'ringing') return 'ringing';
  if (call.status === 'in_progress') return 'routed';
  if (call.status !== 'ended') return 'queued';
  if (isHandedOn(call)) return 'routed';
  return call.outcome?.code === 'completed' ? 'completed' : 'failed';
}

function isHandedOn({ outcome }: Call): boolean {
  return outcome?.end_reason.code === 'transferred';
}
