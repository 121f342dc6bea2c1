/** A person is in one call at a time, whoever started it. */
import { BLOCKED_RETRY_MS, type Rule } from './rule.ts';

export const oneLiveCall: Rule = (_request, _address, facts, now) =>
  facts.livePersonCallId === null
    ? null
    : {
        kind: 'defer',
        rule: 'one-live-call',
        until: now + BLOCKED_RETRY_MS,
        detail: 'Another call to this person is live; this one waits until it has ended.',
      };
