import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWith, type Call, type WebhookFormatName } from '#domain';
import { createIdSource, seededRandom, spellHex, VirtualClock, type Id } from '#kernel';
import { sampleCall } from '../../../test/storage/samples.ts';
import { vendorInboundHooks, vendorWebhookFormats } from '../dialects/webhook-formats.ts';
import { memoryAliases } from '../testing/memory-aliases.ts';
import { vendorIds } from './vendor-ids.ts';

const ids = createIdSource(new VirtualClock(1_767_000_000_000), seededRandom(5));
const [organization, elsewhere, agent, number] = [ids.next(), ids.next(), ids.next(), ids.next()];
const AT_VENDOR = {
  ...{ meetzy: '5b1c2f60-9d0e-4c55-9f0a-1f8f2f0c8a11', synthflow: '1691579123700x315898' },
  ...{ dial: '66b1f0c2a9d4e83b5c7f1a20', flireo: 'asst_X-91' },
} as const;
const sample = sampleCall(organization, {
  to: '+31600000002',
  status: 'ended',
  metadata: { agent_id: agent },
});
const call: Call = {
  ...sample,
  ...{ plan: { ...sample.plan, agentId: agent }, numberId: number, requestedNumberId: number },
  ...{ outcome: endWith('callee-hung-up', 'conversation'), answeredAt: 1, endedAt: 9_000 },
};

async function rig() {
  const aliases = memoryAliases();
  for (const [vendor, alias] of Object.entries(AT_VENDOR)) {
    await aliases.put(organization, vendor, 'agent', alias, agent);
    await aliases.put(organization, vendor, 'number', `${alias}n`, number);
  }
  return vendorIds({ aliases });
}

const bodyOf = (format: keyof typeof vendorWebhookFormats): string =>
  vendorWebhookFormats[format].render(
    {
      ...{ id: ids.next(), organizationId: organization, type: 'call.analyzed', at: 9_000, callId: call.id },
      ...{ agentId: agent, subject: null, sequence: 4, data: {} },
    },
    { call, recordingUrl: null },
  )!;
const told = (format: WebhookFormatName, id: Id): string => `"${format === 'dial' ? spellHex(id) : id}"`;

for (const format of ['meetzy', 'synthflow', 'dial', 'flireo'] as const)
  test(`${format}: the webhook names the agent as the vendor did; what the customer put in stays`, async () => {
    const spell = await rig();
    const before = bodyOf(format);
    const spelled = await spell(format, organization, before);
    assert.ok(before.includes(told(format, agent)), 'it names the agent at all');
    assert.ok(spelled.includes(`"${AT_VENDOR[format]}"`), spelled);
    const own = before.split(told(format, agent)).length - spelled.split(told(format, agent)).length;
    assert.ok(own >= 1);
    assert.ok(spelled.includes(call.id) || spelled.includes(spellHex(call.id)), 'the call keeps its id');
    assert.equal(await spell(format, elsewhere, before), before, 'of another organization, byte for byte');
  });

test('flireo: number and agent of a webhook, and the customer’s own metadata untouched', async () => {
  const { message } = JSON.parse(await (await rig())('flireo', organization, bodyOf('flireo')));
  assert.equal(message.assistant.id, AT_VENDOR.flireo);
  assert.deepEqual(message.assistant.metadata, { agent_id: agent });
  assert.deepEqual([message.phoneNumber.id, message.phone_number.id], ['asst_X-91n', 'asst_X-91n']);
});

test('questions name agent and number as the vendor did', async () => {
  const spell = await rig();
  const hooks = vendorInboundHooks(null);
  const question = {
    ...{ organizationId: organization, callId: call.id, agentId: agent, agentName: 'A', numberId: number },
    ...{ numberName: 'Main', from: '+31600000002', to: '+31200000001', at: 1 },
  };
  const asked = JSON.parse(await spell('synthflow', organization, hooks.synthflow.render(question)));
  assert.equal(asked.call_inbound.model_id, AT_VENDOR.synthflow);
  const { message } = JSON.parse(await spell('flireo', organization, hooks.flireo.render(question)));
  assert.equal(message.phoneNumber.id, 'asst_X-91n');
  const ours = JSON.stringify({ data: { agent_id: agent } });
  assert.equal(await spell('standard', organization, ours), ours);
});
