/** For tests: campaigns on a real database, in virtual time, with a pretend engine in the place of telephones. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { decideDial, endWith, type Call, type Campaign, type EndCode, type Lead, type Tenant } from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock, type Id, type Millis } from '#kernel';
import { sampleCapabilities, sampleModels } from '../../domain/models/testing.ts';
import { openTestStore } from '../../storage/testing.ts';
import { endCall } from '../after/end-call.ts';
import { dialRequestOf } from '../dial/dial-request.ts';
import { DueCalls } from './due-calls.ts';
import { takeTurn } from './turn.ts';

export const LEASE = 60_000;
export const config = {
  name: 'A',
  language: 'en-US',
  interruptible: true,
  flow: {
    start: 'hello',
    nodes: [{ id: 'hello', type: 'end', text: 'Hello.' }],
    edges: [],
  },
} as const;

export async function rig(t: TestContext, begin: string) {
  const clock = new VirtualClock(Date.parse(begin));
  const random = seededRandom(3);
  const ids = createIdSource(clock, random);
  const { store, close, connection, cipher, target } = await openTestStore({ ids, clock });
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  await store.organizations.update(organizationId, { concurrency: 1_000, callsPerSecond: 1_000 });
  const tenant = { organizationId, keyId: ids.next(), mode: 'live' } as Tenant;
  const models = sampleModels(sampleCapabilities({ provider: 'flite', voices: ['slt'], llmModel: 'm' }));
  const options = { store, clock, ids, random, models, logger: silentLogger, made: () => {} };
  const due = new DueCalls({
    ...options,
    wakeDialer: () => {},
    wakePacer: () => {},
    refuseClosing: () => {},
  });
  const agentId = ids.next();
  const now = clock.now();
  await store.agents.insert({
    ...{ id: agentId, organizationId, config, productionVersionId: null, createdAt: now, updatedAt: now },
  } as unknown as Parameters<typeof store.agents.insert>[0]);
  const [nodeId, other] = [ids.next(), ids.next()];
  for (const node of [nodeId, other]) await store.nodes.heartbeat(node, '127.0.0.1:1', now, 1e12);

  const campaign = async (more: Partial<Campaign>, phones: readonly string[]) => {
    const made: Campaign = {
      ...{ id: ids.next(), organizationId, status: 'draft', name: 'C', agentId, versionId: null },
      ...{
        numberIds: [],
        numberPoolId: null,
        startsAt: null,
        window: null,
        concurrency: 10,
        callsPerMinute: null,
        retry: null,
      },
      ...{
        prompt: null,
        greeting: null,
        variables: {},
        metadata: {},
        frozen: null,
        fault: null,
        test: false,
      },
      ...{ source: { api: 'native', data: {} }, createdAt: clock.now(), updatedAt: clock.now() },
      ...more,
    };
    await store.campaigns.insert(made);
    const leads = phones.map((phoneNumber): Lead => ({
      ...{
        id: ids.next(),
        campaignId: made.id,
        organizationId,
        status: 'pending',
        reason: null,
        detail: null,
      },
      ...{
        phoneNumber,
        name: null,
        email: null,
        timeZone: null,
        variables: {},
        notBefore: null,
        attempts: 0,
      },
      ...{ callId: null, retries: 0, since: null, dueAt: clock.now(), lastAttemptAt: null },
      ...{ createdAt: clock.now(), updatedAt: clock.now() },
    }));
    await store.leads.insert(leads);
    await due.actOn(tenant, made.id, 'start');
    return made;
  };
  /** All turns that are due now, each claimed by either node. */
  const pace = async (nodes: readonly Id[] = [nodeId]) => {
    const claims = await Promise.all(
      nodes.map((node) => store.campaigns.claimTurns(() => ids.next(), node, clock.now(), LEASE, 4)),
    );
    await Promise.all(claims.flat().map((turn) => takeTurn(turn, options, new AbortController().signal)));
    return claims.flat().length;
  };
  const end = (call: Call, code: EndCode) =>
    store.transaction((tx) =>
      endCall(tx, { call, nodeId, outcome: endWith(code, 'ringing'), at: clock.now() }, ids),
    );
  const read = async (id: Id) => (await store.calls.get(organizationId, id))!;
  return {
    ...options,
    ...{ due, tenant, organizationId, agentId, nodeId, other, campaign, pace, end, read },
    /** Where another process would connect to. */
    database: { connection, cipher, target },
  };
}

export type Rig = Awaited<ReturnType<typeof rig>>;

export interface Dialled {
  readonly call: Call;
  readonly at: Millis;
}

/** Dials what is due as the dialer does, and ends each call a second later; until nothing waits for anything. */
export async function playOut(given: Rig, codeOf: (call: Call) => EndCode): Promise<readonly Dialled[]> {
  const { store, clock, nodeId, pace, end } = given;
  const dialled: Dialled[] = [];
  const live = new Map<Id, Call>();
  for (let steps = 0; ; steps++) {
    assert.ok(steps < 5_000, 'it ends');
    for (const call of live.values()) await end(call, codeOf(call));
    live.clear();
    while ((await pace([nodeId, given.other])) > 0);
    const now = clock.now();
    for (const call of await store.calls.claimDue(nodeId, now, 1_000)) {
      const request = dialRequestOf(call, null);
      const verdict = decideDial(request, await store.dialing.peek(request, now), now);
      if (verdict.kind === 'defer') await store.calls.release(call.id, nodeId, verdict.until);
      else {
        dialled.push({ call, at: now });
        live.set(call.id, call);
      }
    }
    const next = [await store.calls.nextDueAt(), await store.campaigns.nextTurnAt()].filter(
      (at) => at !== null,
    );
    if (live.size === 0 && next.length === 0) return dialled;
    const until = live.size > 0 ? now + 1_000 : Math.max(Math.min(...next), now + 1);
    await clock.advance(until - now);
  }
}

export const phones = (count: number) => Array.from({ length: count }, (_, n) => `sip:u${n}@127.0.0.1`);

export const numberOf = (call: Call) => Number(/u(\d+)@/.exec(call.to)![1]);
