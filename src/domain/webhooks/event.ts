/** What the outside is told of: one outbox row a fact, committed with the change that it tells of. */
import type { Id, Millis } from '#kernel';
import type { NewEvent } from '../calls/call.ts';

/** A fact to be told. Nouns before a dot, what happened to them after it. */
export interface Emission {
  readonly organizationId: Id;
  /** One of `EVENT_TYPES`. */
  readonly type: string;
  readonly at: Millis;
  /** The call that it belongs to: its events arrive in order at each endpoint. */
  readonly callId: Id | null;
  readonly agentId: Id | null;
  /** The object it is about, in our own spelling, e.g. `campaign_…`. */
  readonly subject: string | null;
  /** As it is now, small, without secrets; of calls only what their record does not keep. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A fact with its place. */
export interface WebhookEvent extends Emission {
  readonly id: Id;
  /** Of a call's events: its place in the call's log; it grows from event to event. */
  readonly sequence: number | null;
}

/** Events of calls, in the order in which a call may have them. */
export const CALL_EVENT_TYPES = [
  'call.accepted',
  'call.deferred',
  'call.dialing',
  'call.ringing',
  'call.answered',
  'call.ended',
  'call.analyzed',
] as const;
export type CallEventType = (typeof CALL_EVENT_TYPES)[number];

/** The event that a test sends, to one endpoint alone. */
export const PING = 'webhook-endpoint.ping';
export const ENDPOINT_DISABLED = 'webhook-endpoint.disabled';

/** Everything that may be told. */
export const EVENT_TYPES = [
  ...CALL_EVENT_TYPES,
  'lead.calling',
  'lead.scheduled',
  'lead.completed',
  'lead.failed',
  'lead.skipped',
  'campaign.running',
  'campaign.paused',
  'campaign.completed',
  'campaign.cancelled',
  'batch.accepted',
  PING,
  ENDPOINT_DISABLED,
] as const;

const FILTERS: ReadonlySet<string> = new Set(EVENT_TYPES.flatMap(filtersOf));

/** Is it a filter that can match something: `*`, `call.*`, `call.ended`? */
export function isEventFilter(filter: string): boolean {
  return FILTERS.has(filter);
}

/** The filters that let a type pass. */
export function filtersOf(type: string): readonly string[] {
  return [type, `${type.slice(0, type.indexOf('.'))}.*`, '*'];
}

export function passes(type: string, filters: readonly string[]): boolean {
  return filtersOf(type).some((filter) => filters.includes(filter));
}

/** A call that waits for a line is asked about again and again; longer waits are told. */
const WAIT_TOLD_MS: Millis = 60_000;

/** What the outside is told of an entry of a call's log; null: nothing. */
export function emissionOf({
  type,
  at,
  data,
}: NewEvent): (Pick<Emission, 'data'> & { type: CallEventType }) | null {
  switch (type) {
    case 'call-accepted':
      return { type: 'call.accepted', data: {} };
    case 'dial-decided':
      return data['stage'] === 'attempt' &&
        data['verdict'] === 'defer' &&
        Number(data['until']) - at >= WAIT_TOLD_MS
        ? {
            type: 'call.deferred',
            data: { rule: data['rule'], until: data['until'], detail: data['detail'] },
          }
        : null;
    case 'attempt-started':
      // A second leg is no attempt to reach the callee; that of an incoming call shows nobody a number.
      if (data['number'] !== 1) return null;
      return { type: 'from' in data ? 'call.dialing' : 'call.ringing', data: {} };
    case 'callee-rang':
      return { type: 'call.ringing', data: {} };
    case 'call-answered':
      return { type: 'call.answered', data: {} };
    case 'call-ended':
      return { type: 'call.ended', data: {} };
    case 'analysis-finished':
      return { type: 'call.analyzed', data: data['rerun'] === true ? { rerun: true } : {} };
    default:
      return null;
  }
}
