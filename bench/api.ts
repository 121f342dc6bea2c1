/**
 * The API with many calls stored (seeded by COPY outside the timing): calls created as fast as they are taken, then at
 * half of that rate; calls read; lists at several depths, with filters, sorted and searched; and, for comparison, bare
 * single-row inserts into the same server. Created calls are due tomorrow: the authority judges them, nobody dials.
 * `-- api --calls N` stores fewer.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { idAt, parseId, realClock, type Id } from '#kernel';
import { clientConfig } from '../src/storage/database/pool.ts';
import { openTestStore } from '../src/storage/testing.ts';
import type { Bench, Progress } from './bench.ts';
import { startChild } from './rig/child.ts';
import { percentile, round, sharedNow } from './rig/figures.ts';
import { createHttpClient, type HttpClient } from './rig/http-client.ts';
import { millionId, rareWord, seedCalls } from './rig/million.ts';
import { cpuSeconds } from './rig/process-tree.ts';

const CALLS = 1_000_000;
/** Of a million; of fewer calls (`--calls`), the same shares. */
const DEPTHS = [0, 1_000, 100_000, 500_000, 900_000, 999_900];
const AT_ONCE = 16;
const BURST_MS = 6_000;
const PACED_MS = 8_000;
const READS = 600;
/** Of each kind: enough that its 99th percentile is not the one hiccup of a machine. */
const LISTS = 400;
const DAY_MS = 86_400_000;

export const api: Bench = async (progress, args) => {
  const { values } = parseArgs({ args: [...args], options: { calls: { type: 'string' } } });
  const stored = values.calls === undefined ? CALLS : Number(values.calls);
  if (!Number.isSafeInteger(stored) || stored < 1_000)
    throw new RangeError('--calls takes a number from 1000 on');
  const { connection, close } = await openTestStore();
  const client = new Client(clientConfig({ connection }));
  await client.connect();
  const address = `postgresql://${connection.user}@${encodeURIComponent(connection.host)}:${connection.port}/${connection.database}`;
  const child = startChild<{ url: string; key: string; organization: string }>('rig/api-process.ts', [
    address,
  ]);
  try {
    const { url, key, organization } = await child.line(() => true);
    const http = createHttpClient(url, key);
    const agentId = await prepare(http);
    const start = await seedCalls(
      client,
      parseId(organization)!,
      parseId(agentId)!,
      stored,
      realClock.now(),
      progress,
    );
    const inserts = await insertRate(connection, progress);
    const { rate: created, cpuMs } = await createRate(http, agentId, child.pid, progress);
    const paced = await createPaced(http, agentId, created / 2, progress);
    progress('reads');
    const gets = await each(READS, 4, async (n) => {
      const id = millionId(start, (n * 7_919) % stored);
      return (await http.ask('GET', `/v1/calls/${id}`)).ms;
    });
    const lists = await listFigures(http, { start, agentId, stored }, progress);
    const total = await timed(client, parseId(organization)!);
    http.close();
    return {
      create_per_s: round(created, 0),
      create_cpu_ms: round(cpuMs),
      create_p50_ms: round(percentile(paced, 0.5)),
      create_p99_ms: round(percentile(paced, 0.99)),
      get_p50_ms: round(percentile(gets, 0.5)),
      get_p99_ms: round(percentile(gets, 0.99)),
      ...lists,
      count_ms: round(total),
      insert_per_s: round(inserts, 0),
    };
  } finally {
    await client.end();
    await child.close();
    await close();
  }
};

async function prepare(http: HttpClient): Promise<string> {
  await http.ask('PATCH', '/v1/organization', { concurrency: 1000, calls_per_second: 1000 });
  const trunk = await http.ask<{ id: string }>('POST', '/v1/trunks', { name: 'T', uri: 'sip:127.0.0.1:9' });
  await http.ask('POST', '/v1/numbers', { e164: '+34910000000', trunk_id: trunk.body.id });
  const flow = {
    start: 'hello',
    nodes: [
      { id: 'hello', type: 'say', text: 'Good morning {{name}}.' },
      { id: 'bye', type: 'end', text: 'Goodbye.' },
    ],
    edges: [{ from: 'hello', to: 'bye' }],
  };
  return (await http.ask<{ id: string }>('POST', '/v1/agents', { name: 'Bench', flow })).body.id;
}

