/** Cal.com's API v2 as its reference describes it: slots by day, bookings that take a slot, a version for each endpoint. */
import { bearer, json, objectOf, serveTools, type Asked, type ToolServerUnderTest } from './server.ts';

export interface CalComServer extends ToolServerUnderTest {
  readonly booked: readonly Record<string, unknown>[];
}

export const CAL_KEY = 'cal_live_0123456789abcdef';
export const CAL_EVENT = 4711;

/** @param slots starts of free slots, ISO 8601 in UTC */
export async function startCalCom(slots: readonly string[]): Promise<CalComServer> {
  const booked: Record<string, unknown>[] = [];
  const free = new Set(slots.map((text) => Date.parse(text)));
  const server = await serveTools((asked, response) => {
    const refuse = (status: number, message: string): void =>
      json(response, status, { status: 'error', error: { code: 'BAD', message } });
    if (bearer(asked) !== CAL_KEY) return refuse(401, 'Invalid API key');
    const version = asked.headers['cal-api-version'];
    if (asked.method === 'GET' && asked.path === '/v2/slots') {
      if (version !== '2024-09-04') return refuse(404, 'Cannot GET /v2/slots');
      const { eventTypeId, start, end, timeZone } = asked.query;
      if (eventTypeId !== String(CAL_EVENT) || !isUtc(start) || !isUtc(end) || !timeZone)
        return refuse(400, 'Invalid query');
      const days: Record<string, { start: string }[]> = {};
      for (const at of [...free].filter((at) => at >= Date.parse(start!) && at <= Date.parse(end!)).sort()) {
        const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
        (days[day] ??= []).push({ start: new Date(at).toISOString() });
      }
      return json(response, 200, { status: 'success', data: days });
    }
    if (asked.method !== 'POST' || asked.path !== '/v2/bookings') return refuse(404, 'Not found');
    if (version !== '2024-08-13') return refuse(400, 'Unknown version');
    const body = bookingOf(asked);
    if (!body) return refuse(400, 'responses - {email}error_required_field');
    if (!free.delete(body.at))
      return refuse(400, 'User either already has booking at this time or is not available');
    booked.push(body.given);
    return json(response, 201, {
      status: 'success',
      data: { id: 7, uid: 'bk_7', status: 'accepted', start: body.given['start'] },
    });
  });
  return Object.assign(server, { booked });
}

function bookingOf(asked: Asked): { given: Record<string, unknown>; at: number } | null {
  const given = objectOf(asked);
  const attendee = given?.['attendee'] as Record<string, unknown> | undefined;
  const complete =
    given?.['eventTypeId'] === CAL_EVENT &&
    isUtc(given['start'] as string) &&
    typeof attendee?.['name'] === 'string' &&
    typeof attendee['email'] === 'string' &&
    typeof attendee['timeZone'] === 'string';
  return complete ? { given, at: Date.parse(String(given['start'])) } : null;
}

function isUtc(text: string | undefined): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text ?? '');
}
