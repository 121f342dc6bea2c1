import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { instantOf, isoIn, knownZone, readMoment, spokenTime, wallTime } from './time.ts';

const MADRID = 'Europe/Madrid';
/** A Saturday, 19:30 in Madrid. */
const NOW = Date.parse('2026-11-21T18:30:00Z');

const moments: readonly (readonly [string, string | null])[] = [
  ['2026-11-24T15:00', '2026-11-24T15:00:00+01:00'],
  ['2026-11-24 15:00:00', '2026-11-24T15:00:00+01:00'],
  ['2026-11-24T15:00:00Z', '2026-11-24T16:00:00+01:00'],
  ['2026-11-24T15:00:00-05:00', '2026-11-24T21:00:00+01:00'],
  ['2026-11-24', '2026-11-24T09:00:00+01:00'],
  ['2026-02-30', null],
  ['in 2 hours', '2026-11-21T21:30:00+01:00'],
  ['in half an hour', '2026-11-21T20:00:00+01:00'],
  ['an hour from now', '2026-11-21T20:30:00+01:00'],
  ['in 3 days', '2026-11-24T19:30:00+01:00'],
  ['in a week', '2026-11-28T19:30:00+01:00'],
  ['tomorrow 15:00', '2026-11-22T15:00:00+01:00'],
  ['Tomorrow at 3 pm', '2026-11-22T15:00:00+01:00'],
  ['today 22:15', '2026-11-21T22:15:00+01:00'],
  ['monday', '2026-11-23T09:00:00+01:00'],
  ['next Saturday at 12 am', '2026-11-28T00:00:00+01:00'],
  ['on friday, 10:30', '2026-11-27T10:30:00+01:00'],
  ['tomorrow 25:00', null],
  ['at some point', null],
  ['', null],
];

for (const [text, expected] of moments)
  test(`"${text}" is ${expected ?? 'no moment'}`, () => {
    const at = readMoment(text, NOW, MADRID);
    assert.equal(at === null ? null : isoIn(at, MADRID), expected);
  });

test("summer time: an hour that is skipped moves on, the person's clock decides", () => {
  assert.equal(isoIn(readMoment('2026-03-29T02:30', NOW, MADRID)!, MADRID), '2026-03-29T03:30:00+02:00');
  assert.equal(isoIn(NOW, 'America/St_Johns'), '2026-11-21T15:00:00-03:30');
  assert.equal(spokenTime(NOW, MADRID, 'en-US'), 'Saturday, November 21 at 7:30 PM');
  assert.match(spokenTime(NOW, MADRID, 'es-ES'), /sábado, 21 de noviembre.*19:30/);
});

test("what a wall shows and the instant are each other's inverse, but for the hour that is there twice", () => {
  const zone = fc.constantFrom('UTC', MADRID, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 40_000_000 }), (timeZone, minutes) => {
      const at = minutes * 60_000;
      const again = instantOf(wallTime(at, timeZone), timeZone);
      assert.ok(
        Math.abs(again - at) <= 3_600_000 &&
          isoIn(again, timeZone).slice(0, 19) === isoIn(at, timeZone).slice(0, 19),
      );
    }),
  );
});

test('a zone that nobody knows is UTC', () => {
  assert.equal(knownZone('Mars/Base'), 'UTC');
  assert.equal(knownZone(undefined), 'UTC');
  assert.equal(knownZone(MADRID), MADRID);
});
