/** A caller who withdraws while his call is being prepared must leave nothing behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptedLine } from '#audio';
import type { Agent, PhoneNumber } from '#domain';
import { createIdSource, Emitter, realClock, realRandom, silentLogger } from '#kernel';
import { createRecordingStore } from '#recording';
import type { IncomingSipCall, SipCallEvents } from '#telephony';
import { ScriptedStt, ScriptedTts } from '../conversation/testing.ts';
import { sampleCapabilities } from '../domain/models/testing.ts';
import { openTestStore } from '../storage/testing.ts';
import { fixedModels } from './call-models.ts';
import { takeIncomingCall } from './incoming-call.ts';
import { DEFAULT_LIMITS, type EngineOptions } from './options.ts';

test('a CANCEL before anybody listens ends the call, frees the port, and nothing is answered', async (t) => {
  const ids = createIdSource(realClock, realRandom);
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  const [createdAt, updatedAt] = [realClock.now(), realClock.now()];
  const flow = { start: 'bye', nodes: [{ id: 'bye', type: 'end' as const, text: 'Hello.' }], edges: [] };
  const config = { name: 'Ann', language: 'en-US', interruptible: true, flow };
  const agent: Agent = {
    id: ids.next(),
    organizationId,
    config,
    productionVersionId: null,
    createdAt,
    updatedAt,
  };
  await store.agents.insert(agent);
  const number: PhoneNumber = {
    ...{ id: ids.next(), organizationId, e164: '+15550100001', trunkId: null, agentId: agent.id },
    ...{
      name: '',
      active: true,
      lastUsedAt: null,
      reservedForAgents: [],
      ownerOrganizationId: null,
      routes: null,
      createdAt,
      updatedAt,
    },
  };
  await store.numbers.insert(number);
  const events = new Emitter<SipCallEvents>();
  const sip = {
    ...{ header: () => undefined },
    ...{ events, calledUser: '+15550100001', from: '<sip:+15550200002@127.0.0.1>', source: '127.0.0.1:5080' },
    ...{ identity: { callId: 'c', localTag: 't', branch: 'z9hG4bKb', cseq: 1 }, offer: 'v=0' },
    // The CANCEL comes while the number's agent is still being looked up.
    ring: () => events.emit('ended', { kind: 'canceled', by: 'peer' }),
    ...{
      onOffer: () => {},
      onOfferWanted: () => {},
      hangUp: () => {},
      reject: () => assert.fail('it is over'),
      accept: () => assert.fail('it is over'),
    },
  } as unknown as IncomingSipCall;
  let closed = 0;
  const media = Object.assign(new ScriptedLine(), {
    takeOffer: () => ({ ok: true, codec: 'PCMU', telephoneEvent: true, answer: 'v=0' }),
    close: async () => void closed++,
  });
  const tts = new ScriptedTts();
  const stt = new ScriptedStt();
  const options = {
    ...{
      store,
      ids,
      clock: realClock,
      nodeId: ids.next(),
      logger: silentLogger,
      limits: DEFAULT_LIMITS,
    },
    ...{
      media: { open: async () => media },
      recordings: createRecordingStore('/nowhere'),
      models: fixedModels({ tts, stt }, sampleCapabilities()),
    },
  } as unknown as EngineOptions;
  const ended = Promise.withResolvers<void>();
  await takeIncomingCall(sip, options, { begun: () => {}, ended: () => ended.resolve() });
  await ended.promise;
  const { rows } = await store.calls.list(organizationId, { limit: 10 });
  assert.deepEqual(
    rows.map(({ status, outcome }) => [status, outcome?.code]),
    [['ended', 'canceled']],
  );
  assert.equal(closed, 1);
});
