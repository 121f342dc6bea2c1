/** A campaign in virtual time: the rule, the ends of calls and the chain of tries, against a pretend engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idAt, type Millis } from '#kernel';
import { endWith, type EndCode } from '../calls/end-reasons.ts';
import { wallOf } from '../hours/zone.ts';
import type { RetryRule } from '../retry/retry.ts';
import type { DailyWindow } from '../hours/schema.ts';
import type { Campaign, LeadStatus } from './campaign.ts';
import { isFinal, leadAfter } from './lead-end.ts';
import { stepCampaign, type CampaignAction } from './life-cycle.ts';
import { isWithin, pace, RATE_SPAN_MS } from './pace.ts';

interface Setting {
  readonly leads: number;
  readonly concurrency: number;
  readonly callsPerMinute: number | null;
  readonly window: DailyWindow | null;
  readonly startsAt: Millis | null;
  readonly retry: RetryRule | null;
  /** How the n-th call of a lead ends, and how long it lasts. */
  readonly end: (lead: number, number: number) => { readonly code: EndCode; readonly lastsMs: Millis };
}

interface Try {
  readonly lead: number;
  readonly number: number;
  readonly from: Millis;
  readonly to: Millis;
}

const isWaiting = ({ status }: { status: LeadStatus }) => status === 'pending' || status === 'scheduled';

