/** A number on the organization's suppression list is never dialled. */
import type { Rule } from './rule.ts';

export const suppression: Rule = (_request, _address, facts) =>
  facts.suppressed
    ? {
        kind: 'deny',
        rule: 'suppression',
        detail:
          'This number is on your suppression list. Remove it from the list if the person agreed to be called.',
      }
    : null;
