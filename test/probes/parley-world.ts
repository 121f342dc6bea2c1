/** A whole Parley over PostgreSQL in this process, with two organizations that share nothing but the server. */
import { rmSync } from 'node:fs';
import { createIdSource, realClock, realRandom } from '#kernel';
import { hashKey } from '../../src/api/auth/keys.ts';
import { execute, testServer, type Target } from '../../src/storage/testing.ts';
import { startParley } from '../../src/main.ts';
import { testConfig } from '../journeys/parley.ts';
import { startLlm } from '../peers/llm-server.ts';
import { freshFolder } from '../peers/program.ts';
import { MAIL_KEY, startMail } from '../vendors/mail/server.ts';
import { startSink } from './sink.ts';
import { readOperations, within, withJson, type Reply, type Request, type World } from './world.ts';

export interface ParleyWorld extends World {
  /** A key of the other organization. */
  readonly otherKey: string;
  readonly organizations: { readonly own: string; readonly other: string };
  /** Runs a statement. */
  sql(statement: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

let opened = 0;

export async function openParleyWorld(): Promise<ParleyWorld> {
  const { server } = await testServer();
  const database = `probe_${process.pid}_${++opened}`;
  await execute(server, `CREATE DATABASE ${database}`);
  const target: Target = { connection: { ...server.connection, database } };
  const dataDir = freshFolder('probes');
  const { host, port, user } = server.connection;
  const databaseUrl = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  const [llm, mail, sink] = await Promise.all([
    startLlm(() => ({ text: 'Fine.' })),
    startMail(),
    startSink(),
  ]);
  const parley = await startParley(
    testConfig(dataDir, {
      databaseUrl,
      allowNetworks: ['127.0.0.0/8'],
      llm: { url: llm.url, key: null, model: 'm' },
    }),
  );
  const sql = (statement: string, values: readonly unknown[] = []) => execute(target, statement, values);
  const made = await parley.createKey('live', 'own');
  const own = String((await sql('SELECT id FROM organizations'))[0]!['id']);
  const ids = createIdSource(realClock, realRandom);
  const other = ids.next();
  const otherKey = `pk_live_${'0123456789abcdef'.repeat(3)}`;
  await copyRow(sql, 'organizations', own, { id: other, is_default: false, name: 'Other' });
  const [row] = await sql('SELECT id FROM api_keys WHERE hash = $1', [hashKey(made.key)]);
  await copyRow(sql, 'api_keys', String(row!['id']), {
    id: ids.next(),
    organization_id: other,
    hash: hashKey(otherKey),
  });
  // The probes ask more in a minute than a customer may.
  await sql('UPDATE organizations SET requests_per_minute = 1000000');
  await sql('UPDATE api_keys SET requests_per_minute = 1000000');
  const ask = (request: Request): Promise<Reply> =>
    within(send(parley.url, request), `${request.method} ${request.url}`);
  await ableToCall(ask, made.key);
  await post(ask, made.key, '/v1/provider-keys?test=false', {
    provider: 'resend',
    key: MAIL_KEY,
    url: mail.url,
  });
  return {
    operations: await readOperations(ask),
    key: made.key,
    otherKey,
    organizations: { own, other },
    ask,
    sql,
    site: sink.url,
    prepareCall: () => {},
    async close() {
      await parley.close();
      await Promise.all([llm.stop(), mail.stop(), sink.stop()]);
      await execute(server, `DROP DATABASE ${database} WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Without a number that may be shown no call is taken. Nobody listens where the trunk leads. */
async function ableToCall(ask: World['ask'], key: string): Promise<void> {
  const trunk_id = await post(ask, key, '/v1/trunks', { name: 'Zanzibar', uri: 'sip:127.0.0.1:9' });
  await post(ask, key, '/v1/numbers', { e164: '+34910000001', name: 'Zanzibar', trunk_id });
}

async function post(ask: World['ask'], key: string, url: string, body: unknown): Promise<string> {
  const { status, text } = await ask({ method: 'POST', url, key, ...withJson(body) });
  if (status >= 300) throw new Error(`POST ${url}: ${status} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

async function send(base: string, { method, url, key, headers = {}, body }: Request): Promise<Reply> {
  // The client counts the body's length itself.
  const { 'content-length': _, ...sent } = headers;
  const answer = await fetch(base + url, {
    method,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...sent },
    ...(body === undefined || method === 'GET'
      ? {}
      : { body: typeof body === 'string' ? body : Buffer.from(body) }),
  });
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return { status: answer.status, type, text: '', headers: Object.fromEntries(answer.headers) };
  }
  const text = await answer.text();
  return { status: answer.status, type, text, headers: Object.fromEntries(answer.headers) };
}

/** The same row with some columns changed, whatever columns it has. */
async function copyRow(
  sql: ParleyWorld['sql'],
  table: string,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $2::jsonb)).* FROM ${table} t WHERE t.id = $1`,
    [id, JSON.stringify(changes)],
  );
}