/** Runs it until nothing is left to do. */
function run(setting: Setting, begin: Millis) {
  const { startsAt, window, concurrency, callsPerMinute, retry } = setting;
  const campaign = { status: 'running', startsAt, window, concurrency, callsPerMinute } as const;
  const leads = Array.from({ length: setting.leads }, () => ({
    status: 'pending' as LeadStatus,
    dueAt: begin,
    since: null as Millis | null,
    retries: 0,
  }));
  const tries: Try[] = [];
  const ends: { at: Millis; lead: number; code: EndCode }[] = [];
  for (let now = begin, steps = 0; ; steps++) {
    assert.ok(steps < 100_000, 'it ends');
    for (const { lead, code } of ends.filter(({ at }) => at === now)) {
      const it = leads[lead]!;
      assert.equal(it.status, 'calling');
      const chain = retry && { ...retry, number: it.retries, since: it.since!, nextAt: null };
      const end = leadAfter('running', chain, endWith(code, 'ringing'), now);
      it.status = end.status;
      if (end.status === 'scheduled') [it.dueAt, it.retries] = [end.dueAt, it.retries + 1];
    }
    const due = leads.filter((lead) => isWaiting(lead) && lead.dueAt <= now);
    const later = leads.filter((lead) => isWaiting(lead) && lead.dueAt > now).map(({ dueAt }) => dueAt);
    const recent = tries.filter(({ from }) => from > now - RATE_SPAN_MS).map(({ from }) => from);
    const facts = {
      due: due.length,
      calling: leads.filter(({ status }) => status === 'calling').length,
      open: leads.filter(({ status }) => !isFinal(status)).length,
      nextDueAt: later.length > 0 ? Math.min(...later) : null,
      recent: recent.length,
      oldestRecentAt: recent.length > 0 ? Math.min(...recent) : null,
    };
    const paced = pace(campaign, facts, now);
    if (paced.kind === 'complete') return { tries, leads, at: now };
    if (paced.kind === 'call')
      for (const it of due.slice(0, paced.count)) {
        const lead = leads.indexOf(it);
        const { code, lastsMs } = setting.end(lead, it.retries);
        it.status = 'calling';
        it.since ??= now;
        tries.push({ lead, number: it.retries, from: now, to: now + lastsMs });
        ends.push({ at: now + lastsMs, lead, code });
      }
    const next = paced.kind === 'call' ? paced.nextAt : paced.until;
    const moments = [next, ...ends.map(({ at }) => at)].filter((at) => at !== null && at > now);
    assert.ok(moments.length > 0, `it waits for something: ${JSON.stringify({ facts, paced })}`);
    now = Math.min(...(moments as Millis[]));
  }
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const office: DailyWindow = { days: [...week], from: '09:00', to: '10:00', time_zone: 'Europe/Madrid' };
const hours = (count: number): number => count * 3600;

test('100 leads with retries, an hour a day, over the day that clocks are set forward', () => {
  const begin = Date.parse('2026-03-27T20:00:00Z');
  // Leads 0 to 59 answer at once, 60 to 89 at their second try, the rest never.
  const { tries, leads } = run(
    {
      ...{ leads: 100, concurrency: 5, callsPerMinute: 1, window: office, startsAt: null },
      retry: { delaysS: [hours(2), hours(48)], on: ['no_answer', 'busy'], base: 'call' },
      end: (lead, number) => ({
        code: lead < 60 || (lead < 90 && number > 0) ? 'agent-hung-up' : 'no-answer',
        lastsMs: 45_000,
      }),
    },
    begin,
  );
  const count = (status: LeadStatus) => leads.filter((lead) => lead.status === status).length;
  assert.deepEqual([count('completed'), count('failed')], [90, 10]);
  assert.equal(tries.length, 60 + 30 * 2 + 10 * 3);
  assert.equal(new Set(tries.map(({ lead, number }) => `${lead} ${number}`)).size, tries.length);
  const days = new Set(
    tries.map(({ from }) => new Date(wallOf(office.time_zone, from)).toISOString().slice(0, 10)),
  );
  assert.ok(days.has('2026-03-28') && days.has('2026-03-29') && days.size >= 3, [...days].join());
  for (const { from } of tries) assert.ok(isWithin(office, from), new Date(from).toISOString());
});

const code = fc.constantFrom<EndCode>(
  'agent-hung-up',
  'no-answer',
  'busy',
  'declined',
  'voicemail-reached',
  'internal',
);
const zone = fc.constantFrom('UTC', 'Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe');
const hour = fc.nat(23).map((h) => String(h).padStart(2, '0'));

test('law: one live call a lead, one call a try, none outside the window or over the limits; every lead ends', () => {
  const setting = fc.record({
    leads: fc.integer({ min: 1, max: 12 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
    callsPerMinute: fc.option(fc.integer({ min: 1, max: 5 })),
    days: fc.subarray([...week], { minLength: 1 }),
    window: fc.option(fc.tuple(hour, hour, zone)),
    delays: fc.array(fc.integer({ min: 0, max: hours(30) }), { maxLength: 3 }),
    base: fc.constantFrom('call' as const, 'schedule' as const),
    codes: fc.array(code, { minLength: 1, maxLength: 20 }),
    lasts: fc.integer({ min: 1, max: 90_000 }),
    // Around a change of clocks in Europe.
    begin: fc.integer({ min: Date.parse('2026-10-22T00:00:00Z'), max: Date.parse('2026-10-26T00:00:00Z') }),
    wait: fc.option(fc.nat(100_000_000)),
  });
  fc.assert(
    fc.property(setting, (given) => {
      const { begin, codes, lasts, delays, base } = given;
      const [from, to, time_zone] = given.window ?? [];
      const window = given.window && {
        days: given.days,
        from: `${from}:00`,
        to: `${to}:30`,
        time_zone: time_zone!,
      };
      const startsAt = given.wait === null ? null : begin + given.wait;
      const retry = { delaysS: delays, on: ['no_answer', 'busy', 'voicemail', 'failed'] as const, base };
      const { tries, leads } = run(
        {
          ...{ leads: given.leads, concurrency: given.concurrency, callsPerMinute: given.callsPerMinute },
          ...{ window, startsAt, retry },
          end: (lead, number) => ({ code: codes[(lead * 7 + number) % codes.length]!, lastsMs: lasts }),
        },
        begin,
      );
      assert.ok(leads.every(({ status }) => isFinal(status)));
      assert.equal(new Set(tries.map(({ lead, number }) => `${lead} ${number}`)).size, tries.length);
      for (const one of tries) {
        assert.ok(isWithin(window, one.from) && one.from >= (startsAt ?? begin));
        const live = tries.filter((other) => other.from <= one.from && one.from < other.to);
        assert.ok(live.length <= given.concurrency);
        assert.equal(live.filter(({ lead }) => lead === one.lead).length, 1);
        const minute = tries.filter(
          (other) => other.from > one.from - RATE_SPAN_MS && other.from <= one.from,
        );
        assert.ok(minute.length <= (given.callsPerMinute ?? Infinity));
        assert.ok(one.number <= delays.length);
      }
    }),
    { numRuns: 150 },
  );
});

test('what may be done when', () => {
  const steps: [Campaign['status'], CampaignAction, Campaign['status'] | null][] = [
    ['draft', 'start', 'running'],
    ['draft', 'pause', null],
    ['draft', 'complete', null],
    ['running', 'pause', 'paused'],
    ['running', 'complete', 'completed'],
    ['paused', 'start', 'running'],
    ['paused', 'complete', null],
    ['paused', 'cancel', 'cancelled'],
    ['completed', 'start', null],
    ['completed', 'cancel', null],
    ['cancelled', 'start', null],
  ];
  for (const [status, action, next] of steps)
    if (next) assert.equal(stepCampaign(status, action), next);
    else
      assert.throws(
        () => stepCampaign(status, action),
        { code: 'campaign-state', status: 409 },
        `${status} ${action}`,
      );
});

test('the ends of leads', () => {
  const chain = {
    delaysS: [60],
    on: ['no_answer'] as const,
    base: 'schedule' as const,
    number: 0,
    since: 1000,
    nextAt: null,
  };
  const at = idAt(0).length;
  assert.deepEqual(leadAfter('running', chain, endWith('no-answer', 'ringing'), at), {
    status: 'scheduled',
    dueAt: 61_000,
  });
  assert.deepEqual(leadAfter('cancelled', chain, endWith('no-answer', 'ringing'), at), { status: 'failed' });
  assert.equal(
    leadAfter('running', { ...chain, number: 1 }, endWith('no-answer', 'ringing'), at).status,
    'failed',
  );
  assert.equal(leadAfter('running', null, endWith('no-answer', 'ringing'), at).status, 'failed');
  assert.equal(
    leadAfter('running', chain, endWith('voicemail-left', 'conversation'), at).status,
    'completed',
  );
  assert.equal(leadAfter('running', chain, endWith('dial-denied', 'queue'), at).status, 'skipped');
  assert.equal(leadAfter('cancelled', chain, endWith('canceled', 'queue'), at).status, 'skipped');
  assert.equal(leadAfter('running', chain, endWith('canceled', 'queue'), at).status, 'failed');
});
