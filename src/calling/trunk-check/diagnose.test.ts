import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trunk } from '#domain';
import { AppError, VirtualClock, type Id } from '#kernel';
import type { ConnectionReport, MediaSession, PingReport, SipTarget } from '#telephony';
import { createTrunkChecks, type TrunkCheckOptions } from './diagnose.ts';

const clock = new VirtualClock();
const DAY = 24 * 3_600_000;
const target = (transport: SipTarget['transport'], host: string): SipTarget => ({
  transport,
  host,
  port: 5060,
});
const offer = 'm=audio 1 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n';
const media = {
  open: async () => ({ offer: () => offer, close: async () => {} }) as unknown as MediaSession,
};

/** Looks at a trunk whose peers are as told. */
async function look(
  settings: Trunk['settings'],
  peers: {
    targets?: (uri: string) => readonly SipTarget[];
    ping?: PingReport;
    probe?: Partial<ConnectionReport>;
    registration?: Awaited<ReturnType<TrunkCheckOptions['registrationOf']>>;
  },
) {
  const { targets = () => [target('UDP', '192.0.2.1')], ping = { alive: true, status: 200, reason: 'OK' } } =
    peers;
  const checks = createTrunkChecks({
    sip: { targets: async (uri) => targets(uri), ping: async () => ping },
    media,
    probe: async () => ({ ok: true, ms: 3, detail: 'TLSv1.3', ...peers.probe }),
    registrationOf: () => Promise.resolve(peers.registration ?? null),
    clock,
  });
  const trunk = { id: 't' as Id, uri: 'sip:a.example', username: null, ...(settings ? { settings } : {}) };
  return checks.diagnose(trunk as Trunk);
}
const told = ({ steps }: Awaited<ReturnType<typeof look>>) => steps.map(({ step, ok }) => `${step} ${ok}`);

test('a trunk that is well: each step says so', async () => {
  const report = await look(undefined, {});
  assert.equal(report.ok, true);
  assert.deepEqual(told(report), ['resolve true', 'options true', 'offer true']);
  assert.deepEqual(
    report.steps.map(({ detail }) => detail),
    ['leads to UDP 192.0.2.1:5060', 'answers 200 OK', 'offers PCMU'],
  );
});

test('a name that leads nowhere is a fault of its gateway alone: another one is enough', async () => {
  const gateways = ['sip:gone.example', 'sip:b.example'].map((uri) => ({ uri }));
  const report = await look(
    { gateways },
    {
      targets: (uri) => {
        if (uri === 'sip:b.example') return [target('UDP', '192.0.2.2')];
        throw new AppError({ code: 'sip-unresolved', status: 502, message: 'There is no address for it.' });
      },
    },
  );
  assert.deepEqual(told(report), ['resolve false', 'resolve true', 'options true', 'offer true']);
  assert.equal(report.ok, true);
  assert.match(report.steps[0]!.mend!, /DNS/);
});

test('a refused certificate is named, and nothing is asked over it', async () => {
  const certificate = { subject: 'other.example', issuer: 'CA', validTo: clock.now() + 90 * DAY, names: '' };
  const report = await look(
    { gateways: [{ uri: 'sip:a.example;transport=tls' }] },
    {
      targets: () => [target('TLS', '192.0.2.1')],
      probe: { ok: false, detail: 'its certificate is not that of a.example', certificate },
    },
  );
  assert.deepEqual(told(report), ['resolve true', 'connect false', 'offer true']);
  assert.equal(report.ok, false);
  assert.match(
    report.steps[1]!.detail,
    /not that of a\.example; certificate of other\.example, by CA, until/,
  );
});

test('a certificate that lapses soon, silence, a refusal, SRTP in the open: each with its mend', async () => {
  const certificate = { subject: 'a', issuer: 'CA', validTo: clock.now() + 3 * DAY, names: '' };
  const soon = await look({}, { targets: () => [target('TLS', '192.0.2.1')], probe: { certificate } });
  assert.match(soon.steps[1]!.mend!, /lapses in 3 days/);
  const silent = await look({}, { ping: { alive: false, detail: 'no answer' } });
  assert.deepEqual([silent.ok, silent.steps[1]!.ok], [false, false]);
  const refused = await look({}, { ping: { alive: true, status: 403, reason: 'Forbidden' } });
  assert.equal(refused.ok, true);
  assert.match(refused.steps[1]!.mend!, /user name/);
  assert.match((await look({ srtp: 'required' }, {})).steps[2]!.mend!, /transport=tls/);
  assert.match((await look({ codecs: ['opus'] }, {})).steps[2]!.mend!, /488/);
});

test('a registration that is refused is a fault of the trunk', async () => {
  const settings = { registration: { enabled: true, username: 'ann' } };
  const report = await look(settings, { registration: { status: 'refused', since: 0, sipStatus: 403 } });
  assert.deepEqual([report.ok, told(report)[2]], [false, 'registration false']);
  const good = await look(settings, { registration: { status: 'registered', since: 0 } });
  assert.equal(good.ok, true);
});