/** Bare rows of the size of a call, one a statement and commit. */
async function insertRate(connection: object, progress: Progress): Promise<number> {
  progress('bare inserts');
  const clients = Array.from({ length: 12 }, () => new Client(clientConfig({ connection } as never)));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]!.query('CREATE TABLE bare (id uuid PRIMARY KEY, at bigint NOT NULL, data json NOT NULL)');
  const data = JSON.stringify({ text: 'x'.repeat(2_000) });
  let count = 0;
  const begin = sharedNow();
  await Promise.all(
    clients.map(async (client) => {
      while (sharedNow() - begin < BURST_MS) {
        const id = idAt(2 ** 40 + ++count);
        const text = 'INSERT INTO bare VALUES ($1, $2, $3)';
        await client.query({ name: 'bare', text, values: [id, count, data] });
      }
    }),
  );
  const rate = (count * 1000) / (sharedNow() - begin);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

let serial = 0;
function create(http: HttpClient, agentId: string): Promise<{ ms: number }> {
  const to = `+34611${String(++serial).padStart(6, '0')}`;
  const not_before = new Date(realClock.now() + DAY_MS).toISOString();
  return http.ask('POST', '/v1/calls', { agent_id: agentId, to, not_before, variables: { name: 'Ana' } });
}

/** @returns calls a second, and the CPU time of Parley's own process that each takes */
async function createRate(
  http: HttpClient,
  agentId: string,
  pid: number,
  progress: Progress,
): Promise<{ rate: number; cpuMs: number }> {
  progress('creating as fast as it goes');
  await each(300, AT_ONCE, async () => (await create(http, agentId)).ms);
  let count = 0;
  const cpu = cpuSeconds(pid);
  const begin = sharedNow();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (; sharedNow() - begin < BURST_MS; count++) await create(http, agentId);
    }),
  );
  const rate = (count * 1000) / (sharedNow() - begin);
  return { rate, cpuMs: ((cpuSeconds(pid) - cpu) * 1000) / count };
}

async function createPaced(
  http: HttpClient,
  agentId: string,
  rate: number,
  progress: Progress,
): Promise<number[]> {
  progress(`creating ${Math.round(rate)} a second`);
  const count = Math.round((rate * PACED_MS) / 1000);
  const begin = sharedNow();
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      await delay(Math.max(0, begin + (n * 1000) / rate - sharedNow()));
      return (await create(http, agentId)).ms;
    }),
  );
}

async function listFigures(
  http: HttpClient,
  { start, agentId, stored }: { start: number; agentId: string; stored: number },
  progress: Progress,
) {
  const figures: Record<string, number> = {};
  const measure = async (name: string, path: (n: number) => string): Promise<void> => {
    progress(`list: ${name}`);
    const spans = await each(LISTS, 2, async (n) => (await http.ask('GET', path(n))).ms);
    figures[`${name}_p99_ms`] = round(percentile(spans, 0.99));
  };
  const cursor = (depth: number, n: number, sort = '-created_at'): string => {
    const place = Math.max(0, stored - Math.round((depth * stored) / CALLS) - (n % 90));
    return Buffer.from(`calls ${sort} ${millionId(start, place)} `).toString('base64url');
  };
  for (const depth of DEPTHS)
    await measure(`list_${depth}`, (n) => `/v1/calls?limit=20${depth ? `&cursor=${cursor(depth, n)}` : ''}`);
  await measure('list_asc', (n) => `/v1/calls?sort=created_at&cursor=${cursor(500_000, n, 'created_at')}`);
  await measure('list_ended', () => '/v1/calls?sort=-ended_at');
  await measure('list_outcome', (n) => `/v1/calls?outcome=busy&cursor=${cursor(500_000, n)}`);
  await measure('list_agent', (n) => `/v1/calls?agent_id=${agentId}&cursor=${cursor(700_000, n)}`);
  await measure('list_phone', (n) => `/v1/calls?phone=%2B34600${String(n * 31).padStart(6, '0')}`);
  await measure('list_open', () => '/v1/calls?status=scheduled,queued');
  await measure('list_range', (n) => {
    const at = start + ((n * 5_003 * 2_000) % (stored * 2_000));
    return `/v1/calls?created_from=${new Date(at).toISOString()}&created_to=${new Date(at + 3_600_000).toISOString()}`;
  });
  await measure('search_common', () => '/v1/calls?q=hello');
  await measure('search_rare', (n) => `/v1/calls?q=${rareWord(n)}`);
  const depths = DEPTHS.map((depth) => figures[`list_${depth}_p99_ms`]!);
  return { list_p99_ms: Math.max(...depths), ...figures };
}

/** The exact count that vendors' envelopes want. */
async function timed(client: Client, organizationId: Id): Promise<number> {
  const begin = sharedNow();
  await client.query('SELECT count(*) FROM calls WHERE organization_id = $1', [organizationId]);
  return sharedNow() - begin;
}

async function each(count: number, atOnce: number, act: (n: number) => Promise<number>): Promise<number[]> {
  const spans: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) spans.push(await act(next++));
    }),
  );
  return spans;
}
