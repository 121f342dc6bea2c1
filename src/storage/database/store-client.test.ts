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
  const [alone, within] = [
    new StoreClient(clientConfig(store.target)),
    new StoreClient(clientConfig(store.target)),
  ];
  for (const client of [alone, within]) {
    await client.connect();
    t.after(() => client.end());
  }
  await ask(alone, 'CREATE TABLE locks (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)');
  await ask(alone, 'INSERT INTO locks VALUES (1), (2)');
  // Whoever closes the circle looks for it first, and is the one to go.
  await ask(alone, `SET deadlock_timeout = '10ms'`);
  await ask(within, `SET deadlock_timeout = '20s'`);
  await ask(within, 'BEGIN');
  await ask(within, 'UPDATE locks SET n = n + 1 WHERE id = 2');
  const both = ask(
    alone,
    `WITH one AS (UPDATE locks SET n = n + 10 WHERE id = 1 RETURNING pg_sleep(0.3))
     UPDATE locks SET n = n + 10 FROM one WHERE locks.id = 2`,
  );
  const isAsleep = `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
  while (((await ask(within, isAsleep)) as { rows: unknown[] }).rows.length === 0) await setImmediate();
  await ask(within, 'UPDATE locks SET n = n + 1 WHERE id = 1');
  await ask(within, 'COMMIT');
  await both;
  const { rows } = (await ask(alone, 'SELECT id, n FROM locks ORDER BY id')) as { rows: unknown[] };
  assert.deepEqual(rows, [
    { id: 1, n: 11 },
    { id: 2, n: 11 },
  ]);
});
