import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelError } from '#models';
import { WorkerPool } from './worker-pool.ts';

/** A worker that does what each job says: echo, fault, throw, exit or hang. */
const ENTRY = `
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', ({ id, job }) => {
    if (job === 'throw') throw new Error('worker broke');
    if (job === 'exit') process.exit(3);
    if (job === 'fault') return parentPort.postMessage({ id, fault: 'bad-request', message: 'not that' });
    if (job !== 'hang') parentPort.postMessage({ id, result: [job, threadId] });
  });`;

function poolFor(context: TestContext, threads: number) {
  const clock = new VirtualClock();
  const pool = new WorkerPool<string, [string, number]>({
    provider: 'test',
    name: 'echo',
    entry: new URL('data:text/javascript,' + encodeURIComponent(ENTRY)),
    workerData: null,
    threads,
    jobTimeoutMs: 1000,
    clock,
    logger: silentLogger,
  });
  context.after(() => pool.close());
  return { pool, clock };
}

const never = new AbortController().signal;
const fails = (fault: ModelError['fault'], message: RegExp) => (thrown: unknown) =>
  thrown instanceof ModelError && thrown.fault === fault && message.test(thrown.message);

test('answers each job, in order, on as many threads as allowed', async (context) => {
  const { pool, clock } = poolFor(context, 2);
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((job) => pool.run(job, never)));
  assert.deepEqual(
    answers.map(([job]) => job),
    ['a', 'b', 'c', 'd', 'e'],
  );
  assert.equal(new Set(answers.map(([, thread]) => thread)).size, 2);
  assert.equal(clock.timers, 0, 'no watchdog is left behind');
});

test('a fault fails its job only', async (context) => {
  const { pool } = poolFor(context, 1);
  const [bad, good] = [pool.run('fault', never), pool.run('good', never)];
  await assert.rejects(bad, fails('bad-request', /^echo: not that$/));
  assert.equal((await good)[0], 'good');
});

test('a thread that dies is replaced and what waits goes on', async (context) => {
  const { pool } = poolFor(context, 1);
  const [first] = [await pool.run('first', never)];
  const runs = ['throw', 'next', 'exit', 'last'].map((job) => pool.run(job, never));
  await Promise.all([
    assert.rejects(runs[0]!, fails('internal', /worker broke/)),
    assert.rejects(runs[2]!, fails('internal', /exit code 3/)),
  ]);
  assert.equal((await runs[1]!)[0], 'next');
  assert.equal((await runs[3]!)[0], 'last');
  assert.notEqual((await runs[1]!)[1], first[1]);
});

test('a thread that hangs is replaced when its time is up', async (context) => {
  const { pool, clock } = poolFor(context, 1);
  const hung = pool.run('hang', never);
  const waiting = pool.run('after', never);
  const timedOut = assert.rejects(hung, fails('timeout', /1000 ms/));
  await clock.advance(1000);
  await timedOut;
  assert.equal((await waiting)[0], 'after');
});

test('an aborted job leaves the queue; a running one is let go', async (context) => {
  const { pool, clock } = poolFor(context, 1);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const runs = [pool.run('hang', running.signal), pool.run('never', waiting.signal)];
  const rejections = runs.map((run) => assert.rejects(run, fails('aborted', /aborted/)));
  waiting.abort();
  running.abort();
  await Promise.all(rejections);
  const after = pool.run('after', never);
  await clock.advance(1000);
  assert.equal((await after)[0], 'after');
});

test('closing fails what is open and takes nothing new', async (context) => {
  const { pool, clock } = poolFor(context, 1);
  const runs = [pool.run('hang', never), pool.run('waiting', never)];
  const rejections = runs.map((run) => assert.rejects(run, fails('aborted', /closed/)));
  await pool.close();
  await Promise.all(rejections);
  await assert.rejects(pool.run('more', never), fails('unavailable', /closed/));
  assert.equal(clock.timers, 0);
});
