/** Weighted alternatives of a number: what they decide, what they leave to the request, what the log tells. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreateCall, PhoneNumber } from '#domain';
import { createIdSource, seededRandom, VirtualClock, type Random } from '#kernel';
import { routeCall } from './route-call.ts';

const ids = createIdSource(new VirtualClock(), seededRandom(6));
const [organizationId, numberId, bound] = [ids.next(), ids.next(), ids.next()];
const [drawn, version] = [ids.next(), ids.next()];
const E164 = '+34910000001';
const routes = {
  agents: [{ agent_id: drawn, version_id: version, weight: 1 }],
  models: [{ provider: 'openai', model: 'gpt-4.1', weight: 1 }],
  voices: [{ voice: { id: 'rms' }, weight: 1 }],
};
const number = { id: numberId, e164: E164, agentId: bound, routes } as unknown as PhoneNumber;
const input = (more: object = {}) =>
  ({ agent: { kind: 'number' }, numberId, from: null, overrides: {}, ...more }) as unknown as CreateCall;

function route(asked: CreateCall, known: PhoneNumber | null = number, random: Random = seededRandom(1)) {
  const numbers = {
    get: async (of: string, id: string) => (of === organizationId && id === known?.id ? known : null),
    findByE164: async (of: string, e164: string) =>
      of === organizationId && e164 === known?.e164 ? known : null,
  };
  return routeCall(organizationId, asked, { numbers } as never, random);
}

test('what is drawn speaks, thinks and sounds, and the log tells which', async () => {
  const { input: routed, notes } = await route(input());
  assert.deepEqual(routed.agent, {
    ...{ kind: 'saved', agentId: drawn, versionId: version, ifVersionUnknown: 'production' },
  });
  assert.deepEqual(routed.overrides, {
    llm: { provider: 'openai', model: 'gpt-4.1' },
    voice: { id: 'rms' },
  });
  assert.equal(notes.length, 1);
  assert.deepEqual([notes[0]!.type, notes[0]!.data['number_id']], ['call-routed', numberId]);
});

test('what the request says itself holds; nothing that was not used is told', async () => {
  const agent = { kind: 'saved', agentId: bound, versionId: null } as const;
  const { input: routed, notes } = await route(
    input({ agent, overrides: { model: 'own', voice: { id: 'slt' } } }),
  );
  assert.deepEqual(
    [routed.agent, routed.overrides, notes],
    [agent, { model: 'own', voice: { id: 'slt' } }, []],
  );
  const whole = input({ agent, overrides: { config: {} } });
  assert.deepEqual(await route(whole), { input: whole, notes: [] }, 'a whole configuration leaves no choice');
});

test('a number without routes speaks by the agent bound to it, found by id or as the caller id', async () => {
  const plain = { ...number, routes: null } as PhoneNumber;
  for (const asked of [input(), input({ numberId: null, from: E164 })]) {
    const { input: routed, notes } = await route(asked, plain);
    assert.deepEqual(
      [routed.agent, notes],
      [{ kind: 'saved', agentId: bound, versionId: null, ifVersionUnknown: 'production' }, []],
    );
  }
});

test('a number that is to name the agent and cannot is refused', async () => {
  const lacking = { ...number, routes: null, agentId: null } as PhoneNumber;
  for (const [asked, known] of [
    [input(), lacking],
    [input(), null],
    [input({ numberId: null, from: 'sip:bob@x.test' }), number],
  ] as const)
    await assert.rejects(route(asked, known), { code: 'invalid-request' });
});
