/** Moments of queries: epoch milliseconds, ISO 8601, or a day. */
import { invalidRequest, type Millis } from '#kernel';

/** Past it a date has no ISO form. */
const LATEST: Millis = 8_640_000_000_000_000;

/** @throws AppError `invalid-request` for a text that is none */
export function readMoment(text: string | undefined, param: string): Millis | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{1,16}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(at) && Math.abs(at) <= LATEST) return at;
  throw invalidRequest([
    { param, rule: 'moment', message: 'Must be milliseconds since 1970, ISO 8601, or YYYY-MM-DD.' },
  ]);
}
