/** A database that is away, one that takes offence at an end, and one that takes none for a while. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { CallFacts } from '#analysis';
import { endWith, type Call, type Store } from '#domain';
import { realClock, silentLogger, VirtualClock } from '#kernel';
import { execute, openTestStore } from '../../storage/testing.ts';
import { ids, sampleCall } from '../../../test/storage/samples.ts';
import { Lease } from '../recover/lease.ts';
import { DEFAULT_LIMITS, type EngineOptions } from '../options.ts';
import { CallLog } from './call-log.ts';
import { commitEnd, type FinishedCall } from './finish.ts';
import { OpenEnds } from './open-ends.ts';

async function rig(t: TestContext) {
  const { store, target, close } = await openTestStore();
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  const [clock, nodeId] = [new VirtualClock(realClock.now()), ids.next()];
  const call = sampleCall(organizationId, { status: 'in_progress', to: '+34600000321' });
  await store.calls.insert(call, [], nodeId);
  let isThere = true;
  let tries = 0;
  const away = new Error('terminated');
  // As the pool answers while no server is there.
  const seen = {
    ...store,
    ping: () => (isThere ? store.ping() : Promise.reject(away)),
    transaction: ((work) => {
      tries++;
      return isThere ? store.transaction(work) : Promise.reject(away);
    }) as Store['transaction'],
  };
  const sip = { address: '127.0.0.1:1' };
  const deps = { store: seen, ids, clock, logger: silentLogger, nodeId, sip, limits: DEFAULT_LIMITS };
  const log = new CallLog(call.id, nodeId, { ...deps, store: seen }, () => assert.fail('fenced'));
  const said = { speaker: 'callee', text: 'Never again.', start_ms: 0, end_ms: 9 };
  const finished: FinishedCall = {
    ...{
      call,
      nodeId,
      attempt: null,
      answeredAt: clock.now(),
      recording: null,
      capture: null,
      stats: null,
      usage: [],
    },
    outcome: endWith('callee-hung-up', 'conversation', { detail: 'What the wire said.' }),
    turns: [said] as unknown as Call['turns'],
    latencies: [],
    facts: CallFacts.of([{ type: 'stop-requested', data: {} }]),
  };
  /** Lets virtual time pass until it is done; the database takes real time. */
  const during = async <T>(work: Promise<T>): Promise<T> => {
    const state = { isDone: false };
    const done = work.finally(() => (state.isDone = true));
    while (!state.isDone) {
      await clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  };
  /** Whatever ends a call takes offence. */
  const refuse = (table: string) =>
    execute(
      target,
      `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
       CREATE TRIGGER refusing BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
  return {
    ...{ clock, deps, log, finished, during, refuse, target },
    setThere: (value: boolean) => void (isThere = value),
    tries: () => tries,
    read: async () => (await store.calls.get(organizationId, call.id))!,
    types: async () => (await store.calls.events(organizationId, call.id, 0, 99)).map(({ type }) => type),
    suppressed: async () => (await store.suppressions.list(organizationId, { limit: 9 })).length,
  };
}

test('a database that is away is waited for, and gets the whole end as it was', async (t) => {
  const { clock, deps, log, finished, during, setThere, tries, read } = await rig(t);
  const endedAt = clock.now();
  setThere(false);
  clock.after(40_000, () => setThere(true));
  assert.equal(await during(commitEnd(finished, log, deps)), null);
  assert.ok(tries() > 8, `${tries()} tries`);
  const call = await read();
  assert.deepEqual([call.status, call.endedAt, call.turns.length], ['ended', endedAt, 1]);
  assert.equal(call.outcome?.end_reason.detail, 'What the wire said.');
});

test('one that takes offence at something in it gets how it ended, and nothing else', async (t) => {
  const { deps, log, finished, during, refuse, tries, read, types, suppressed } = await rig(t);
  await refuse('call_words');
  assert.equal(await during(commitEnd(finished, log, deps)), null);
  assert.equal(tries(), 5);
  const call = await read();
  assert.deepEqual(
    [call.status, call.outcome?.code, call.outcome?.end_reason.code, call.turns],
    ['ended', 'completed', 'callee-hung-up', []],
  );
  assert.ok((await types()).includes('call-end-reduced'));
  assert.equal(await suppressed(), 1, 'who asked not to be called is not called');
});

test('one that takes no end is let go of; the audit asks ever more seldom, and writes how it ended', async (t) => {
  const { clock, deps, log, finished, during, refuse, target, tries, read } = await rig(t);
  await refuse('calls');
  const left = await during(commitEnd(finished, log, deps));
  assert.deepEqual([left?.endedAt, tries()], [left?.endedAt, 20]);
  const ends = new OpenEnds(deps);
  ends.keep(left!);
  const begin = clock.now();
  const triedAt: number[] = [];
  for (let before = tries(); triedAt.length < 4; await clock.advance(1_000)) {
    assert.equal(await ends.settle(finished.call.id), true, 'nobody else ends it meanwhile');
    if (tries() > before) triedAt.push(clock.now() - begin);
    before = tries();
  }
  assert.deepEqual(triedAt, [5_000, 15_000, 35_000, 75_000]);
  assert.equal((await read()).status, 'in_progress');
  await execute(target, 'DROP TRIGGER refusing ON calls');
  const options = deps as unknown as EngineOptions;
  const lease = new Lease(
    options,
    () => false,
    () => {},
    ends,
  );
  await lease.start();
  while ((await read()).status !== 'ended') await clock.advance(1_000);
  await lease.stop();
  const call = await read();
  assert.deepEqual([call.endedAt, call.outcome?.end_reason.code], [left!.endedAt, 'callee-hung-up']);
  assert.equal(await ends.settle(call.id), false);
});
