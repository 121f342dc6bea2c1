/** Whoever pays minutes in advance dials no more when none are left. Test calls cost none. */
import type { Rule } from './rule.ts';

/** The rule's name, which callers answer with 402. */
export const MINUTES_EXHAUSTED = 'minutes-exhausted' as const;

export const prepaidMinutes: Rule = (request, _address, { organization }) => {
  const balanceS = organization.prepaidS ?? null;
  if (request.test || balanceS === null || balanceS > 0) return null;
  return {
    kind: 'deny',
    rule: MINUTES_EXHAUSTED,
    detail: `Your organization has no prepaid minutes left (balance ${balanceS} s). Top up to place calls.`,
  };
};
