import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { within } from './within.ts';

test('what comes in time is given, what fails or is late is told and is null', async () => {
  const clock = new VirtualClock();
  const faults: string[] = [];
  const fault = (cause: unknown) => void faults.push(String(cause));
  assert.equal(await within(Promise.resolve(7), 100, clock, fault), 7);
  assert.equal(await within(Promise.reject(new Error('broken')), 100, clock, fault), null);
  const late = within(new Promise<number>(() => {}), 100, clock, fault);
  await clock.advance(100);
  assert.equal(await late, null);
  assert.deepEqual(faults, ['Error: broken', 'Error: nothing came within 100 ms']);
  assert.equal(clock.timers, 0);
});
