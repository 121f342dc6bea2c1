/** One trunk's trouble is not the others'. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trunk, TrunkHealth } from '#domain';
import { AppError, Emitter, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { RegistrationSettings, RegistrationState } from '#telephony';
import { registrationOf } from './registration-of.ts';
import { TrunkWatch } from './trunk-watch.ts';

const trunk = (id: string, username: string): Trunk =>
  ({
    ...{ id, uri: 'sip:carrier.example', username, password: 'secret' },
    settings: { registration: { enabled: true, expires_s: 600 } },
  }) as Trunk;

for (const [username, user] of [
  ['acct', 'acct'],
  ['acct@realm.example', 'acct'],
  ['an account', 'an%20account'],
  ['a"<b>\r\nX-Y: z', 'a%22%3Cb%3E%0D%0AX-Y%3A%20z'],
] as const)
  test(`the account ${JSON.stringify(username)} registers as ${user}`, () => {
    const wish = registrationOf(trunk('t', username))!;
    assert.deepEqual([wish.aor, wish.contactUser], [`sip:${user}@carrier.example`, user]);
    assert.equal(wish.credentials!.username, username);
  });

function open() {
  const clock = new VirtualClock();
  const said: string[] = [];
  const reports = new Map<string, TrunkHealth>();
  let held = [trunk('bad', 'bad'), trunk('good', 'good')];
  const leaving = Promise.withResolvers<void>();
  const sip = {
    register({ aor }: RegistrationSettings) {
      if (aor.startsWith('sip:bad@'))
        throw new AppError({ code: 'sip-uri-invalid', message: 'aor: no address', status: 400 });
      said.push(`registered ${aor}`);
      const events = new Emitter<{ changed: RegistrationState }>();
      const state: RegistrationState = { status: 'registered', since: 0 };
      return { state, events, close: () => (said.push(`leaving ${aor}`), leaving.promise) };
    },
  };
  const store = {
    trunkWatches: {
      claim: async () => held,
      all: async () => new Map(),
      report: async (id: string, _node: string, health: TrunkHealth) => void reports.set(id, health),
      release: async () => undefined,
    },
  };
  const watch = new TrunkWatch({
    ...{ clock, store, sip, nodeId: 'n', random: seededRandom(1), logger: silentLogger },
  } as never);
  return {
    clock,
    said,
    reports,
    watch,
    left: leaving.resolve,
    hold: (trunks: Trunk[]) => void (held = trunks),
  };
}

test('a trunk that can not register is told so, and the others are kept', async (t) => {
  const { said, reports, watch, left } = open();
  left();
  t.after(() => watch.stop());
  watch.start();
  await new Promise(setImmediate);
  assert.deepEqual(said, ['registered sip:good@carrier.example']);
  const { registration } = reports.get('bad')!;
  assert.deepEqual([registration?.status, registration?.detail], ['refused', 'aor: no address']);
});

test('a binding is taken away before it is made anew: the farewell must not end what came after it', async (t) => {
  const { clock, said, watch, left, hold } = open();
  t.after(() => (left(), watch.stop()));
  watch.start();
  await new Promise(setImmediate);
  hold([{ ...trunk('good', 'good'), password: 'other' }]);
  await clock.advance(5_000);
  await new Promise(setImmediate);
  assert.deepEqual(said.slice(1), ['leaving sip:good@carrier.example']);
  left();
  await new Promise(setImmediate);
  assert.deepEqual(said.slice(2), ['registered sip:good@carrier.example']);
});
