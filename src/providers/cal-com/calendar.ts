/**
 * Cal.com's API v2: free slots and bookings of an event type.
 * Slots: https://cal.com/docs/api-reference/v2/slots/get-available-time-slots-for-an-event-type
 * Bookings: https://cal.com/docs/api-reference/v2/bookings/create-a-booking
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

const BASE = 'https://api.cal.com';
/** Each endpoint has its own version, named in a header. */
const SLOTS_VERSION = '2024-09-04';
const BOOKINGS_VERSION = '2024-08-13';

/** `GET /v2/slots`: `start` and `end` in UTC; answers group the starts by day. */
export function encodeSlots(options: CalendarOptions, { from, to, timeZone }: SlotRange): HttpRequest {
  const query = new URLSearchParams({
    eventTypeId: options.calendar,
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
    timeZone,
  });
  return {
    ...common(options, SLOTS_VERSION),
    method: 'GET',
    url: under(options.url ?? BASE, `/v2/slots?${query}`),
  };
}

/** `{status: 'success', data: {'2026-11-24': [{start}]}}` @throws ModelError `protocol` */
export function decodeSlots(body: Readonly<Record<string, unknown>>): Millis[] {
  const { data } = body;
  if (!isObject(data)) throw broken('slots');
  const starts = Object.values(data).flatMap((day) => {
    if (!Array.isArray(day)) throw broken('slots');
    return day.map((slot: unknown) => Date.parse(isObject(slot) ? String(slot['start']) : String(slot)));
  });
  if (starts.some(Number.isNaN)) throw broken('slots');
  return starts.toSorted((a, b) => a - b);
}

/** `POST /v2/bookings`; the start is UTC, the attendee's zone is for what they are told. */
export function encodeBooking(options: CalendarOptions, wish: Appointment): HttpRequest {
  const body = {
    eventTypeId: Number(options.calendar),
    start: new Date(wish.at).toISOString(),
    attendee: {
      name: wish.name,
      timeZone: wish.timeZone,
      ...(wish.email === null ? {} : { email: wish.email }),
      ...(wish.phone === null ? {} : { phoneNumber: wish.phone }),
    },
    ...(wish.notes === null ? {} : { bookingFieldsResponses: { notes: wish.notes } }),
  };
  return {
    ...common(options, BOOKINGS_VERSION, true),
    method: 'POST',
    url: under(options.url ?? BASE, '/v2/bookings'),
    body: JSON.stringify(body),
  };
}

/** `{status: 'success', data: {uid, status}}`; a list when the booking recurs. @throws ModelError `protocol` */
export function decodeBooking(body: Readonly<Record<string, unknown>>): Booking {
  const made: unknown = Array.isArray(body['data']) ? body['data'][0] : body['data'];
  if (!isObject(made) || typeof made['uid'] !== 'string') throw broken('booking');
  return { id: made['uid'], status: typeof made['status'] === 'string' ? made['status'] : 'accepted' };
}

export function createCalComCalendar(options: CalendarOptions): Calendar {
  const ask = (request: HttpRequest, signal: AbortSignal) =>
    exchangeJson('Cal.com', options.http, { ...request, signal }, ({ error }) =>
      isObject(error) ? error['message'] : error,
    );
  return {
    contract: 1,
    freeSlots: async (range, signal) => decodeSlots(await ask(encodeSlots(options, range), signal)),
    book: async (wish, signal) => decodeBooking(await ask(encodeBooking(options, wish), signal)),
  };
}

function common({ key, timeoutMs }: CalendarOptions, version: string, json = false) {
  return {
    headers: {
      authorization: `Bearer ${key}`,
      'cal-api-version': version,
      ...(json ? { 'content-type': 'application/json' } : {}),
    },
    timeoutMs,
  };
}

function broken(what: string): ModelError {
  return new ModelError({
    provider: 'Cal.com',
    fault: 'protocol',
    message: `Cal.com's answer holds no ${what}.`,
  });
}
