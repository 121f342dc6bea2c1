/** A number on the organization's suppression list is never dialled. */
import { magicOf } from '../magic-numbers.ts';
import type { Rule } from './rule.ts';

export const suppression: Rule = (request, _address, facts) =>
  facts.suppressed || (request.test && magicOf(request.to)?.kind === 'do-not-call')
    ? {
        kind: 'deny',
        rule: 'suppression',
        detail:
          'This number is on your suppression list. Remove it from the list if the person agreed to be called.',
      }
    : null;
