/** A call in Meetzy's words. */
import type { Call, Turn } from '#domain';
import { ownData, talkMs } from '../shared/call-facts.ts';

/** The answer to POST /call: these three keys and no other. */
export function toCreated(call: Call): Record<string, unknown> {
  return { success: true, id: call.id, message: 'Call processing started' };
}

/**
 * The answer to GET /call/{id}: the union of the two shapes that the page shows.
 * @param recording a link, or null when there is no recording.
 */
export function toCall(call: Call, recording: string | null): Record<string, unknown> {
  const playbook = call.plan.agentId ?? '';
  return {
    id: call.id,
    playbook_name: call.plan.agentName,
    playbook_id: playbook,
    assistant_id: playbook,
    version_id: call.plan.versionId,
    from: call.from ?? '',
    to: call.to,
    status: statusWord(call),
    duration: Math.round((talkMs(call) ?? 0) / 1000),
    transcript: call.status === 'ended' ? transcript(call.turns) : '',
    summary: call.analysis?.summary ?? '',
    data: { params: ownData(call, 'meetzy')['params'] ?? call.plan.variables },
    output: call.analysis?.data ?? {},
    success: call.analysis?.success ?? null,
    recording,
    created_time: wallTime(call.createdAt),
  };
}

/** One of the eight words of the page, or `failed`. */
export function statusWord(call: Call): string {
  switch (call.outcome?.code) {
    case undefined:
      return call.status === 'ringing' ? 'ringing' : 'open';
    case 'completed':
      return 'closed';
    case 'no_answer':
      return 'no-answer';
    case 'busy':
      return 'busy';
    case 'voicemail':
      return 'voicemail';
    case 'canceled':
    case 'denied':
    case 'failed':
    case 'interrupted':
      // 484 Address Incomplete (RFC 3261, 21.4.22): the carrier could not read the number.
      return call.outcome?.end_reason.sip?.status === 484 ? 'wrong-phone-format' : 'failed';
  }
}

/** One paragraph a turn. */
function transcript(turns: readonly Turn[]): string {
  return turns
    .map(({ who, text }) => `<p><b>${who === 'agent' ? 'Agent' : 'User'}:</b> ${escapeHtml(text)}</p>`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** `YYYY-MM-DD HH:mm:ss`, UTC. */
function wallTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
