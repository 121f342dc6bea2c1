/**
 * Every route of every API with the other organization's ids: refused as an id that nobody has is refused, nothing of
 * theirs told, nothing of theirs changed. The routes come from the documents, their ids from `feed.ts`, which fails for a
 * route whose ids it does not know how to come by.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sampleNative } from '../../src/api/openapi/sample-ids.ts';
import { Feeder, fill, unknownLike } from './feed.ts';
import type { ApiOperation } from './operations.ts';
import type { ParleyWorld } from './parley-world.ts';
import { quietWorld } from './shared-worlds.ts';
import { withJson, type Reply } from './world.ts';

/** In every name and text of the owner's things. */
const MARK = 'Zanzibar';

/** Written by the server itself, whoever asks. */
const OF_THE_SERVER = new Set(['nodes', 'schema_migrations', 'migrations', 'feed_readers', 'trunk_watches']);

/** Ids in a path that are no organization's. */
const OF_EVERYBODY = /^\/v1\/templates\//;

let world: ParleyWorld;
let owner: Feeder;
before(async () => {
  world = await quietWorld.open();
  owner = new Feeder(world, world.key, 400_000);
  owner.mark = (body) => marked(body);
});
after(() => quietWorld.leave());

/** Names and texts carry the mark; calls wait, so that nothing but a request changes them. */
function marked(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const fields = body as Readonly<Record<string, unknown>>;
  return {
    ...fields,
    ...(typeof fields['name'] === 'string' ? { name: markedName(fields['name']) } : {}),
    ...(typeof fields['reason'] === 'string' ? { reason: MARK } : {}),
  };
}

/** A domain's name has no spaces. */
function markedName(name: string): string {
  return /\.\w+$/.test(name) ? `${MARK.toLowerCase()}-${name}` : `${MARK} ${name}`;
}

interface Probe {
  readonly operation: ApiOperation;
  readonly url: string;
  readonly unknownUrl: string;
  readonly body: unknown;
  readonly unknownBody: unknown;
  /** Ids of the owner are in the path, or in the body alone. */
  readonly inPath: boolean;
  readonly inBody: boolean;
}

/** A text with ids that nobody has in the place of those in it. */
function unknownIn(text: string): string {
  const ids = text.matchAll(/(?<=["=])([a-z-]+_[0-9a-z]{20}|[0-9a-f]{24}|[0-9a-f-]{36})(?=["&]|$)/g);
  return [...ids].reduce((sofar, [id]) => sofar.replaceAll(id, unknownLike(id)), text);
}

/** What goes on behind the owner's requests, by its list and the members that say so. */
const GOING_ON = [
  ['/v1/erasures', 'state', ['queued', 'running']],
  ['/v1/imports', 'status', ['running']],
  ['/v1/simulations', 'status', ['queued', 'running']],
  ['/v1/webhook-deliveries', 'state', ['due']],
] as const;
const LOOK_AGAIN_MS = 50;

/** Until nothing of the owner's goes on any more. */
async function atRest(): Promise<void> {
  for (const [url, member, busy] of GOING_ON)
    for (;;) {
      const { text } = await world.ask({ method: 'GET', url: `${url}?limit=100`, key: world.key });
      const { data } = JSON.parse(text) as { data: readonly Readonly<Record<string, unknown>>[] };
      if (!data.some((row) => (busy as readonly unknown[]).includes(row[member]))) break;
      await delay(LOOK_AGAIN_MS);
    }
}

async function probes(): Promise<Probe[]> {
  const all: Probe[] = [];
  for (const operation of world.operations) {
    const parameters = await owner.parametersOf(operation);
    const unknown = Object.fromEntries(
      Object.entries(parameters).map(([name, id]) => [name, unknownLike(id)]),
    );
    // The example with the owner's ids, and without its mark: what the other sends is its own.
    owner.mark = (body) => body;
    const body = await owner.bodyOf(operation);
    owner.mark = marked;
    const query = await owner.queryOf(operation);
    const text = JSON.stringify(body) ?? '';
    const unknownText = unknownIn(text);
    all.push({
      operation,
      url: fill(operation.path, parameters) + query,
      unknownUrl: fill(operation.path, unknown) + unknownIn(query),
      body,
      unknownBody: text === '' ? undefined : JSON.parse(unknownText),
      inPath: Object.keys(parameters).length > 0 && !OF_EVERYBODY.test(operation.path),
      inBody: unknownIn(text + query) !== text + query,
    });
  }
  return all;
}

