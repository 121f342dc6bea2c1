/** Many ended calls of one organization, by COPY: as the engine leaves them, with words to be found. */
import type { Client } from 'pg';
import { idAt, type Id } from '#kernel';
import type { Progress } from '../bench.ts';
import { copyRows } from './copy.ts';

const ROWS_A_PIECE = 2_000;
const ROWS_A_TELLING = 200_000;
/** Between two calls. */
const EVERY_MS = 2_000;
const OUTCOMES = ['completed', 'no_answer', 'busy', 'voicemail', 'failed'] as const;
const WORDS =
  'good morning yes invoice march tuesday delivery appointment call back thank you refund order'.split(' ');

/** The id of the n-th call; the first is the oldest. */
export function millionId(start: number, n: number): Id {
  return idAt(start + n * EVERY_MS);
}

/** @returns the moment of the first call */
export async function seedCalls(
  client: Client,
  organizationId: Id,
  agentId: Id,
  count: number,
  now: number,
  progress: Progress,
): Promise<number> {
  const start = now - (count + 1) * EVERY_MS;
  // Built at the end, as a database that is restored does.
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename IN ('calls', 'call_words') AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query('SET statement_timeout = 0');
  progress(`seeding ${count} calls`);
  await copyRows(
    client,
    `COPY calls (id, organization_id, direction, status, outcome, outcome_code, end_code, to_address, from_address,
      agent_id, agent_name, api, test, person, plan, metadata, source, created_at, answered_at, ended_at, turns,
      latencies, last_seq, due_at) FROM STDIN`,
    pieces(count, (n) => callRow(start, n, organizationId, agentId), progress),
  );
  await copyRows(
    client,
    'COPY call_words (call_id, organization_id, said, learnt) FROM STDIN',
    pieces(count, (n) => [millionId(start, n), organizationId, wordsOf(n), '']),
  );
  progress('building indexes');
  await client.query("SET maintenance_work_mem = '256MB'");
  for (const { definition } of rows) await client.query(definition);
  await client.query('VACUUM ANALYZE calls');
  await client.query('VACUUM ANALYZE call_words');
  // What the seeding left to be written is no part of what is measured after it.
  await client.query('CHECKPOINT');
  return start;
}

/** @returns a word that `one in every` calls has */
export function rareWord(n: number): string {
  return `rare${n % 1000}`;
}

function wordsOf(n: number): string {
  const spoken = [0, 3, 7].map((step) => `'${WORDS[(n * 7 + step) % WORDS.length]}'`);
  return [...spoken, `'hello'`, `'${rareWord(n)}'`].join(' ');
}

function callRow(start: number, n: number, organizationId: Id, agentId: Id): readonly (string | null)[] {
  const at = start + n * EVERY_MS;
  const outcome = OUTCOMES[(n * 7) % OUTCOMES.length]!;
  const answered = outcome === 'completed';
  const code = answered ? 'agent-done' : `callee-${outcome.replace('_', '-')}`;
  const reason = {
    code,
    phase: 'conversation',
    party: 'callee',
    fault: 'none',
    retryable: false,
    detail: 'It ended.',
    doc: '/x',
  };
  const turns = Array.from({ length: answered ? 6 : 0 }, (_, turn) => ({
    ...{ who: turn % 2 === 0 ? 'agent' : 'callee', text: 'Good morning, this is about your appointment.' },
    ...{ startMs: turn * 4_000, endMs: turn * 4_000 + 3_500, interrupted: false },
  }));
  const plan = {
    ...{ agentId, agentName: 'Seeded', versionId: null, variables: { name: 'Ana' }, context: null },
    config: { name: 'Seeded', prompt: 'Be brief. '.repeat(60), language: 'en-US', interruptible: true },
    maxDurationMs: 600_000,
  };
  return [
    ...[millionId(start, n), organizationId, n % 10 === 0 ? 'inbound' : 'outbound', 'ended'],
    ...[JSON.stringify({ code: outcome, end_reason: reason }), outcome, code],
    ...[`+34600${String(n % 100_000).padStart(6, '0')}`, '+34910000000', agentId, 'Seeded', 'native', 'f'],
    ...['{"name":"Ana"}', JSON.stringify(plan), '{"order":"A-7"}', '{"api":"native","data":{}}', String(at)],
    ...[answered ? String(at + 5_000) : null, String(at + 30_000 + (n % 97) * 1000)],
    ...[JSON.stringify(turns), '[]', '20', String(at)],
  ];
}

function* pieces(
  count: number,
  row: (n: number) => readonly (string | null)[],
  progress: Progress = () => {},
): Iterable<string> {
  for (let from = 0; from < count; from += ROWS_A_PIECE) {
    if (from > 0 && from % ROWS_A_TELLING === 0) progress(`${from} of ${count}`);
    yield Array.from(
      { length: Math.min(ROWS_A_PIECE, count - from) },
      (_, at) =>
        `${row(from + at)
          .map((value) => (value === null ? '\\N' : value.replaceAll('\\', '\\\\')))
          .join('\t')}\n`,
    ).join('');
  }
}
