/** The organization may limit where it dials: a list of E.164 prefixes; empty = everywhere. */
import type { Rule } from './rule.ts';

export const destination: Rule = (_request, address, facts) => {
  const allow = facts.organization.destinationAllow;
  if (address.kind !== 'e164' || allow.length === 0) return null;
  if (allow.some((prefix) => address.text.startsWith(prefix))) return null;
  return {
    kind: 'deny',
    rule: 'destination',
    detail: `Your organization dials only numbers that begin with ${allow.join(', ')}. Add the prefix to destination_allow to call this one.`,
  };
};
