/** The API over PostgreSQL, the engine's own acceptance and campaigns, in virtual time; nobody is dialled. */
import assert from 'node:assert/strict';
import { decideDial, endWith, type Call, type CallPatch, type CallService, type EndCode } from '#domain';
import {
  createIdSource,
  notFound,
  seededRandom,
  silentLogger,
  VirtualClock,
  type Id,
  type Millis,
} from '#kernel';
import { createKey } from '../../../src/api/auth/keys.ts';
import { flireo } from '../../../src/api/dialects/flireo/routes.ts';
import { openTestApi } from '../../../src/api/testing.ts';
import { acceptCall } from '../../../src/calling/accept/accept-call.ts';
import { endCall } from '../../../src/calling/after/end-call.ts';
import { DueCalls } from '../../../src/calling/campaigns/due-calls.ts';
import { takeTurn } from '../../../src/calling/campaigns/turn.ts';
import { dialRequestOf } from '../../../src/calling/dial/dial-request.ts';
import { sampleCapabilities, sampleModels, sampleProvider } from '../../../src/domain/models/testing.ts';
import { openTestStore } from '../../../src/storage/testing.ts';

const LEASE_MS = 60_000;
/** What an answer holds; asserts look at what they need of it. */
export type Body = Record<string, any>;

export type Rig = Awaited<ReturnType<typeof openRig>>;

const models = sampleModels(
  sampleCapabilities({
    ...{ provider: 'flite', voices: ['slt', 'rms'], languages: ['en-US'], llmModel: 'm' },
    more: [
      sampleProvider('deepgram', {
        stt: { model: 'nova-3', languages: ['en', 'nl'], openVocabulary: true },
        tts: {
          ...{ model: 'aura-2', languages: ['en'], ownVoices: false },
          voices: [{ id: 'thalia', languages: ['en'], gender: 'female', description: 'Warm.' }],
        },
      }),
    ],
  }),
);

