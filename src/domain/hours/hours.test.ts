import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOpenAt, nextOpening, WEEKDAYS, type Hours } from './hours.ts';
import { momentsOf, wallOf } from './zone.ts';

const office = (from = '09:00', to = '18:00', zone = 'Europe/Madrid'): Hours => ({
  time_zone: zone,
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from, to }],
});
const at = (text: string): number => Date.parse(text);

const cases: [string, Hours, string, string][] = [
  ['inside', office(), '2026-07-01T10:00:00Z', '2026-07-01T10:00:00Z'],
  ['before', office(), '2026-07-01T06:59:59.999Z', '2026-07-01T07:00:00Z'],
  ['its last moment', office(), '2026-07-01T16:00:00Z', '2026-07-01T16:00:00Z'],
  ['a millisecond later', office(), '2026-07-01T16:00:00.001Z', '2026-07-02T07:00:00Z'],
  ['over the weekend', office(), '2026-07-03T20:00:00Z', '2026-07-06T07:00:00Z'],
  ['winter time', office(), '2026-01-05T07:00:00Z', '2026-01-05T08:00:00Z'],
  ['past midnight', office('22:00', '02:00'), '2026-07-04T00:00:00Z', '2026-07-04T00:00:00Z'],
  [
    'past midnight, on a Saturday of its own',
    office('22:00', '02:00'),
    '2026-07-04T20:30:00Z',
    '2026-07-06T20:00:00Z',
  ],
  ['to the second', office('09:00:30', '18:00:15'), '2026-07-01T07:00:00Z', '2026-07-01T07:00:30Z'],
  ['its last second', office('09:00', '18:00:15'), '2026-07-01T16:00:15Z', '2026-07-01T16:00:15Z'],
  ['to midnight', office('20:00', '24:00'), '2026-07-01T22:00:00Z', '2026-07-01T22:00:00Z'],
];
for (const [name, hours, from, to] of cases)
  test(`hours: ${name}`, () => {
    assert.equal(new Date(nextOpening(hours, at(from))!).toISOString(), new Date(at(to)).toISOString());
    assert.equal(isOpenAt(hours, at(from)), at(from) === at(to));
  });

const always = (from: string, to: string): Hours => ({
  time_zone: 'Europe/Madrid',
  windows: [{ days: [...WEEKDAYS], from, to }],
});

test('clocks set forward (2026-03-29, 02:00 to 03:00): what is skipped is not there', () => {
  const half = always('02:30', '04:00');
  assert.equal(
    nextOpening(half, at('2026-03-29T00:00:00Z')),
    at('2026-03-29T01:00:00Z'),
    '03:00 summer time',
  );
  const gone = always('02:10', '02:50');
  assert.equal(isOpenAt(gone, at('2026-03-29T01:00:00Z')), false);
  assert.equal(nextOpening(gone, at('2026-03-29T00:00:00Z')), at('2026-03-30T00:10:00Z'));
  assert.equal(isOpenAt(always('01:00', '02:30'), at('2026-03-29T00:59:59.999Z')), true);
  assert.equal(isOpenAt(always('01:00', '02:30'), at('2026-03-29T01:00:00Z')), false);
});

test('clocks set back (2026-10-25, 03:00 to 02:00): an hour shown twice is open both times', () => {
  const hours = always('02:15', '02:45');
  assert.equal(nextOpening(hours, at('2026-10-24T23:00:00Z')), at('2026-10-25T00:15:00Z'));
  assert.equal(isOpenAt(hours, at('2026-10-25T00:45:00Z')), true);
  assert.equal(isOpenAt(hours, at('2026-10-25T01:45:00Z')), true);
  assert.equal(isOpenAt(hours, at('2026-10-25T01:45:00.001Z')), false);
});

test('a wall time has its moments', () => {
  assert.deepEqual(momentsOf('Asia/Kathmandu', at('2026-01-01T05:45:00Z')), {
    first: at('2026-01-01T00:00:00Z'),
    last: at('2026-01-01T00:00:00Z'),
  });
  assert.equal(wallOf('America/New_York', at('2026-07-01T00:00:00.123Z')), at('2026-06-30T20:00:00.123Z'));
});

const zones = [
  'UTC',
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

test('law: the next opening is open, not earlier than asked, and shows a wall time of the window', () => {
  const year = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), days, time, time, year, (zone, some, from, to, now) => {
      fc.pre(from !== to);
      const hours: Hours = { time_zone: zone, windows: [{ days: some, from, to }] };
      const next = nextOpening(hours, now);
      // Only a window that every change of clocks skips never opens.
      if (next === null) return;
      assert.ok(next >= now && isOpenAt(hours, next));
      const minute = new Date(wallOf(zone, next)).toISOString().slice(11, 16);
      const inside = from < to ? minute >= from && minute <= to : minute >= from || minute <= to;
      assert.ok(inside, `${zone}: ${minute} is not within ${from} to ${to}`);
      if (next > now) assert.equal(isOpenAt(hours, next - 1), false);
    }),
    { numRuns: 300 },
  );
});
