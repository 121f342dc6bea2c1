/** A call in Meetzy's shapes: created, read, and listed. Pure. */
import type { Call } from '#domain';
import type { Millis } from '#kernel';
import type { CallRecord } from './record.ts';

/** The answer to POST /call: these three keys and no other. */
export function toCreated(call: Call): Record<string, unknown> {
  return { success: true, id: call.id, message: 'Call processing started' };
}

/** The answer to GET /call/{id}: the union of the two shapes that the page shows. */
export function toCall(record: CallRecord): Record<string, unknown> {
  return {
    id: record.id,
    playbook_name: record.playbookName,
    playbook_id: record.playbookId,
    assistant_id: record.playbookId,
    version_id: record.versionId,
    ...common(record),
    recording: record.recording,
  };
}

/** A row of GET /calls. */
export function toListed(record: CallRecord): Record<string, unknown> {
  return {
    id: record.id,
    timestamp: record.createdAt,
    assistant_id: record.playbookId,
    playbook_id: record.playbookId,
    playbook_name: record.playbookName,
    version_id: record.versionId,
    ...common(record),
    recording: record.recording ?? '',
  };
}

/** `YYYY-MM-DD HH:mm:ss`, UTC. */
export function wallTime(at: Millis): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function common(record: CallRecord): Record<string, unknown> {
  const { from, to, status, duration, transcript, summary, params, output, success } = record;
  return {
    ...{ from, to, status, duration, transcript, summary, output, success },
    data: { params },
    created_time: wallTime(record.createdAt),
  };
}
