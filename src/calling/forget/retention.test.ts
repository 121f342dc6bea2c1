import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEPT_FOR_EVER } from '#domain';
import { outdatedThings, untilNight } from './retention.ts';

const HOUR = 3_600_000;
const day = Date.UTC(2026, 10, 21);

test('the next night is at three, never now', () => {
  assert.equal(untilNight(day), 3 * HOUR);
  assert.equal(untilNight(day + 3 * HOUR), 24 * HOUR);
  assert.equal(untilNight(day + 3 * HOUR - 1), 1);
  assert.equal(untilNight(day + 20 * HOUR), 7 * HOUR);
});

test('only what has a term is outdated, by its own term', () => {
  assert.deepEqual(outdatedThings(KEPT_FOR_EVER, day), []);
  assert.deepEqual(outdatedThings({ ...KEPT_FOR_EVER, recordingsDays: 2, eventsDays: 1 }, day), [
    { thing: 'recordings', before: day - 48 * HOUR },
    { thing: 'events', before: day - 24 * HOUR },
  ]);
});
