/** `npm run soak -- api`: requests of every kind to every operation of a whole Parley over PostgreSQL. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Feeder } from '../probes/feed.ts';
import { fuzzed, fuzzOperation } from '../probes/fuzz.ts';
import { openParleyWorld, type ParleyWorld } from '../probes/parley-world.ts';
import type { ApiOperation } from '../probes/operations.ts';
import { checkReply } from '../probes/shapes.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 42);
/** For each operation. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 500);

let world: ParleyWorld;
before(async () => {
  world = await openParleyWorld();
});
after(() => world.close());

test('any request to any operation of a whole Parley', async (t) => {
  const feeder = new Feeder(world);
  const others = new Feeder(world, world.otherKey, 500_000);
  const foreign: string[] = [];
  for (const collection of ['/v1/agents', '/v1/trunks', '/v1/numbers'])
    for (const whose of [feeder, others]) foreign.push(String((await whose.make(collection))['id']));
  const cursors = foreign.map((id) => Buffer.from(id).toString('base64url'));
  const totals = new Map<number, number>();
  for (const operation of withMinutesLast(fuzzed(world)))
    await t.test(`${operation.api} ${operation.id}`, async () => {
      const options = { runs: REQUESTS, seed: SEED, foreign, cursors, feeder };
      const { statuses } = await fuzzOperation(world, operation, options);
      for (const [status, count] of statuses) totals.set(status, (totals.get(status) ?? 0) + count);
    });
  t.diagnostic(`statuses ${JSON.stringify([...totals].toSorted(([one], [other]) => one - other))}`);
});

/** Whoever sets the account and takes all minutes away may call nobody afterwards. */
function withMinutesLast(operations: readonly ApiOperation[]): ApiOperation[] {
  const { last = [], first = [] } = Object.groupBy(operations, ({ method, path }) =>
    method !== 'GET' && /minutes|top-?up/i.test(path) ? 'last' : 'first',
  );
  return [...first, ...last];
}

/** A WebSocket wants a ticket, and a session is of somebody who signed in. */
const NOT_BY_KEY = ['listenByTicket', 'getCurrentSession'];

test('it is whole afterwards', async () => {
  const feeder = new Feeder(world, world.otherKey, 800_000);
  for (const operation of world.operations.filter(
    ({ id, method, path }) => method === 'GET' && !path.includes('{') && !NOT_BY_KEY.includes(id),
  )) {
    const reply = await world.ask({ method: 'GET', url: operation.path, key: world.key });
    assert.ok(reply.status < 300, `${operation.path}: ${reply.status} ${reply.text}`);
    checkReply(operation, reply);
  }
  assert.equal(typeof (await feeder.make('/v1/agents'))['id'], 'string');
});