/** Rows of the owner by table, each as its hash. */
async function rowsOfOwner(): Promise<Map<string, Set<string>>> {
  const tables = await world.sql(
    `SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid
       AND a.attname = 'organization_id' AND NOT a.attisdropped) AS owned
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  const all = new Map<string, Set<string>>();
  for (const { name, owned } of tables as readonly { name: string; owned: boolean }[]) {
    if (OF_THE_SERVER.has(name)) continue;
    const [where, values] = owned
      ? ['WHERE t.organization_id = $1', [world.organizations.own]]
      : name === 'organizations'
        ? ['WHERE t.id = $1', [world.organizations.own]]
        : ['', []];
    // When a key was last used is written beside any request.
    const rows = await world.sql(
      `SELECT (to_jsonb(t) - 'last_used_at')::text AS text FROM ${name} t ${where}`,
      values as readonly unknown[],
    );
    all.set(name, new Set(rows.map(({ text }) => createHash('sha256').update(String(text)).digest('hex'))));
  }
  return all;
}

function ask({ operation }: Probe, url: string, body: unknown, key: string): Promise<Reply> {
  return world.ask({ method: operation.method, url, key, ...(body === undefined ? {} : withJson(body)) });
}

/** Without what differs between any two answers. */
function plain({ text }: Reply, ...ids: readonly string[]): string {
  return ids
    .filter((id) => id.length > 8)
    .reduce((sofar, id) => sofar.replaceAll(id, '<id>'), text)
    .replace(/(?:[a-z]+_[0-9a-z]{20}|[0-9a-f]{32}|[0-9a-f]{24}|[0-9a-f-]{36})/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<at>')
    .replace(/\d+/g, '<n>');
}

test('the other organization finds, learns and changes nothing by any route', async (t) => {
  const all = await probes();
  await atRest();
  const before = await rowsOfOwner();
  assert.ok([...before.values()].reduce((sum, rows) => sum + rows.size, 0) > 10, 'the owner has things');
  const secrets = [MARK, MARK.toLowerCase(), world.organizations.own, world.key];
  const refused = new Map<number, number>();
  for (const probe of all)
    await t.test(`${probe.operation.method} ${probe.operation.path}`, async () => {
      const { operation, url, unknownUrl, body, unknownBody, inPath, inBody } = probe;
      const what = `${operation.method} ${operation.path}`;
      const reply = await ask(probe, url, body, world.otherKey);
      for (const secret of secrets)
        assert.ok(!reply.text.includes(secret), `${what} tells ${secret}: ${reply.text.slice(0, 300)}`);
      if (!inPath && !inBody) return;
      // A WebSocket refuses every plain request alike.
      if (reply.status === 426) return;
      if (!inPath && reply.status < 300) assert.fail(`${what} takes another organization's id in its body`);
      assert.ok(
        [400, 403, 404].includes(reply.status),
        `${what}: ${reply.status} ${reply.text.slice(0, 300)}`,
      );
      const nobody = await ask(probe, unknownUrl, unknownBody, world.otherKey);
      assert.equal(reply.status, nobody.status, `${what}: an id of somebody and of nobody are told apart`);
      assert.equal(plain(reply), plain(nobody), `${what}: an id of somebody and of nobody are told apart`);
      if (operation.api === 'openapi')
        assert.notEqual(reply.status, 400, `${what}: ${reply.text.slice(0, 300)}`);
      refused.set(reply.status, (refused.get(reply.status) ?? 0) + 1);
    });
  const afterwards = await rowsOfOwner();
  for (const [table, rows] of before)
    for (const row of rows)
      assert.ok(afterwards.get(table)?.has(row), `a row of ${table} was changed or is gone`);
  t.diagnostic(`${all.length} routes; refused ${JSON.stringify([...refused])}`);
});

test('no route but the open ones answers without a key, or with one that is none', async () => {
  for (const operation of world.operations.filter(({ isOpen }) => !isOpen)) {
    const url = fill(operation.path, {}).replaceAll(/\{\w+\}/g, sampleNative('agent'));
    const body = operation.body === null ? {} : withJson(operation.body.example);
    for (const key of [null, 'x', `pk_live_${'f'.repeat(48)}`]) {
      const { status, text } = await world.ask({ method: operation.method, url, key, ...body });
      assert.equal(status, 401, `${operation.method} ${operation.path}: ${text.slice(0, 200)}`);
    }
  }
});
