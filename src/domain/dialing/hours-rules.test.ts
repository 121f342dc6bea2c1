import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idAt } from '#kernel';
import { newLife, stepLife } from '../calls/life-cycle.ts';
import { decideDial } from './authority.ts';
import type { DialFacts, DialRequest } from './facts.ts';

/** A Sunday. */
const NOW = Date.parse('2026-01-04T12:00:00Z');
const DAY = 86_400_000;
const request: DialRequest = {
  ...{
    organizationId: idAt(1),
    callId: idAt(2),
    to: 'sip:a@127.0.0.1',
    person: 'sip:a@127.0.0.1',
    test: false,
  },
  ...{
    requestedFrom: null,
    requestedNumberId: null,
    requestedTrunkId: null,
    agentId: null,
    agentNumberId: null,
  },
} as DialRequest;
const facts = {
  ...{ suppressed: false, livePersonCallId: null, numbers: [], trunks: [] },
  organization: {
    ...{ concurrency: 5, callsPerSecond: 5, destinationAllow: [], defaultNumberId: null, liveCalls: 0 },
    ...{ recentStarts: 0, nextStartAt: NOW },
  },
} as unknown as DialFacts;
const monday = { days: ['mon' as const], from: '09:00', to: '18:00' };

test('an agent that is closed calls when it opens, however late that is', () => {
  const hours = { time_zone: 'UTC', windows: [{ ...monday, days: ['sat' as const] }] };
  const verdict = decideDial({ ...request, hours }, facts, NOW);
  assert.ok(verdict.kind === 'defer');
  assert.deepEqual([verdict.rule, verdict.until], ['agent-hours', Date.parse('2026-01-10T09:00:00Z')]);
  const decided = { type: 'dial-decided', verdict, deferLimitMs: DAY } as const;
  const { effects } = stepLife({ ...newLife(false), dueSince: NOW - 2 * DAY }, decided, NOW);
  assert.deepEqual(effects, [{ type: 'wait', until: verdict.until, appointment: true }]);
  assert.equal(decideDial({ ...request, hours }, facts, verdict.until).kind, 'allow');
});

test('a campaign holds its calls back while it is paused, and outside its window', () => {
  const campaign = { status: 'running', window: { ...monday, time_zone: 'UTC' } } as const;
  const asked = { ...request, campaignId: idAt(3) };
  const rule = (known: DialFacts['campaign'], at = NOW) => {
    const verdict = decideDial(asked, { ...facts, campaign: known ?? null }, at);
    return verdict.kind === 'defer' ? [verdict.rule, verdict.patience] : [verdict.kind];
  };
  assert.deepEqual(rule({ ...campaign, status: 'paused' }), ['campaign-paused', 'hold']);
  assert.deepEqual(rule(campaign), ['campaign-window', 'appointment']);
  assert.deepEqual(rule(campaign, NOW + DAY), ['allow']);
  assert.deepEqual(rule({ ...campaign, window: null }), ['allow']);
  assert.deepEqual(rule(null), ['allow']);
});

test('what denies comes before the hours', () => {
  const hours = { time_zone: 'UTC', windows: [monday] };
  assert.equal(decideDial({ ...request, hours }, { ...facts, suppressed: true }, NOW).kind, 'deny');
});
