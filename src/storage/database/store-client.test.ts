/** A deadlock between two connections of the pool, with a real server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { openTestStore } from '../testing.ts';
import { clientConfig } from './pool.ts';
import { StoreClient } from './store-client.ts';

const ask = (client: StoreClient, text: string) =>
  (client.query as (text: string, values: unknown[]) => Promise<unknown>).call(client, text, []);

test('a statement that was chosen to end a deadlock is sent again', async (t) => {
  const store = await openTestStore();
  t.after(() => store.close());
  const clients = Array.from({ length: 3 }, () => new StoreClient(clientConfig(store.target)));
  const [alone, within, gate] = clients as [StoreClient, StoreClient, StoreClient];
  for (const client of clients) {
    await client.connect();
    t.after(() => client.end());
  }
  const waitsFor = async (lock: string): Promise<void> => {
    const seen = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = '${lock}'`;
    while (((await ask(gate, seen)) as { rows: unknown[] }).rows.length === 0) await setImmediate();
  };
  await ask(alone, 'CREATE TABLE locks (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)');
  await ask(alone, 'INSERT INTO locks VALUES (1), (2)');
  // Whoever closes the circle looks for it first, and is the one to go.
  await ask(alone, `SET deadlock_timeout = '10ms'`);
  await ask(within, `SET deadlock_timeout = '20s'`);
  await ask(within, 'BEGIN');
  await ask(within, 'UPDATE locks SET n = n + 1 WHERE id = 2');
  await ask(gate, 'SELECT pg_advisory_lock(7)');
  const both = ask(
    alone,
    `WITH one AS (UPDATE locks SET n = n + 10 WHERE id = 1 RETURNING pg_advisory_xact_lock_shared(7))
     UPDATE locks SET n = n + 10 FROM one WHERE locks.id = 2`,
  );
  await waitsFor('advisory');
  const other = ask(within, 'UPDATE locks SET n = n + 1 WHERE id = 1');
  await waitsFor('transactionid');
  await ask(gate, 'SELECT pg_advisory_unlock(7)');
  await other;
  await ask(within, 'COMMIT');
  await both;
  const { rows } = (await ask(alone, 'SELECT id, n FROM locks ORDER BY id')) as { rows: unknown[] };
  assert.deepEqual(rows, [
    { id: 1, n: 11 },
    { id: 2, n: 11 },
  ]);
});
