/**
 * Every example of every document: it fits its schema, it is taken, and what comes fits too. Asked of a whole Parley; what
 * needs a call in progress is asked of the API in memory, where calls are as a test wants them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Feeder, fill } from './feed.ts';
import type { ApiOperation } from './operations.ts';
import { checkReply, compiledOf } from './shapes.ts';
import { memoryWorld, usedWorld } from './shared-worlds.ts';
import { withJson, type Reply, type World } from './world.ts';

/** What an example alone does not bring about, and the refusal that is right then. */
const REFUSED: Readonly<Record<string, { status: number; why: string }>> = {
  'dial getRecording': { status: 404, why: 'the call has not been answered' },
  'openapi getCallRecording': { status: 409, why: 'the call has not ended' },
  'openapi getCallCapture': { status: 409, why: 'the call has not ended' },
  'openapi listenToCall': { status: 426, why: 'a WebSocket' },
  'openapi listenByTicket': { status: 401, why: 'tickets are short-lived' },
  'openapi createSession': { status: 401, why: 'nobody has this password' },
  'openapi getCurrentSession': { status: 404, why: 'a key is no session' },
  'openapi deleteCurrentSession': { status: 404, why: 'a key is no session' },
  'openapi acceptInvitation': { status: 404, why: 'an invitation goes by mail' },
  'flireo selectDomain': { status: 404, why: 'the mail service has no domain of this id' },
  'synthflow startTestCall': { status: 503, why: 'media goes by RTP alone' },
  'synthflow getTestCallBase': { status: 503, why: 'media goes by RTP alone' },
  'synthflow detachNumber': { status: 404, why: 'it is not attached' },
  'synthflow initializeAction': { status: 400, why: 'a tool of the native API is changed there' },
  'synthflow updateAction': { status: 400, why: 'a tool of the native API is changed there' },
};

let whole: World;
let memory: World;
before(async () => {
  [whole, memory] = await Promise.all([usedWorld.open(), memoryWorld.open()]);
});
after(() => {
  usedWorld.leave();
  memoryWorld.leave();
});

test('every operation has an example of its body and of its answer, and they fit', () => {
  const faults: string[] = [];
  const judge = (what: string, schema: ApiOperation['answers'][string]['schema'], example: unknown): void => {
    const found = schema === undefined ? [] : compiledOf(schema).Errors(example);
    if (found.length > 0) faults.push(`${what}: ${JSON.stringify(found.slice(0, 2))}`);
  };
  for (const { api, id, body, answers } of whole.operations) {
    if (body) judge(`${api} ${id} body`, body.schema, body.example);
    for (const [status, { schema, example }] of Object.entries(answers))
      if (status.startsWith('2')) judge(`${api} ${id} ${status}`, schema, example);
  }
  assert.deepEqual(faults, []);
});

async function run(world: World, feeder: Feeder, operation: ApiOperation): Promise<Reply> {
  feeder.forget();
  const parameters = await feeder.parametersOf(operation);
  await feeder.prepare(operation, parameters);
  const url = fill(operation.path, parameters) + (await feeder.queryOf(operation));
  const body = await feeder.bodyOf(operation);
  const json = body === undefined ? {} : withJson(body);
  return world.ask({ method: operation.method, url, key: world.key, ...json });
}

test('every example is taken as it stands, ids apart', async (t) => {
  const feeders = {
    whole: new Feeder(whole, whole.key, 100_000),
    memory: new Feeder(memory, memory.key, 100_000),
  };
  for (const operation of whole.operations)
    await t.test(`${operation.api} ${operation.id}`, async () => {
      const first = await run(whole, feeders.whole, operation);
      checkReply(operation, first);
      const name = `${operation.api} ${operation.id}`;
      if (first.status < 300) return;
      const expected = REFUSED[name];
      if (expected) return assert.equal(first.status, expected.status, `${expected.why}: ${first.text}`);
      const reply = await run(memory, feeders.memory, operation).catch(() => first);
      assert.ok(reply.status < 300, `${name}: ${first.status} ${first.text}`);
      checkReply(operation, reply);
    });
});
