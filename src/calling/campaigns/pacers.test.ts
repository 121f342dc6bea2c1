/**
 * Two processes at one campaign, each with its own pool of connections, pacer, dialer and lease, in virtual time; one dies in
 * the midst of it. What they dialled is read from the attempts, whose verdicts the authority gave.
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { isFinal, type Store } from '#domain';
import { AppError, silentLogger, type Id, type Millis } from '#kernel';
import { connectStore } from '#storage';
import { execute } from '../../storage/testing.ts';
import { Dialer } from '../dial/dialer.ts';
import { placeCall } from '../dial/place-call.ts';
import { OpenEnds } from '../live/open-ends.ts';
import { DEFAULT_LIMITS, type EngineOptions } from '../options.ts';
import { Lease } from '../recover/lease.ts';
import { createPacer } from './pacer.ts';
import { phones, rig, type Rig } from './testing.ts';

const STEP_MS: Millis = 250;
/** So long is each call under way, until what it needs is found missing: nothing is heard in this test. */
const LASTS_MS: Millis = 5_000;

/** Counts what is under way, so that time stands still meanwhile; once it is cut off, nothing comes back any more. */
function watched(store: Store, isCut: () => boolean) {
  let busy = 0;
  const wrap =
    (call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      if (isCut()) return new Promise(() => {});
      const result = call(...args);
      if (!(result instanceof Promise)) return result;
      busy++;
      const settled = result.finally(() => busy--);
      return settled.then((value: unknown) => (isCut() ? new Promise(() => {}) : value));
    };
  const over = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const value = target[name as keyof T] as unknown;
        if (typeof value === 'function') return wrap(value.bind(target));
        return typeof value === 'object' && value !== null ? over(value) : value;
      },
    });
  return { store: over(store), busy: () => busy };
}

async function startProcess(t: TestContext, given: Rig) {
  const { clock, ids, random, database } = given;
  const { connection, cipher } = database;
  const own = await connectStore({ connection, cipher, clock, ids, logger: silentLogger });
  let isDead = false;
  const { store, busy } = watched(own, () => isDead);
  const nodeId = ids.next();
  const missing = new AppError({ code: 'agent-misconfigured', status: 400, message: 'No voice.' });
  let invites = 0;
  const options = {
    ...{ store, clock, ids, random, nodeId, models: {}, logger: silentLogger, limits: DEFAULT_LIMITS },
    sip: {
      address: '127.0.0.1:1',
      newIdentity: () => ({ callId: `${nodeId} ${++invites}`, localTag: 't', branch: 'z9hG4bK', cseq: 1 }),
      recover: async () => ({ sent: [], settled: true }),
    },
    recordings: { repair: async () => null },
  } as unknown as EngineOptions;
  const forCall = () =>
    new Promise<never>((_resolve, reject) => clock.after(LASTS_MS, () => reject(missing)));
  const dialling = { ...options, models: { forCall } } as unknown as EngineOptions;
  const watcher = { begun: () => assert.fail('it runs'), ended: () => {} };
  const dialer = new Dialer({ ...options, place: (call) => placeCall(call, dialling, watcher) });
  const pacer = createPacer({ ...given, store, nodeId, made: () => dialer.wake() });
  const lease = new Lease(
    options,
    (id) => dialer.isPlacing(id),
    () => {},
    new OpenEnds(options),
  );
  await lease.start();
  for (const loop of [dialer, pacer]) loop.wake();
  t.after(async () => {
    if (!isDead) await Promise.all([lease.stop(), clock.advance(LASTS_MS), dialer.stop(), pacer.stop()]);
    await own.close();
  });
  return { nodeId, busy, die: () => void (isDead = true) };
}

interface AttemptRow {
  readonly call_id: Id;
  readonly node_id: Id;
  readonly lead_id: Id;
  /** When the pacer made its call. */
  readonly created_at: number;
  readonly started_at: number;
  readonly ended_at: number;
}

/** The most that were under way, or began, within any span. */
function most(attempts: readonly AttemptRow[], counts: (one: AttemptRow, other: AttemptRow) => boolean) {
  return Math.max(...attempts.map((one) => attempts.filter((other) => counts(one, other)).length));
}

test('two processes at one campaign, one of which dies: limits hold in sum, each lead is dialled exactly once', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { store, clock, organizationId, database } = given;
  await store.organizations.update(organizationId, { concurrency: 6, callsPerSecond: 2 });
  const { id } = await given.campaign({ concurrency: 8, callsPerMinute: 16 }, phones(24));
  const processes = [await startProcess(t, given)];
  const isBusy = () => processes.some(({ busy }) => busy() > 0);
  const pass = async () => {
    for (let quiet = 0; quiet < 3; quiet = isBusy() ? 0 : quiet + 1)
      await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(STEP_MS);
  };
  const begin = clock.now();
  // The first is alone for a moment: who comes first to a lead is chance, and both shall have some.
  while (clock.now() - begin < 1_000) await pass();
  processes.push(await startProcess(t, given));
  while (clock.now() - begin < 4_000) await pass();
  processes[0]!.die();
  const isOver = async () => (await store.campaigns.get(organizationId, id))?.status === 'completed';
  while (!(await isOver())) {
    assert.ok(clock.now() - begin < 300_000, 'it ends');
    for (let steps = 0; steps < 10; steps++) await pass();
  }
  const { rows: leads } = await store.leads.list(organizationId, id, { limit: 100 });
  assert.ok(leads.every(({ status, attempts }) => isFinal(status) && attempts === 1));
  const attempts = (await execute(
    database.target,
    `SELECT call_id, attempts.node_id, lead_id, calls.created_at::float8,
       attempts.started_at::float8, attempts.ended_at::float8
     FROM attempts JOIN calls ON calls.id = call_id`,
  )) as unknown as readonly AttemptRow[];
  assert.equal(attempts.length, 24);
  assert.equal(new Set(attempts.map(({ lead_id }) => lead_id)).size, 24);
  for (const { nodeId } of processes)
    assert.ok(
      attempts.some((attempt) => attempt.node_id === nodeId),
      'both dialled',
    );
  assert.ok(
    most(attempts, (one, other) => other.started_at <= one.started_at && one.started_at < other.ended_at) <=
      6,
  );
  const within = (what: 'created_at' | 'started_at', span: Millis) => (one: AttemptRow, other: AttemptRow) =>
    other[what] > one[what] - span && other[what] <= one[what];
  assert.ok(most(attempts, within('started_at', 1_000)) <= 2, 'calls per second');
  assert.ok(most(attempts, within('created_at', 60_000)) <= 16, 'calls made a minute');
  const ended = await execute(database.target, `SELECT outcome ->> 'code' AS code FROM calls`);
  const interrupted = ended.filter(({ code }) => code === 'interrupted').length;
  assert.ok(interrupted > 0 && interrupted <= 6, `${interrupted} were under way there`);
});
