import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from './clock.ts';
import { DueLoop, type DueLoopOptions } from './due-loop.ts';
import { silentLogger } from './logger.ts';

interface Row {
  readonly key: string;
  readonly dueAt: number;
}

/** Rows in memory, claimed once each; what runs ends when the test says so. */
function bench(rows: Row[], more: Partial<DueLoopOptions<Row>> = {}) {
  const clock = new VirtualClock(0);
  const started: string[] = [];
  const ends = new Map<string, (fault?: Error) => void>();
  let reads = 0;
  const loop = new DueLoop<Row>({
    name: 'rows',
    clock,
    logger: silentLogger,
    atOnce: 2,
    idlePollMs: 1_000,
    keyOf: (row) => row.key,
    claim: (room) => {
      reads += 1;
      const due = rows.filter((row) => row.dueAt <= clock.now()).slice(0, room);
      for (const row of due) rows.splice(rows.indexOf(row), 1);
      return Promise.resolve(due);
    },
    nextDueAt: () => Promise.resolve(rows.length > 0 ? Math.min(...rows.map((row) => row.dueAt)) : null),
    run: (row) => {
      started.push(row.key);
      return new Promise((resolve, reject) =>
        ends.set(row.key, (fault) => (fault ? reject(fault) : resolve())),
      );
    },
    ...more,
  });
  return { clock, loop, started, ends, reads: () => reads };
}

test('claims no more than it has room for; what ends makes room at once', async () => {
  const { clock, loop, started, ends } = bench(['a', 'b', 'c'].map((key) => ({ key, dueAt: 0 })));
  loop.wake();
  await clock.advance(0);
  assert.deepEqual(started, ['a', 'b']);
  assert.equal(loop.hasRoom, false);
  ends.get('a')!();
  await clock.advance(0);
  assert.deepEqual(started, ['a', 'b', 'c']);
  assert.equal(loop.isRunning('a'), false);
});

test('waits until the next is due, at most the idle poll', async () => {
  const { clock, loop, started, reads } = bench([
    { key: 'soon', dueAt: 300 },
    { key: 'late', dueAt: 5_000 },
  ]);
  loop.wake();
  await clock.advance(299);
  assert.deepEqual(started, []);
  await clock.advance(1);
  assert.deepEqual(started, ['soon']);
  const before = reads();
  await clock.advance(4_700);
  assert.deepEqual(started, ['soon', 'late']);
  assert.ok(reads() - before <= 6, `${reads() - before} reads`);
});

test('a wake-up during a read reads once more', async () => {
  const { clock, loop, reads } = bench([]);
  loop.wake();
  loop.wake();
  loop.wake();
  await clock.advance(0);
  assert.equal(reads(), 2);
});

test('a fault is handed over, and the loop goes on; so does an unreadable table', async () => {
  const faults: unknown[] = [];
  let isBroken = true;
  const rows = [{ key: 'a', dueAt: 0 }];
  const { clock, loop, started, ends } = bench(rows, {
    onFault: (row, cause) => Promise.resolve(void faults.push([row.key, (cause as Error).message])),
    claim: () => {
      if (isBroken) return Promise.reject(new Error('gone'));
      return Promise.resolve(rows.splice(0));
    },
  });
  loop.wake();
  await clock.advance(500);
  isBroken = false;
  await clock.advance(500);
  assert.deepEqual(started, ['a']);
  ends.get('a')!(new Error('broken'));
  await clock.advance(0);
  assert.deepEqual(faults, [['a', 'broken']]);
});

test('stop waits for what runs, takes nothing more, and leaves no timer', async () => {
  const { clock, loop, started, ends } = bench([
    { key: 'a', dueAt: 0 },
    { key: 'b', dueAt: 100 },
  ]);
  loop.wake();
  await clock.advance(0);
  let isStopped = false;
  const stopping = loop.stop().then(() => (isStopped = true));
  await clock.advance(1_000);
  assert.equal(isStopped, false);
  assert.equal(loop.take({ key: 'x', dueAt: 0 }), false);
  ends.get('a')!();
  await clock.advance(0);
  await stopping;
  assert.deepEqual(started, ['a']);
  assert.equal(clock.timers, 0);
});

test('reads after each when asked to: a retry that is due before the poll is found', async () => {
  const rows = [{ key: 'a', dueAt: 0 }];
  const { clock, loop, started, ends } = bench(rows, { readsAfterEach: true });
  loop.wake();
  await clock.advance(0);
  rows.push({ key: 'a2', dueAt: 50 });
  ends.get('a')!();
  await clock.advance(50);
  assert.deepEqual(started, ['a', 'a2']);
});
