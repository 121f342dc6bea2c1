/** Appointments: which free slots are asked for and offered, and what is booked. */
import { toolName, type BookAppointmentTool } from '#domain';
import type { Millis } from '#kernel';
import type { Booking, ToolRun } from './state.ts';
import type { ToolRequest } from './tool-request.ts';
import { DAY, isDayOnly, isoIn, readMoment, spokenTime, startOfDay } from './time.ts';
import { known, personNumber, personZone, refuse, wallNow, type Work } from './work.ts';

type Arguments = Readonly<Record<string, unknown>>;
interface Asked {
  readonly request: ToolRequest;
  readonly booking: Booking;
}

/** Slots of one tool that are remembered as offered. */
const MOST_OFFERED = 200;

export const slotsParameters = {
  type: 'object',
  properties: {
    from: {
      type: 'string',
      maxLength: 40,
      description: "ISO 8601 date or time in the person's zone; absent: now.",
    },
    to: {
      type: 'string',
      maxLength: 40,
      description: 'The last day or time, likewise; absent: as far as is offered.',
    },
  },
  additionalProperties: false,
};

/** What is known of the person need not be given. */
export function bookParameters(name: string | null, email: string | null): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties: {
      slot: { type: 'string', description: 'The `slot` of an offered appointment, as it was given.' },
      name: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        ...(name === null ? {} : { description: `Absent: ${name}.` }),
      },
      email: {
        type: 'string',
        pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
        ...(email === null ? {} : { description: `Absent: ${email}.` }),
      },
      notes: { type: 'string', maxLength: 1000 },
    },
    required: ['slot', ...(name === null ? ['name'] : []), ...(email === null ? ['email'] : [])],
    additionalProperties: false,
  };
}

/** @returns `null` when it was refused */
export function askSlots(
  work: Work,
  wanted: { run: string; tool: string },
  tool: BookAppointmentTool,
  args: Arguments,
): Asked | null {
  const now = wallNow(work.state.epoch, work.scene);
  const zone = personZone(work.scene);
  const bounds = { earliest: now + tool.notice_hours * 3_600_000, latest: now + tool.days * DAY };
  const from = readBound(args['from'], now, zone, 0);
  const to = readBound(args['to'], now, zone, 1);
  const unread = from === undefined ? 'from' : to === undefined ? 'to' : null;
  if (unread !== null || from === undefined || to === undefined) {
    refuse(work, wanted, 'arguments', `${unread} is no date or time. Write it in ISO 8601.`);
    return null;
  }
  const earliest = Math.max(bounds.earliest, from ?? bounds.earliest);
  const latest = Math.min(bounds.latest, to ?? bounds.latest);
  if (earliest >= latest) {
    const [first, last] = [bounds.earliest, bounds.latest].map((at) => isoIn(at, zone));
    refuse(work, wanted, 'arguments', `Appointments can be had from ${first} to ${last} only.`);
    return null;
  }
  const range = { from: earliest, to: latest, timeZone: zone };
  return { request: { kind: 'slots', tool, range }, booking: { kind: 'slots', tool, earliest, latest } };
}

/** @param days a day alone means its start, or that many days later. @returns `undefined` when it cannot be read. */
function readBound(text: unknown, now: Millis, zone: string, days: number): Millis | null | undefined {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const at = readMoment(text, now, zone);
  if (at === null) return undefined;
  return isDayOnly(text) ? startOfDay(at, zone, days) : at;
}

/** What the vendor's free slots come to: within the limits, few, written and said in the person's zone. */
export function offer(work: Work, booking: Booking & { kind: 'slots' }, found: unknown): unknown {
  const { tool, earliest, latest } = booking;
  const zone = personZone(work.scene);
  const { language } = work.scene.setup.plan.config;
  const free = (Array.isArray(found) ? found : [])
    .filter((at): at is number => typeof at === 'number' && at >= earliest && at <= latest)
    .toSorted((a, b) => a - b);
  const offered = free.slice(0, tool.max_slots);
  const name = toolName(tool);
  const before = work.state.offered[name] ?? [];
  const all = [...new Set([...before, ...offered])].slice(-MOST_OFFERED);
  work.state = { ...work.state, offered: { ...work.state.offered, [name]: all } };
  return {
    time_zone: zone,
    slots: offered.map((at) => ({ slot: isoIn(at, zone), spoken: spokenTime(at, zone, language) })),
    more: free.length > offered.length,
  };
}

/** @returns `null` when it was refused: only what was offered is booked */
export function askBooking(
  work: Work,
  wanted: { run: string; tool: string },
  tool: BookAppointmentTool,
  args: Arguments,
): Asked | null {
  const { scene, state } = work;
  const zone = personZone(scene);
  const at = readMoment(String(args['slot']), wallNow(state.epoch, scene), zone);
  if (at === null || !(state.offered[toolName(tool)] ?? []).includes(at)) {
    const mend = `This slot was not offered. Call ${toolName(tool)}_slots and take a slot from its answer.`;
    refuse(work, wanted, 'not-offered', mend);
    return null;
  }
  const given = (name: string): string | null => {
    const value = args[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const appointment = {
    at,
    name: given('name') ?? known(scene, 'person.name', 'name') ?? '',
    email: given('email') ?? known(scene, 'person.email', 'email'),
    phone: personNumber(scene),
    notes: given('notes'),
    timeZone: zone,
  };
  return { request: { kind: 'booking', tool, appointment }, booking: { kind: 'booking', at } };
}

/** The answer for the model, by what was asked. */
export function bookingResult(work: Work, { booking }: ToolRun, result: unknown): unknown {
  if (booking?.kind === 'slots') return offer(work, booking, result);
  if (booking?.kind !== 'booking') return result;
  const zone = personZone(work.scene);
  const { language } = work.scene.setup.plan.config;
  const slot = { slot: isoIn(booking.at, zone), spoken: spokenTime(booking.at, zone, language) };
  return { booked: slot, ...(typeof result === 'object' ? result : {}) };
}