export async function openRig(begin = '2026-03-02T09:30:00Z') {
  const clock = new VirtualClock(Date.parse(begin));
  const random = seededRandom(11);
  const ids = createIdSource(clock, random);
  const { store, close } = await openTestStore({ ids, clock });
  const { id: organizationId } = await store.organizations.ensureDefault();
  await store.organizations.update(organizationId, { concurrency: 1_000, callsPerSecond: 1_000 });
  const options = { store, clock, ids, random, models, logger: silentLogger, made: () => {} };
  const ready = { wakeDialer: () => {}, wakePacer: () => {}, refuseClosing: () => {} };
  const due = new DueCalls({ ...options, ...ready });
  const calls = {
    create: async (...[tenant, input]: Parameters<CallService['create']>) =>
      (await acceptCall(tenant, input, options)).call,
    async get(...[{ organizationId: owner }, id]: Parameters<CallService['get']>) {
      const call = await store.calls.get(owner, id);
      if (!call) throw notFound('call');
      return call;
    },
    list: (...[tenant, query]: Parameters<CallService['list']>) =>
      store.calls.list(tenant.organizationId, query),
  } as unknown as CallService;
  const server = await openTestApi({ ...options, calls, due, dialects: [flireo] });
  const maker = { store, clock, ids, random };
  const [live, testing] = [await createKey(maker, 'live', 'live'), await createKey(maker, 'test', 'test')];
  const nodeId = ids.next();
  await store.nodes.heartbeat(nodeId, '127.0.0.1:1', clock.now(), 1e12);

  /** Any path; the vendor's stand below `/flireo/api/v1`. */
  const ask = async (method: string, path: string, body?: unknown, key: string | null = live.key) => {
    const url = path.startsWith('/v1/') ? path : `/flireo/api/v1${path}`;
    const answer = await server.ask(method, url, { key, ...(body === undefined ? {} : { body }) });
    return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
  };
  /** The body of an answer that must have this status. */
  const must = async (status: number, method: string, path: string, body?: unknown, key?: string) => {
    const answer = await ask(method, path, body, key);
    assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const agent = async (more: object = {}): Promise<string> =>
    (
      await must(201, 'POST', '/v1/agents', {
        name: 'Reminder',
        prompt: 'Remind {{name}}.',
        language: 'en-US',
        ...more,
      })
    )['id'];
  /** All turns of campaigns that are due now. */
  const pace = async (): Promise<number> => {
    const turns = await store.campaigns.claimTurns(() => ids.next(), nodeId, clock.now(), LEASE_MS, 4);
    for (const turn of turns) await takeTurn(turn, options, new AbortController().signal);
    return turns.length;
  };
  const read = async (id: Id): Promise<Call> => (await store.calls.get(organizationId, id))!;
  return {
    app: server.api.app,
    ...{ store, clock, ids, organizationId, liveKey: live.key, testKey: testing.key, nodeId },
    ...{ ask, must, agent, pace, read },
    /** An ended call, talked for so many seconds. */
    async talked(agentId: string, seconds: number, patch: CallPatch = {}): Promise<Call> {
      const { call_id } = await must(200, 'POST', '/calls/outbound', {
        ...{ agent_id: agentId, destination: `sip:u${seconds}@127.0.0.1` },
      });
      const due = await store.calls.claimDue(nodeId, clock.now(), 100);
      const call = due.find(({ id }) => id === call_id);
      const answeredAt = clock.now();
      await store.calls.append(call!.id, nodeId, [], { answeredAt });
      await clock.advance(seconds * 1000);
      await end(call!, 'callee-hung-up');
      await store.calls.append(call!.id, null, [], patch);
      return read(call!.id);
    },
    /** A call that is due is taken, and the callee hangs up. */
    async endDue(callId: string): Promise<void> {
      const call = (await store.calls.claimDue(nodeId, clock.now(), 100)).find(({ id }) => id === callId);
      await end(call!, 'callee-hung-up');
    },
    /** Somebody called in, and it ended so. */
    async incoming(like: Call, code: EndCode): Promise<Call> {
      const born: Call = {
        ...{ ...like, id: ids.next(), direction: 'inbound', status: 'in_progress', outcome: null },
        ...{ createdAt: clock.now(), answeredAt: clock.now(), endedAt: null, lastSeq: 1 },
      };
      await store.calls.insert(born, [{ at: clock.now(), type: 'call-created', data: {} }], nodeId);
      await end(born, code);
      return read(born.id);
    },
    /** Dials what is due as the dialer does, and ends each call a second later; until nothing waits for anything. */
    async playOut(codeOf: (call: Call) => EndCode): Promise<readonly Dialled[]> {
      const dialled: Dialled[] = [];
      const ringing = new Map<Id, Call>();
      for (let steps = 0; ; steps++) {
        assert.ok(steps < 5_000, 'it ends');
        for (const call of ringing.values()) await end(call, codeOf(call));
        ringing.clear();
        while ((await pace()) > 0);
        const now = clock.now();
        for (const call of await store.calls.claimDue(nodeId, now, 1_000)) {
          const request = dialRequestOf(call, null);
          const verdict = decideDial(request, await store.dialing.peek(request, now), now);
          if (verdict.kind === 'defer') await store.calls.release(call.id, nodeId, verdict.until);
          else {
            dialled.push({ call, at: now });
            if (call.leadId) await store.leads.attempted(call.leadId, now);
            ringing.set(call.id, call);
          }
        }
        const next = [await store.calls.nextDueAt(), await store.campaigns.nextTurnAt()].filter(
          (at) => at !== null,
        );
        if (ringing.size === 0 && next.length === 0) return dialled;
        const until = ringing.size > 0 ? now + 1_000 : Math.max(Math.min(...next), now + 1);
        await clock.advance(until - now);
      }
    },
    async close() {
      await server.api.close();
      await close();
    },
  };

  async function end(call: Call, code: EndCode): Promise<void> {
    const outcome = endWith(code, 'ringing');
    await store.transaction((tx) => endCall(tx, { call, nodeId, outcome, at: clock.now() }, ids));
  }
}

export interface Dialled {
  readonly call: Call;
  readonly at: Millis;
}
