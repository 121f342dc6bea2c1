import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, Repositories } from '#domain';
import { idAt } from '#kernel';
import { refusalOf } from './refusing-agent.ts';

/** A Sunday. */
const NOW = Date.parse('2026-01-04T12:00:00Z');
const store = { minutes: { account: async () => ({ enabled: false }) } } as unknown as Repositories;
const windows = [{ days: ['mon' as const], from: '09:00', to: '18:00' }];
const agentWith = (hours: AgentConfig['hours']) => ({
  agentId: idAt(1),
  versionId: null,
  config: { name: 'A', language: 'en-US', interruptible: true, prompt: 'Talk.', ...(hours ? { hours } : {}) },
});
const refusal = (hours: AgentConfig['hours'], now = NOW) => refusalOf(idAt(2), agentWith(hours), store, now);

test('who calls outside the hours hears the message and nothing else', async () => {
  const refused = await refusal({ time_zone: 'UTC', windows, after_hours_message: 'We are closed.' });
  assert.equal(refused?.code, 'outside-hours');
  const { flow, prompt, interruptible } = refused!.speaker!.config;
  assert.deepEqual(
    [flow?.nodes, prompt, interruptible],
    [[{ id: 'refusal', type: 'end', text: 'We are closed.' }], undefined, false],
  );
});

test('without a message the call is not answered; inside the hours, and without hours, it is', async () => {
  assert.deepEqual(await refusal({ time_zone: 'UTC', windows }), { code: 'outside-hours', speaker: null });
  assert.equal(await refusal({ time_zone: 'UTC', windows }, NOW + 86_400_000), null);
  assert.equal(await refusal(undefined), null);
});
