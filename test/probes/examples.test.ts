/**
 * Every example of every document: it fits its schema, it is taken, and what comes fits too. Asked of a whole Parley; what
 * needs a call in progress is asked of the API in memory, where calls are as a test wants them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Feeder, fill, queryOf } from './feed.ts';
import type { ApiOperation } from './operations.ts';
import { openParleyWorld } from './parley-world.ts';
import { checkReply, compiledOf } from './shapes.ts';
import { openMemoryWorld, withJson, type Reply, type World } from './world.ts';

/** What an example alone does not bring about, and the refusal that is right then. */
const REFUSED: Readonly<Record<string, { status: number; why: string }>> = {
  'dial getRecording': { status: 404, why: 'the call has not been answered' },
  'openapi getCallRecording': { status: 409, why: 'the call has not ended' },
  'openapi unrateCall': { status: 404, why: 'nobody rated it' },
  'openapi listenToCall': { status: 426, why: 'a WebSocket' },
  'openapi listenByTicket': { status: 401, why: 'tickets are short-lived' },
  'openapi getMemory': { status: 404, why: 'nothing is remembered of a new contact' },
  'openapi deleteMemory': { status: 404, why: 'nothing is remembered of a new contact' },
  'openapi createSession': { status: 401, why: 'nobody has this password' },
  'openapi getCurrentSession': { status: 404, why: 'a key is no session' },
  'openapi deleteCurrentSession': { status: 404, why: 'a key is no session' },
  'openapi acceptInvitation': { status: 404, why: 'an invitation goes by mail' },
  'openapi createMailDomain': { status: 400, why: 'there is no key of Resend' },
  'openapi getMailDomain': { status: 404, why: 'Resend makes them' },
  'openapi updateMailDomain': { status: 404, why: 'Resend makes them' },
  'openapi deleteMailDomain': { status: 404, why: 'Resend makes them' },
  'openapi refreshMailDomain': { status: 404, why: 'Resend makes them' },
  'openapi verifyMailDomain': { status: 404, why: 'Resend makes them' },
  'flireo createDomain': { status: 400, why: 'there is no key of Resend' },
  'flireo listRemoteDomains': { status: 400, why: 'there is no key of Resend' },
  'flireo selectDomain': { status: 400, why: 'there is no key of Resend' },
  'flireo getDomain': { status: 404, why: 'Resend makes them' },
  'flireo deleteDomain': { status: 404, why: 'Resend makes them' },
  'flireo verifyDomain': { status: 404, why: 'Resend makes them' },
  'flireo refreshDomain': { status: 404, why: 'Resend makes them' },
  'openapi getWebhookDelivery': { status: 404, why: 'events make them' },
  'synthflow startTestCall': { status: 503, why: 'media goes by RTP alone' },
  'synthflow getTestCallBase': { status: 503, why: 'media goes by RTP alone' },
  'synthflow detachNumber': { status: 404, why: 'it is not attached' },
  'synthflow getLog': { status: 404, why: 'events make them' },
  'openapi replayWebhookDelivery': { status: 404, why: 'events make them' },
  'openapi executeSimulationSuite': { status: 400, why: 'the suite has no cases' },
  'openapi createSimulation': { status: 404, why: 'its case is a sample' },
  'openapi getSimulation': { status: 404, why: 'it needs a language model' },
  'openapi deleteSimulation': { status: 404, why: 'it needs a language model' },
  'openapi getSimulationSession': { status: 404, why: 'simulations make them' },
  'synthflow listCalls': { status: 400, why: 'the agent in its query is a sample' },
  'synthflow updateAction': { status: 400, why: 'a tool of the native API is changed there' },
  'synthflow initializeAction': { status: 404, why: 'its action is a sample' },
  'synthflow attachKnowledgeBase': { status: 400, why: 'its query names no agent' },
  'synthflow detachKnowledgeBase': { status: 400, why: 'its body names no agent' },
  'synthflow attachMemoryStore': { status: 400, why: 'its body names nobody' },
  'synthflow detachMemoryStore': { status: 400, why: 'its body names nobody' },
  'synthflow getMemoryData': { status: 404, why: 'nothing is remembered of a new contact' },
  'synthflow deleteMemoryData': { status: 404, why: 'nothing is remembered of a new contact' },
  'synthflow createSimulation': { status: 400, why: 'its case is a sample' },
  'synthflow executeSimulationSuite': { status: 400, why: 'its agent is a sample' },
  'synthflow getSimulation': { status: 404, why: 'it needs a language model' },
  'synthflow getSimulationSession': { status: 404, why: 'simulations make them' },
  'synthflow listSimulationCasesOfAgent': { status: 400, why: 'the agent in its query is a sample' },
};

let whole: World;
let memory: World;
before(async () => {
  whole = await openParleyWorld();
  memory = await openMemoryWorld();
});
after(async () => {
  await memory.close();
  await whole.close();
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
  const url = fill(operation.path, parameters) + queryOf(operation);
  const body = await feeder.bodyOf(operation);
  const json = body === undefined ? {} : withJson(body);
  return world.ask({ method: operation.method, url, key: world.key, ...json });
}

test('every example is taken as it stands, ids apart', async (t) => {
  const feeders = { whole: new Feeder(whole), memory: new Feeder(memory) };
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
