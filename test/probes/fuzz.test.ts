/** The short form: seeded, over a whole Parley. The long one: `npm run soak -- api`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Feeder } from './feed.ts';
import { fuzzed, fuzzOperation } from './fuzz.ts';
import { sampleNative } from '../../src/api/openapi/sample-ids.ts';
import { usedWorld } from './shared-worlds.ts';
import type { World } from './world.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 42);
/** Requests in all, dealt out to the operations. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 800);
const FEWEST = 2;

let world: World;
before(async () => {
  world = await usedWorld.open();
});
after(() => usedWorld.leave());

test('any request to any operation is answered in the shape of its API, and never by a fault', async (t) => {
  const feeder = new Feeder(world, world.key, 300_000);
  const operations = fuzzed(world);
  const runs = Math.max(FEWEST, Math.round(REQUESTS / operations.length));
  const agent = await feeder.make('/v1/agents');
  const foreign = [String(agent['id']), sampleNative('call'), sampleNative('agent')];
  const cursors = [Buffer.from(String(agent['id'])).toString('base64url')];
  const totals = new Map<number, number>();
  for (const operation of operations)
    await t.test(`${operation.api} ${operation.id}`, async () => {
      const { statuses } = await fuzzOperation(world, operation, {
        runs,
        seed: SEED,
        foreign,
        cursors,
        feeder,
      });
      for (const [status, count] of statuses) totals.set(status, (totals.get(status) ?? 0) + count);
    });
  const told = JSON.stringify([...totals].toSorted(([one], [other]) => one - other));
  t.diagnostic(`statuses ${told}`);
  const taken = [...totals].reduce((sum, [status, count]) => sum + (status < 300 ? count : 0), 0);
  assert.ok(taken > 0 && (totals.get(400) ?? 0) > 0, `too tame: ${told}`);
});
