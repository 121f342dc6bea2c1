/** Registered at a provider (kamailio) with digest: calls out through its proxy, calls in to the binding. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { IncomingSipCall, Registration, RegistrationSettings, SipEndpoint } from '#telephony';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { startKamailio, type KamailioPeer } from '../peers/kamailio.ts';
import { until } from '../journeys/recorded.ts';
import { openPhone, place, SDP } from './phone.ts';

const NUMBER = '+15550100401';
const OURS = 'acct';

let provider: KamailioPeer;
let phone: SipEndpoint;
/** Somebody else's telephone at the same provider. */
let other: BaresipPeer;

before(async () => {
  [provider, phone] = await Promise.all([
    startKamailio({ numbers: { [NUMBER]: OURS }, minExpiresS: 3 }),
    openPhone(),
  ]);
  other = await startBaresip({
    codec: 'PCMU',
    user: 'anna',
    account: { domain: provider.domain, proxy: provider.address, password: provider.password },
  });
});
after(async () => {
  await Promise.all([phone.close(), other?.stop()]);
  await provider.stop();
});

const settings = (more: Partial<RegistrationSettings> = {}): RegistrationSettings => ({
  ...{ registrar: `sip:${provider.domain}`, proxy: `sip:${provider.address}`, expiresS: 600 },
  ...{ aor: `sip:${OURS}@${provider.domain}`, contactUser: OURS },
  credentials: { username: OURS, password: provider.password },
  ...more,
});

async function become(registration: Registration, status: string): Promise<void> {
  await until(() => registration.state.status === status, 5_000);
}

const registers = (user: string) =>
  provider.seen().filter(({ method, fromUser }) => method === 'REGISTER' && fromUser === user).length;

test('with digest; refreshed before it lapses; removed at the end', async () => {
  // At 3 s the refresh is due after 1.5 s.
  const registration = phone.register(
    settings({ ...{ aor: `sip:brief@${provider.domain}`, contactUser: 'brief', expiresS: 3 } }),
  );
  await become(registration, 'registered');
  assert.equal(registers('brief'), 2, 'challenged once');
  await until(() => registers('brief') >= 3, 12_000);
  assert.equal(registration.state.status, 'registered');
  const before = registers('brief');
  await registration.close();
  assert.equal(registration.state.status, 'closed');
  assert.ok(registers('brief') > before, 'it took its leave');
  assert.deepEqual(provider.insane(), []);
});

test('a wrong password is refused, and not tried again at once', async () => {
  const registration = phone.register(
    settings({
      ...{ aor: `sip:wrong@${provider.domain}`, contactUser: 'wrong' },
      credentials: { username: 'wrong', password: 'not it' },
    }),
  );
  await become(registration, 'refused');
  assert.equal(registers('wrong'), 2);
  assert.ok(registration.state.nextTryAt! - Date.now() > 100_000);
  await registration.close();
});

test('a call out through the proxy, challenged with 407, and one in to the binding', async () => {
  const placed = place(phone, provider.address, {
    requestUri: `sip:anna@${provider.domain}`,
    proxy: `sip:${provider.address}`,
    from: `<sip:${OURS}@${provider.domain}>`,
    to: `<sip:anna@${provider.domain}>`,
    credentials: { username: OURS, password: provider.password },
  });
  await placed.answered;
  placed.call.hangUp();
  assert.equal((await placed.ended).kind, 'bye');

  const registration = phone.register(settings());
  await become(registration, 'registered');
  const came = Promise.withResolvers<IncomingSipCall>();
  phone.onInvite((call) => came.resolve(call));
  await other.dial(`sip:${NUMBER}@${provider.domain}`);
  const call = await came.promise;
  // The binding is what was called; the number stands in To.
  assert.equal(call.calledUser, OURS);
  assert.match(call.to, /\+15550100401@/);
  await call.accept(SDP, () => Promise.resolve());
  call.hangUp();
  await registration.close();
  assert.deepEqual(provider.insane(), []);
});

test('OPTIONS: who lives, how fast, and who does not', async () => {
  const alive = await phone.ping({ uri: `sip:${provider.address}`, withinMs: 2_000 });
  assert.deepEqual([alive.alive, alive.status], [true, 200]);
  assert.match(alive.software ?? '', /kamailio/i);
  const dead = await phone.ping({ uri: 'sip:127.0.0.1:9', withinMs: 1_500 });
  assert.equal(dead.alive, false);
  assert.match(dead.detail!, /9/);
});
