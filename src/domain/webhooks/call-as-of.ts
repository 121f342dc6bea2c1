/** A call as it was when an event of it happened: what came later is not told early, however late it is sent. */
import type { Call } from '../calls/call.ts';
import type { WebhookEvent } from './event.ts';

/** Statuses by event; of the ends of a call the record itself tells. */
const STATUS: Readonly<Record<string, Call['status']>> = {
  'call.accepted': 'queued',
  'call.deferred': 'queued',
  'call.dialing': 'dialing',
  'call.ringing': 'ringing',
  'call.answered': 'in_progress',
};

export function callAsOf(
  call: Call,
  { type, at, sequence }: Pick<WebhookEvent, 'type' | 'at' | 'sequence'>,
): Call {
  const status = STATUS[type];
  const lastSeq = sequence ?? call.lastSeq;
  if (status === undefined) {
    // An analysis that came after this event belongs to the next one.
    const analysis =
      call.analysis && (type !== 'call.ended' || call.analysis.created_at <= at) ? call.analysis : null;
    return { ...call, analysis, lastSeq };
  }
  const isWaiting = status === 'queued' && call.notBefore !== null && call.notBefore > at;
  return {
    ...call,
    status: isWaiting ? 'scheduled' : status,
    outcome: null,
    answeredAt: status === 'in_progress' ? call.answeredAt : null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    cost: null,
    analysis: null,
    lastSeq,
  };
}
