/** One press, told once, whatever ways it came. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyMerge } from './key-merge.ts';

const key = (digit: string) => ({ digit, durationMs: 100 });
const MS = 8;

function merge(): { keys: KeyMerge; told: string[] } {
  const told: string[] = [];
  const keys = new KeyMerge(({ digit }, at, inBand) =>
    told.push(`${digit} ${at / MS}${inBand ? ' tone' : ''}`),
  );
  keys.eventsAgreed = true;
  return { keys, told };
}

test('an event and an INFO of the same press count once, whichever comes first', () => {
  const { keys, told } = merge();
  keys.event(key('5'), 0);
  keys.relayed(key('5'), 100 * MS);
  keys.relayed(key('6'), 1_000 * MS);
  keys.event(key('6'), 1_100 * MS);
  assert.deepEqual(told, ['5 0', '6 1000']);
});

test('the same key by the same way again is another press', () => {
  const { keys, told } = merge();
  keys.relayed(key('1'), 0);
  keys.relayed(key('1'), 120 * MS);
  keys.event(key('2'), 500 * MS);
  keys.event(key('2'), 640 * MS);
  keys.relayed(key('2'), 2_000 * MS);
  assert.deepEqual(told, ['1 0', '1 120', '2 500', '2 640', '2 2000']);
});

test('a tone beside an INFO is the same press', () => {
  const { keys, told } = merge();
  keys.tone(key('9'), 0);
  keys.relayed(key('9'), 50 * MS);
  keys.relayed(key('8'), 1_000 * MS);
  keys.tone(key('8'), 1_200 * MS);
  keys.tick(5_000 * MS);
  assert.deepEqual(told, ['9 50', '8 1000']);
});
