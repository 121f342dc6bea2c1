/** The organization may limit where it dials: a list of E.164 prefixes; empty = everywhere. */
import { numberIn } from '../address.ts';
import type { Rule } from './rule.ts';

export const destination: Rule = (_request, address, facts) => {
  const allow = facts.organization.destinationAllow;
  // A gateway takes a number in a SIP URI for that number.
  const number = numberIn(address.text);
  if (number === null || allow.length === 0) return null;
  if (allow.some((prefix) => number.startsWith(prefix))) return null;
  return {
    kind: 'deny',
    rule: 'destination',
    detail: `Your organization dials only numbers that begin with ${allow.join(', ')}. Add the prefix to destination_allow to call this one.`,
  };
};
