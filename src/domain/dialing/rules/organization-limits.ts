/** How many calls an organization has live at once, and starts a second. */
import { BLOCKED_RETRY_MS, type Rule } from './rule.ts';

export const organizationConcurrency: Rule = (_request, _address, { organization }, now) =>
  organization.liveCalls < organization.concurrency
    ? null
    : {
        kind: 'defer',
        rule: 'organization-concurrency',
        until: now + BLOCKED_RETRY_MS,
        detail: `Your organization has ${organization.liveCalls} live calls and may have ${organization.concurrency}.`,
      };

export const organizationRate: Rule = (_request, _address, { organization }, now) =>
  organization.recentStarts < organization.callsPerSecond
    ? null
    : {
        kind: 'defer',
        rule: 'organization-calls-per-second',
        until: Math.max(organization.nextStartAt, now + 1),
        detail: `Your organization starts at most ${organization.callsPerSecond} calls a second.`,
      };
