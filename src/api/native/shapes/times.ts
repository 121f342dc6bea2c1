/** Moments at the border: ISO 8601 in UTC with milliseconds out, any offset in. */
import type { FieldFault, Millis } from '#kernel';
import { Type } from 'typebox';

/** `2026-01-31T09:00:00.000Z` */
export const Moment = Type.String({ description: 'ISO 8601, UTC, with milliseconds.' });

/** A moment as clients send it. */
export const MomentText = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'ISO 8601 with a time zone.',
  examples: ['2026-01-31T09:00:00Z'],
});

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i;

export function iso(at: Millis): string {
  return new Date(at).toISOString();
}

export function isoMaybe(at: Millis | null): string | null {
  return at === null ? null : iso(at);
}

/** A moment with its zone, ms since the epoch; null for a text that is none. */
export function readMoment(text: string): Millis | null {
  const at = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

export function momentFault(param: string): FieldFault {
  return {
    param,
    message: 'Must be a moment in ISO 8601 with a time zone, like 2026-01-31T09:00:00Z.',
    rule: 'moment',
  };
}
