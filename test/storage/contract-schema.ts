/** What every database must do with migrations and partitions. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AppError, createIdSource, realClock, realRandom, silentLogger, VirtualClock } from '#kernel';
import { connectStore, type PostgresStore } from '#storage';
import { readMigrations } from '../../src/storage/database/migrate.ts';
import { monthsFrom } from '../../src/storage/database/partitions.ts';
import { execute, type Target } from '../../src/storage/testing.ts';
import { plainCipher } from './ciphers.ts';
import type { Stored } from './contract.ts';
import { ids, sampleAttempt, sampleCall, someEvents } from './samples.ts';

const options = { cipher: plainCipher, clock: realClock, logger: silentLogger };

async function open(t: TestContext, target: Target): Promise<PostgresStore> {
  const store = await connectStore({ ...options, ...target });
  t.after(() => store.close());
  return store;
}

const refusal = (code: string) => (fault: unknown) => fault instanceof AppError && fault.code === code;

export function schemaContract(stored: Stored): void {
  const freshDatabase = async (): Promise<Target> => {
    const { target } = await stored();
    const name = `fresh_${ids.next().slice(0, 13).replaceAll('-', '')}_${ids.next().slice(-9)}`;
    await execute(target, `CREATE DATABASE ${name}`);
    if ('connection' in target) return { connection: { ...target.connection, database: name } };
    const url = new URL(target.url);
    url.pathname = `/${name}`;
    return { url: url.href };
  };

  test('migrations run once, by however many processes at a time, and again change nothing', async (t) => {
    const target = await freshDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => open(t, target)));
    await Promise.all(stores.map((store) => store.ping()));
    await (await connectStore({ ...options, ...target })).close();
    const rows = await execute(target, 'SELECT number FROM schema_migrations ORDER BY number');
    assert.deepEqual(
      rows.map((row) => row['number']),
      (await readMigrations()).map((migration) => migration.number),
    );
  });

  test('an edited migration and a later schema are refused', async () => {
    const target = await freshDatabase();
    await (await connectStore({ ...options, ...target })).close();
    await execute(target, "UPDATE schema_migrations SET checksum = 'x' WHERE number = 1");
    await assert.rejects(connectStore({ ...options, ...target }), refusal('schema-changed'));
    await execute(target, "UPDATE schema_migrations SET number = 9999, name = 'future' WHERE number = 1");
    await assert.rejects(connectStore({ ...options, ...target }), refusal('schema-newer'));
  });

  test('rows go to the month inside their id; those without one move there when it is made', async (t) => {
    const target = await freshDatabase();
    const store = await open(t, target);
    const { id: organizationId } = await store.organizations.ensureDefault();
    const now = realClock.now();
    const months = monthsFrom(now, 8);
    const far = new VirtualClock(
      Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 6, 9),
    );
    const farIds = createIdSource(far, realRandom);
    const [near, later] = [sampleCall(organizationId), sampleCall(organizationId, { id: farIds.next() })];
    const attempt = sampleAttempt(later, ids.next(), { id: farIds.next() });
    await store.calls.insert(near, someEvents(2));
    await store.calls.insert(later, someEvents(3));
    await store.attempts.start(attempt, later.to);
    const places = async (): Promise<unknown> =>
      execute(
        target,
        `SELECT tableoid::regclass::text AS place, count(*) AS rows FROM call_events GROUP BY 1
         UNION ALL SELECT tableoid::regclass::text, count(*) FROM attempts GROUP BY 1 ORDER BY 1`,
      );
    assert.deepEqual(await places(), [
      { place: 'attempts_default', rows: 1 },
      { place: 'call_events_default', rows: 3 },
      { place: `call_events_${months[0]!.label}`, rows: 2 },
    ]);
    await Promise.all([store.ensurePartitions(far.now()), store.ensurePartitions(far.now())]);
    await store.ensurePartitions(far.now());
    assert.deepEqual(await places(), [
      { place: `attempts_${months[6]!.label}`, rows: 1 },
      { place: `call_events_${months[0]!.label}`, rows: 2 },
      { place: `call_events_${months[6]!.label}`, rows: 3 },
    ]);
    assert.equal((await store.calls.events(organizationId, later.id, 0, 9)).length, 3);
    assert.deepEqual(await store.attempts.openOfCall(later.id), [attempt]);
    const plan = await execute(target, `EXPLAIN SELECT * FROM call_events WHERE call_id = '${near.id}'`);
    const scanned = plan.flatMap(
      (row) => String(row['QUERY PLAN']).match(/ on (call_events_\w+)/)?.[1] ?? [],
    );
    assert.deepEqual(
      new Set(scanned.map((name) => name.replace(/_pkey$/, ''))),
      new Set([`call_events_${months[0]!.label}`]),
    );
  });

  test('a month whose events are outdated for everybody goes as a whole; one that holds a row stays', async (t) => {
    const target = await freshDatabase();
    const store = await open(t, target);
    const { id: organizationId } = await store.organizations.ensureDefault();
    const now = realClock.now();
    const months = monthsFrom(now, 2).map(({ label }) => `call_events_${label}`);
    const call = sampleCall(organizationId, { status: 'ended' });
    await store.calls.insert(call, someEvents(2));
    const kept = async (at: number): Promise<unknown> => {
      await store.ensurePartitions(at);
      const rows = await execute(
        target,
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'call_events'::regclass",
      );
      return months.map((name) => rows.some((row) => row['name'] === name));
    };
    const day = new Date(now);
    const after = (count: number) => Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, 9);
    assert.deepEqual(await kept(after(6)), [true, false], 'the second held nothing');
    await store.forgetting.dropEvents(organizationId, [call.id]);
    assert.deepEqual(await kept(after(1)), [true, true], 'the last month is never dropped');
    assert.deepEqual(await kept(after(2)), [false, true]);
    // What is told of such a call after that has its place, and is read.
    await store.calls.append(call.id, null, someEvents(1));
    assert.equal((await store.calls.events(organizationId, call.id, 0, 9)).length, 1);
  });

  test('what has run out is pruned', async () => {
    const { store, organizationId, target } = await stored();
    const call = sampleCall(organizationId);
    const attempt = sampleAttempt(call, ids.next());
    await store.attempts.start(attempt, call.to);
    await store.ensurePartitions(attempt.startedAt + 61_000);
    const count = async (table: string): Promise<unknown> =>
      (await execute(target, `SELECT count(*) AS rows FROM ${table}`))[0]!['rows'];
    assert.equal(await count('recent_starts'), 0);
    assert.notEqual(await count('sip_call_ids'), 0);
    await store.attempts.end(attempt.id, 1);
  });
}
