/** Flireo, first half: every documented route, field, alias and status of agents, tools, numbers, trunks and calls. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spellHex, type Id } from '#kernel';
import { agentChecks } from './flireo/agents.ts';
import { blockChecks } from './flireo/blocks.ts';
import { callChecks } from './flireo/calls.ts';
import { conventionChecks } from './flireo/conventions.ts';
import { numberChecks } from './flireo/numbers.ts';
import { openWorld, type Check, type FlireoWorld } from './flireo/world.ts';
import { toolChecks } from './flireo/tools.ts';
import { webhookChecks } from './flireo/webhooks.ts';

const checks: readonly Check[] = [
  ...conventionChecks,
  ...agentChecks,
  ...blockChecks,
  ...toolChecks,
  ...numberChecks,
  ...callChecks,
  ...webhookChecks,
];

let world: FlireoWorld;
before(async () => {
  world = await openWorld();
});
after(() => world.api.api.close());

for (const [line, check] of checks)
  test(`flireo ${line}`, async () => {
    await check(world);
  });

test('flireo: every check has a name of its own', () => {
  assert.equal(new Set(checks.map(([line]) => line)).size, checks.length);
  console.log(`conformance flireo: ${checks.length} checks`);
});

test('flireo §15.10: an id in another spelling is the same agent', async () => {
  const id = (await world.agent())['id'] as Id;
  assert.equal((await world.get(`/agents/${spellHex(id)}`)).statusCode, 200);
});
