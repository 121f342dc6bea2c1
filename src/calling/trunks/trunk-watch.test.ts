/** Two nodes and a registering trunk, on a real database in virtual time; the telephone is a double. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { newGateway, stepGateway, type Trunk } from '#domain';
import { createIdSource, Emitter, seededRandom, silentLogger, VirtualClock, type Id } from '#kernel';
import type { PingReport, RegistrationSettings, RegistrationState } from '#telephony';
import { openTestStore } from '../../storage/testing.ts';
import { TrunkWatch } from './trunk-watch.ts';

test('down after two questions without an answer, up after one', () => {
  const answers = [true, false, true, false, false, false, true];
  let state = newGateway('sip:a', 0);
  const seen = answers.map((alive, at) => {
    state = stepGateway(state, alive ? { alive, status: 200 } : { alive, detail: 'silence' }, at + 1);
    return `${state.status} since ${state.since}`;
  });
  const up = 'up since 1';
  assert.deepEqual(seen, [up, up, up, up, 'down since 5', 'down since 5', 'up since 7']);
});

/** A node whose telephone registers and is asked as the test says. */
function node(
  t: TestContext,
  store: Awaited<ReturnType<typeof openTestStore>>['store'],
  clock: VirtualClock,
  nodeId: Id,
) {
  const registered: RegistrationSettings[] = [];
  const pinged: string[] = [];
  let closed = 0;
  let alive = true;
  const sip = {
    register(settings: RegistrationSettings) {
      registered.push(settings);
      const events = new Emitter<{ changed: RegistrationState }>();
      const state: RegistrationState = {
        status: 'registered',
        since: clock.now(),
        expiresAt: clock.now() + 60_000,
      };
      queueMicrotask(() => events.emit('changed', state));
      return { state, events, close: async () => void closed++ };
    },
    async ping({ uri }: { readonly uri: string }): Promise<PingReport> {
      pinged.push(uri);
      return alive ? { alive, status: 200, roundTripMs: 3 } : { alive, detail: 'No answer.' };
    },
  };
  const watch = new TrunkWatch({
    ...{ store, clock, nodeId, random: seededRandom(1), logger: silentLogger },
    sip: sip as never,
  });
  t.after(() => watch.stop());
  return { watch, registered, pinged, closed: () => closed, die: () => void (alive = false) };
}

test('one node keeps a trunk; the next takes it over; what was found is everybody’s', async (t) => {
  const clock = new VirtualClock(1_800_000_000_000);
  const ids = createIdSource(clock, seededRandom(2));
  const { store: real, close } = await openTestStore({ clock });
  // Time stands still while the database is asked.
  let underWay = 0;
  const trunkWatches = new Proxy(real.trunkWatches, {
    get:
      (target, name) =>
      (...args: unknown[]) => {
        underWay++;
        const asked = (target[name as keyof typeof target] as (...args: unknown[]) => Promise<unknown>)(
          ...args,
        );
        return asked.finally(() => underWay--);
      },
  });
  const store = { ...real, trunks: real.trunks, organizations: real.organizations, trunkWatches };
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  const trunk: Trunk = {
    ...{ id: ids.next(), organizationId, name: 'T', uri: 'sip:192.0.2.1:5080' },
    ...{ username: 'acct', password: 'secret', concurrency: 1, callsPerSecond: 1, active: true },
    settings: {
      registration: { enabled: true, expires_s: 600 },
      options_ping: { enabled: true, interval_s: 30 },
    },
    ...{ createdAt: 0, updatedAt: 0 },
  };
  await store.trunks.insert(trunk);
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      await clock.advance(1_000);
      for (let quiet = 0; quiet < 5; quiet = underWay > 0 ? 0 : quiet + 1) await setImmediate();
    }
  };
  const [first, second] = [1, 2].map(() => node(t, store, clock, ids.next()));
  first!.watch.start();
  await pass(6_000);
  second!.watch.start();
  await pass(12_000);
  assert.deepEqual(first!.registered, [
    {
      ...{ registrar: 'sip:192.0.2.1:5080', aor: 'sip:acct@192.0.2.1', contactUser: 'acct', expiresS: 600 },
      credentials: { username: 'acct', password: 'secret' },
    },
  ]);
  assert.equal(second!.registered.length, 0);
  assert.equal(second!.watch.healthOf(trunk.id, trunk.uri), 'up');
  first!.die();
  await pass(70_000);
  assert.equal(second!.watch.healthOf(trunk.id, trunk.uri), 'down');
  const health = (await store.trunkWatches.of([trunk.id])).get(trunk.id)!;
  assert.deepEqual(
    [health.gateways[0]!.status, health.gateways[0]!.detail, health.registration!.status],
    ['down', 'No answer.', 'registered'],
  );

  // Another password is another registration.
  await store.trunks.update(organizationId, trunk.id, { password: 'other' });
  await pass(6_000);
  assert.deepEqual([first!.registered.length, first!.closed()], [2, 1]);

  await first!.watch.stop();
  assert.equal(first!.closed(), 2);
  await pass(6_000);
  assert.equal(second!.registered.length, 1);
  await store.trunks.update(organizationId, trunk.id, { active: false });
  await pass(6_000);
  assert.equal(second!.closed(), 1);
  assert.equal((await store.trunkWatches.all()).size, 0);
});
