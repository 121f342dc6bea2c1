import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelKeep } from './model-keep.ts';

function setUp() {
  const clock = new VirtualClock();
  const keep = new ModelKeep(clock, silentLogger);
  const log: string[] = [];
  const make = (name: string) => () => {
    log.push(`made ${name}`);
    return { name, close: async () => void log.push(`closed ${name}`) };
  };
  return { clock, keep, log, take: (name: string) => keep.take(name, make(name)) };
}

test('a model is shared, and closed when long unused', async () => {
  const { clock, keep, log, take } = setUp();
  const [one, two] = [take('a'), take('a')];
  assert.equal(one.name, 'a');
  await one.close();
  await one.close();
  await clock.advance(600_000);
  assert.deepEqual(log, ['made a'], 'the second user still has it');
  await two.close();
  await clock.advance(299_000);
  const three = take('a');
  await clock.advance(600_000);
  assert.deepEqual(log, ['made a'], 'taken again in time');
  await three.close();
  await clock.advance(300_000);
  assert.deepEqual([log, keep.size, clock.timers], [['made a', 'closed a'], 0, 0]);
});

test('closing closes all, used or not, and leaves no timer', async () => {
  const { clock, keep, log, take } = setUp();
  await take('a').close();
  take('b');
  await keep.close();
  assert.deepEqual(log.toSorted(), ['closed a', 'closed b', 'made a', 'made b']);
  assert.equal(clock.timers, 0);
});
