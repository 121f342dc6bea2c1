/** Records to store. */
import type { Agent, Attempt, Call, DialRequest, NewEvent, PhoneNumber, Trunk } from '#domain';
import { createIdSource, realClock, realRandom, type Id } from '#kernel';

export const ids = createIdSource(realClock, realRandom);
let serial = 0;

export function sampleAgent(organizationId: Id, name = 'Reminder'): Agent {
  const now = realClock.now();
  const config = { name, prompt: 'Be brief.', language: 'en-US', interruptible: true };
  return {
    id: ids.next(),
    organizationId,
    config,
    productionVersionId: null,
    createdAt: now,
    updatedAt: now,
  };
}

export function sampleTrunk(organizationId: Id, over: Partial<Trunk> = {}): Trunk {
  const now = realClock.now();
  return {
    id: ids.next(),
    organizationId,
    name: 'Carrier',
    uri: 'sip:127.0.0.1:5070',
    username: 'parley',
    password: 'pässword 🔑',
    concurrency: 10,
    callsPerSecond: 5,
    active: true,
    createdAt: now,
    updatedAt: now,
    ...over,
  };
}

export function sampleNumber(organizationId: Id, over: Partial<PhoneNumber> = {}): PhoneNumber {
  const now = realClock.now();
  return {
    id: ids.next(),
    organizationId,
    e164: `+3460000${String(++serial).padStart(4, '0')}`,
    trunkId: null,
    agentId: null,
    name: '',
    active: true,
    reservedForAgents: [],
    ownerOrganizationId: null,
    routes: null,
    lastUsedAt: null,
    createdAt: now,
    updatedAt: now,
    ...over,
  };
}

export function sampleCall(organizationId: Id, over: Partial<Call> = {}): Call {
  return {
    id: ids.next(),
    organizationId,
    direction: 'outbound',
    status: 'queued',
    outcome: null,
    to: `+3491${String(++serial).padStart(7, '0')}`,
    from: null,
    requestedNumberId: null,
    requestedTrunkId: null,
    numberId: null,
    trunkId: null,
    test: false,
    person: { name: 'Ana' },
    plan: {
      agentId: null,
      agentName: 'Reminder',
      versionId: null,
      config: { name: 'Reminder', prompt: 'Be brief.', language: 'en-US', interruptible: true },
      variables: { z: 1, a: 2 },
      context: null,
      maxDurationMs: 600_000,
    },
    metadata: {},
    source: { api: 'native', data: {} },
    notBefore: null,
    createdAt: realClock.now(),
    answeredAt: null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    cost: null,
    analysis: null,
    lastSeq: 0,
    retry: null,
    parentCallId: null,
    nextCallId: null,
    campaignId: null,
    leadId: null,
    batchId: null,
    ...over,
  };
}

export function sampleAttempt(call: Call, nodeId: Id, over: Partial<Attempt> = {}): Attempt {
  return {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number: 1,
    trunkId: null,
    numberId: null,
    sipCallId: `call-id-${ids.next()}`,
    dialog: { branch: 'z9hG4bK1' },
    startedAt: realClock.now(),
    endedAt: null,
    ...over,
  };
}

export function dialRequest(call: Call, over: Partial<DialRequest> = {}): DialRequest {
  return {
    organizationId: call.organizationId,
    callId: call.id,
    to: call.to,
    person: over.to ?? call.to,
    test: call.test,
    requestedFrom: null,
    requestedNumberId: null,
    requestedTrunkId: null,
    agentId: null,
    agentNumberId: null,
    ...over,
  };
}

/** `count` events whose data say their place. */
export function someEvents(count: number, type = 'turn-heard', from = 1): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    at: 1_750_000_000_000 + from + index,
    type,
    data: { n: from + index },
  }));
}
