/** A call that ends while its second leg is still being prepared: nothing of the leg may stay behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransferWish } from '#conversation';
import type { Call } from '#domain';
import { silentLogger, VirtualClock } from '#kernel';
import { TransferDesk } from './desk.ts';
import type { DeskParts } from './desk.ts';

const wish: TransferWish = {
  ...{ run: 'r1', to: '+34600999888', mode: 'blind', briefing: null, confirm: false, ringTimeoutMs: 30_000 },
};
const trunk = { id: 't', uri: 'sip:192.0.2.1', username: null, password: null };
const organization = {
  destinationAllow: ['+34'],
  nextStartAt: 0,
  liveCalls: 0,
  concurrency: 9,
  recentStarts: 0,
  callsPerSecond: 9,
};

/** @param slow what answers only when it is told to */
function rig(slow: 'store' | 'media') {
  const clock = new VirtualClock();
  const told: string[] = [];
  const started: string[] = [];
  const ended: string[] = [];
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let open = 0;
  const wait = async (what: string): Promise<void> => {
    if (what !== slow) return;
    asked.resolve();
    await gate.promise;
  };
  const media = { stats: async () => ({}), close: async () => void open--, events: { on: () => () => {} } };
  const tx = {
    calls: { append: async () => 1 },
    attempts: {
      ofCall: async () => [],
      start: async ({ id }: { id: string }) => void started.push(id),
      end: async (id: string) => void ended.push(id),
    },
    dialing: {
      facts: async () => ({
        suppressed: false,
        livePersonCallId: null,
        organization,
        trunks: [trunk],
        numbers: [],
      }),
    },
  };
  const log = {
    note: () => {},
    transaction: async (work: (given: unknown) => Promise<unknown>) => {
      if (started.length === 0) await wait('store');
      return work(tx);
    },
  };
  const options = {
    ...{ clock, nodeId: 'n', logger: silentLogger, limits: { mediaLostMs: 1000 }, ids: { next: () => 'a2' } },
    store: { notify: () => {} },
    sip: { newIdentity: () => ({ callId: 'leg' }), invite: () => assert.fail('it was dialled') },
    media: {
      async open() {
        await wait('media');
        open++;
        return media;
      },
    },
    simulatedCallee: async () => 'sip:human@127.0.0.1:1',
  };
  const call = {
    ...{ id: 'c', organizationId: 'o', to: '+34600111222', from: null, direction: 'outbound', test: true },
    ...{ numberId: null, trunkId: null, plan: { agentId: null } },
  } as unknown as Call;
  const parts = { call, media: { unbridge: () => {} }, models: {}, log, options } as unknown as DeskParts;
  const desk = new TransferDesk({ ...parts, onJoined: () => assert.fail('joined'), onLeft: () => {} });
  desk.start(wish, ({ state }) => void told.push(state));
  return { clock, desk, asked: asked.promise, go: gate.resolve, told, started, ended, open: () => open };
}

/** All that is ready to go on has gone on. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

for (const slow of ['store', 'media'] as const)
  test(`the ${slow} answers after the call has given its leg up`, async () => {
    const { clock, desk, asked, go, told, started, ended, open } = rig(slow);
    await asked;
    const closed = desk.close();
    await clock.advance(3_000);
    await closed;
    assert.deepEqual(told, ['failed']);
    go();
    await settled();
    assert.deepEqual([started, ended, open()], [['a2'], ['a2'], 0]);
    assert.equal(clock.timers, 0);
  });
