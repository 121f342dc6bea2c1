/** What the dial authority's refusal is to whoever asked for the call. */
import { MINUTES_EXHAUSTED, type Verdict } from '#domain';
import { AppError } from '#kernel';

/** `dial-denied` (403), or `minutes-exhausted` (402). */
export function denied({ rule, detail }: Extract<Verdict, { kind: 'deny' }>): AppError {
  if (rule === MINUTES_EXHAUSTED)
    return new AppError({ code: 'minutes-exhausted', status: 402, message: detail, extra: { rule } });
  return new AppError({
    code: 'dial-denied',
    status: 403,
    param: 'to',
    message: detail,
    extra: { rule, detail },
  });
}
