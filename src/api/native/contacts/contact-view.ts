/** A contact as the native API shows it, and what can be set on one. */
import type { Contact, ContactPatch } from '#domain';
import { invalidRequest, spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { isTimeZone } from '../shapes/texts.ts';
import { iso, Moment } from '../shapes/times.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const Fields = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'Free; in a call they are variables.',
});

export const ContactSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('contact'),
    phone: Type.String(),
    name: Type.String(),
    email: textOrNull,
    time_zone: textOrNull,
    fields: Fields,
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const contactFields = {
  name: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  email: Type.Optional(
    Type.Union([Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' }), Type.Null()]),
  ),
  time_zone: Type.Optional(
    Type.Union([Type.String({ minLength: 1, maxLength: 60 }), Type.Null()], { description: 'IANA.' }),
  ),
  fields: Type.Optional(
    Type.Union([Fields, Type.Null()], { description: 'Merged name by name; null takes one, or all, out.' }),
  ),
};

interface Given {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly time_zone?: string | null;
  readonly fields?: Readonly<Record<string, unknown>> | null;
}

/** @throws AppError `invalid-request` for a zone that there is none of, or fields beyond 20,000 characters */
export function contactPatch({ name, email, time_zone: zone, fields }: Given): ContactPatch {
  if (typeof zone === 'string' && !isTimeZone(zone))
    throw invalidRequest([
      {
        param: 'time_zone',
        rule: 'time-zone',
        message: 'Must be a zone of the IANA database, like Europe/Madrid.',
      },
    ]);
  if (fields && JSON.stringify(fields).length > 20_000)
    throw invalidRequest([
      { param: 'fields', rule: 'size', message: 'May hold at most 20,000 characters as JSON.' },
    ]);
  return {
    ...(name === undefined ? {} : { name: name ?? '' }),
    ...(email === undefined ? {} : { email }),
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(fields === undefined ? {} : { fields: fields ?? {} }),
  };
}

/** RFC 7386, one level: null takes a field out. */
export function mergedFields(
  before: Contact['fields'],
  patch: Contact['fields'] | null | undefined,
): Contact['fields'] {
  if (patch === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null));
}

export function contactView(contact: Contact): Static<typeof ContactSchema> {
  return {
    id: spellNative('contact', contact.id),
    object: 'contact',
    phone: contact.phone,
    name: contact.name,
    email: contact.email,
    time_zone: contact.timeZone,
    fields: { ...contact.fields },
    created_at: iso(contact.createdAt),
    updated_at: iso(contact.updatedAt),
  };
}
