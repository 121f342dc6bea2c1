/** GoHighLevel's API as its reference describes it: 31 days of slots at most, contacts first, then the appointment. */
import { bearer, json, objectOf, serveTools, type ToolServerUnderTest } from './server.ts';

export interface GoHighLevelServer extends ToolServerUnderTest {
  readonly contacts: readonly Record<string, unknown>[];
  readonly appointments: readonly Record<string, unknown>[];
}

export const GHL_KEY = 'pit-0123456789abcdef';
export const GHL_CALENDAR = 'cal1';
export const GHL_LOCATION = 'loc1';
const LONGEST_MS = 31 * 24 * 3_600_000;

/** @param slots starts of free slots, ISO 8601 with an offset */
export async function startGoHighLevel(slots: readonly string[]): Promise<GoHighLevelServer> {
  const contacts: Record<string, unknown>[] = [];
  const appointments: Record<string, unknown>[] = [];
  const server = await serveTools((asked, response) => {
    const refuse = (statusCode: number, message: string | string[]): void =>
      json(response, statusCode, { statusCode, message, error: 'Refused' });
    if (bearer(asked) !== GHL_KEY) return refuse(401, 'Invalid JWT');
    const { version } = asked.headers;
    const body = asked.method === 'POST' ? objectOf(asked) : {};
    if (!body || (asked.method === 'POST' && asked.headers['content-type'] !== 'application/json'))
      return refuse(400, 'Bad body');
    if (asked.method === 'GET' && asked.path === `/calendars/${GHL_CALENDAR}/free-slots`) {
      const [start, end] = [Number(asked.query['startDate']), Number(asked.query['endDate'])];
      if (version !== '2021-04-15') return refuse(401, 'version header was not found.');
      if (!(start < end) || end - start > LONGEST_MS)
        return refuse(422, ['The date range cannot be more than 31 days']);
      const days: Record<string, { slots: string[] }> = {};
      for (const slot of slots.filter((text) => Date.parse(text) >= start && Date.parse(text) <= end))
        (days[slot.slice(0, 10)] ??= { slots: [] }).slots.push(slot);
      return json(response, 200, { ...days, traceId: 't1' });
    }
    if (asked.path === '/contacts/upsert') {
      if (version !== '2021-07-28') return refuse(401, 'version header was not found.');
      if (body['locationId'] !== GHL_LOCATION || (!body['email'] && !body['phone']))
        return refuse(422, ['email or phone is required']);
      contacts.push(body);
      return json(response, 201, { new: true, contact: { id: `contact${contacts.length}` }, traceId: 't2' });
    }
    if (asked.path !== '/calendars/events/appointments') return refuse(404, 'Not found');
    if (version !== '2021-04-15') return refuse(401, 'version header was not found.');
    const known = slots.some((slot) => Date.parse(slot) === Date.parse(String(body['startTime'])));
    if (!known || appointments.some((it) => it['startTime'] === body['startTime']))
      return refuse(400, 'The slot you have selected is no longer available.');
    if (
      body['calendarId'] !== GHL_CALENDAR ||
      body['locationId'] !== GHL_LOCATION ||
      !/^contact\d+$/.test(String(body['contactId']))
    )
      return refuse(422, ['contactId must be a string']);
    appointments.push(body);
    return json(response, 201, {
      id: `appt${appointments.length}`,
      appoinmentStatus: 'confirmed',
      traceId: 't3',
    });
  });
  return Object.assign(server, { contacts, appointments });
}
