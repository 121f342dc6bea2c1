/** kill -9 of a writer: what was acknowledged is there, at every next start. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import { hold, preparedDirectory, start } from './data-directory.ts';

const ROUNDS = 4;
const ROWS_A_ROUND = 150;

test(`kill -9 of a writer, ${ROUNDS} times: no acknowledged row is lost`, async (t) => {
  const dataDir = await preparedDirectory(t);
  const acknowledged = new Map<Id, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const writer = hold(t, dataDir, 'write');
    await writer.said('kept ');
    while (writer.lines.length < ROWS_A_ROUND + round * 37)
      await new Promise((resolve) => setTimeout(resolve, 5));
    // In odd rounds the server dies first, without a word.
    if (round % 2 === 1) process.kill(Number(await writer.said('pid ')), 'SIGKILL');
    await writer.kill();
    for (const line of writer.lines) {
      const [word, id, seq] = line.split(' ');
      if (word === 'kept') acknowledged.set(id as Id, Number(seq));
    }
  }
  const server = await start(t, dataDir);
  const rows = await execute(
    server,
    `SELECT id, status, last_seq, (SELECT count(*)::integer FROM call_events WHERE call_id = calls.id) AS events FROM calls`,
  );
  const found = new Map(rows.map((row) => [row['id'], row]));
  for (const [id, seq] of acknowledged) {
    const row = found.get(id);
    assert.deepEqual([row?.['status'], row?.['last_seq'], row?.['events']], ['dialing', seq, seq], id);
  }
  assert.ok(acknowledged.size >= ROUNDS * (ROWS_A_ROUND - 10));
  for (const row of rows) assert.equal(row['last_seq'], row['events'], 'no log is torn');
  t.diagnostic(`${acknowledged.size} acknowledged, ${rows.length} found`);
});
