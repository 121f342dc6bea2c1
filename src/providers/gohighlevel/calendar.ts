/**
 * GoHighLevel (LeadConnector API 2.0): free slots and appointments of a calendar; an appointment needs a contact.
 * https://marketplace.gohighlevel.com/docs/ghl/calendars/get-slots, …/create-appointment, …/contacts/upsert-contact
 */
import type { Millis } from '#kernel';
import {
  ModelError,
  type Appointment,
  type Booking,
  type Calendar,
  type CalendarOptions,
  type HttpRequest,
  type SlotRange,
} from '#models';
import { exchangeJson, isObject, under } from '../shared/service-exchange.ts';

const BASE = 'https://services.leadconnectorhq.com';
const CALENDARS_VERSION = '2021-04-15';
const CONTACTS_VERSION = '2021-07-28';
/** The vendor refuses a longer range at a time. */
const LONGEST_RANGE_MS: Millis = 31 * 24 * 3_600_000;

/** `GET /calendars/{id}/free-slots`: ms since the epoch; one request for each 31 days. */
export function encodeSlots(options: CalendarOptions, { from, to, timeZone }: SlotRange): HttpRequest[] {
  const requests: HttpRequest[] = [];
  for (let start = from; start < to; start += LONGEST_RANGE_MS) {
    const end = Math.min(start + LONGEST_RANGE_MS, to);
    const query = new URLSearchParams({ startDate: String(start), endDate: String(end), timezone: timeZone });
    const path = `/calendars/${encodeURIComponent(options.calendar)}/free-slots?${query}`;
    requests.push({
      ...common(options, CALENDARS_VERSION),
      method: 'GET',
      url: under(options.url ?? BASE, path),
    });
  }
  return requests;
}

/** `{'2026-11-24': {slots: ['2026-11-24T09:00:00+01:00']}, traceId}` @throws ModelError `protocol` */
export function decodeSlots(body: Readonly<Record<string, unknown>>): Millis[] {
  const days = Object.entries(body).filter(([name]) => /^\d{4}-\d\d-\d\d$/.test(name));
  const starts = days.flatMap(([, day]) => {
    if (!isObject(day) || !Array.isArray(day['slots'])) throw broken('slots');
    return day['slots'].map((slot: unknown) => Date.parse(String(slot)));
  });
  if (starts.some(Number.isNaN)) throw broken('slots');
  return starts.toSorted((a, b) => a - b);
}

/** `POST /contacts/upsert`: found by e-mail or phone within the location. */
export function encodeContact(options: CalendarOptions, wish: Appointment): HttpRequest {
  const body = {
    locationId: options.location,
    name: wish.name,
    timezone: wish.timeZone,
    ...(wish.email === null ? {} : { email: wish.email }),
    ...(wish.phone === null ? {} : { phone: wish.phone }),
  };
  return post(options, CONTACTS_VERSION, '/contacts/upsert', body);
}

/** `{new, contact: {id}}` @throws ModelError `protocol` */
export function decodeContact(body: Readonly<Record<string, unknown>>): string {
  const { contact } = body;
  if (!isObject(contact) || typeof contact['id'] !== 'string') throw broken('contact');
  return contact['id'];
}

/** `POST /calendars/events/appointments` */
export function encodeAppointment(options: CalendarOptions, wish: Appointment, contact: string): HttpRequest {
  const body = {
    calendarId: options.calendar,
    locationId: options.location,
    contactId: contact,
    startTime: new Date(wish.at).toISOString(),
    appointmentStatus: 'confirmed',
    title: wish.name,
    ...(wish.notes === null ? {} : { description: wish.notes }),
  };
  return post(options, CALENDARS_VERSION, '/calendars/events/appointments', body);
}

/** `{id, appoinmentStatus}`: the vendor's own spelling. @throws ModelError `protocol` */
export function decodeAppointment(body: Readonly<Record<string, unknown>>): Booking {
  if (typeof body['id'] !== 'string') throw broken('appointment');
  const status = body['appointmentStatus'] ?? body['appoinmentStatus'];
  return { id: body['id'], status: typeof status === 'string' ? status : 'confirmed' };
}

export function createGoHighLevelCalendar(options: CalendarOptions): Calendar {
  const ask = (request: HttpRequest, signal: AbortSignal) =>
    exchangeJson('GoHighLevel', options.http, { ...request, signal }, ({ message }) =>
      Array.isArray(message) ? message.join('; ') : message,
    );
  return {
    contract: 1,
    async freeSlots(range, signal) {
      const found: Millis[] = [];
      for (const request of encodeSlots(options, range))
        found.push(...decodeSlots(await ask(request, signal)));
      return found;
    },
    async book(wish, signal) {
      const contact = decodeContact(await ask(encodeContact(options, wish), signal));
      return decodeAppointment(await ask(encodeAppointment(options, wish, contact), signal));
    },
  };
}

function post(options: CalendarOptions, version: string, path: string, body: unknown): HttpRequest {
  const { headers, timeoutMs } = common(options, version);
  return {
    method: 'POST',
    url: under(options.url ?? BASE, path),
    headers: { ...headers, 'content-type': 'application/json' },
    timeoutMs,
    body: JSON.stringify(body),
  };
}

function common({ key, timeoutMs }: CalendarOptions, version: string) {
  return { headers: { authorization: `Bearer ${key}`, accept: 'application/json', version }, timeoutMs };
}

function broken(what: string): ModelError {
  return new ModelError({
    provider: 'GoHighLevel',
    fault: 'protocol',
    message: `GoHighLevel's answer holds no ${what}.`,
  });
}
