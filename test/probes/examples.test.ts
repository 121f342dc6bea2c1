/** Every example of every document: its body is taken, its answer fits its schema, and so does what really comes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Feeder, fill, queryOf } from './feed.ts';
import { checkReply, compiledOf } from './shapes.ts';
import { openMemoryWorld, withJson, type World } from './world.ts';

/** What the API in memory cannot do, and the refusal that is right there. */
const REFUSED_IN_MEMORY: Readonly<Record<string, { status: number; why: string }>> = {
  'dial cancelCall': { status: 409, why: 'the call of this test is answered' },
  'openapi getCallRecording': { status: 404, why: 'no media: no recording' },
};

let world: World;
before(async () => {
  world = await openMemoryWorld();
});
after(() => world.close());

test('every operation has an example of its body and of its answer, and they fit', () => {
  for (const { api, id, body, answers } of world.operations) {
    if (body)
      assert.ok(compiledOf(body.schema).Check(body.example), `${api} ${id}: the body's example does not fit`);
    for (const [status, { schema, example }] of Object.entries(answers)) {
      if (!schema || !/^2/.test(status)) continue;
      const faults = compiledOf(schema).Errors(example);
      assert.ok(faults.length === 0, `${api} ${id} ${status}: ${JSON.stringify(faults.slice(0, 3))}`);
    }
  }
});

test('every example is taken as it stands, ids apart', async (t) => {
  const feeder = new Feeder(world);
  for (const operation of world.operations)
    await t.test(`${operation.api} ${operation.id}`, async () => {
      feeder.forget();
      const url = fill(operation.path, await feeder.parametersOf(operation)) + queryOf(operation);
      const body = await feeder.bodyOf(operation);
      const json = body === undefined ? {} : withJson(body);
      const reply = await world.ask({ method: operation.method, url, key: world.key, ...json });
      const expected = REFUSED_IN_MEMORY[`${operation.api} ${operation.id}`];
      if (expected) assert.equal(reply.status, expected.status, expected.why);
      else
        assert.ok(
          reply.status < 300,
          `${operation.method} ${url} ${JSON.stringify(body)}: ${reply.status} ${reply.text}`,
        );
      checkReply(operation, reply);
    });
});
