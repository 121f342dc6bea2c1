/** UDP, TCP and TLS, IPv4 and IPv6: between two endpoints of ours, and with sipp and baresip. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { SipEndpoint, SipPacket, SipTransport, TlsSettings } from '#telephony';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { makeAuthority, type IssuedCertificate } from '../peers/certificates.ts';
import { freshFolder } from '../peers/program.ts';
import { answers } from '../peers/sipp-callees.ts';
import { callsIn } from '../peers/sipp-callers.ts';
import { startSipp } from '../peers/sipp.ts';
import { openPhone, place, SDP, watch, type Placed } from './phone.ts';
import { openStreamPeer } from './stream-peer.ts';

const folder = freshFolder('sip-certificates');
const ours = makeAuthority(folder, 'ours');
const others = makeAuthority(folder, 'others');
const server = ours.issue('server', ['IP:127.0.0.1', 'DNS:localhost']);
const stranger = others.issue('stranger', ['IP:127.0.0.1']);
const AT_TLS = { host: '127.0.0.1', port: 0 };
const store = (): Promise<void> => Promise.resolve();

after(() => rmSync(folder, { recursive: true }));

const pem = ({ certificate, key }: IssuedCertificate): { cert: string; key: string } => ({
  cert: readFileSync(certificate, 'utf8'),
  key: readFileSync(key, 'utf8'),
});

function tls(more: Partial<TlsSettings> = {}): TlsSettings {
  const ca = readFileSync(ours.file, 'utf8');
  return { listen: AT_TLS, certificate: pem(server), ca, clients: 'any', minVersion: 'TLSv1.2', ...more };
}

/** Answers every call that comes. */
function answering(phone: SipEndpoint): SipEndpoint {
  phone.onInvite((call) => void call.accept(SDP, store));
  return phone;
}

/** Calls, is answered, hangs up. @returns what went over the wire */
async function talk(
  from: SipEndpoint,
  address: string,
  more: Parameters<typeof place>[2] = {},
): Promise<SipPacket[]> {
  const packets: SipPacket[] = [];
  const identity = from.newIdentity();
  from.watch(identity.callId, (packet) => packets.push(packet));
  const { call, answered, ended } = place(from, address, { identity, ...more });
  await answered;
  call.hangUp();
  assert.deepEqual(await ended, { kind: 'bye', by: 'us' });
  return packets;
}

const firstWords = (packets: readonly SipPacket[]): string[] =>
  packets.map(({ bytes }) => Buffer.from(bytes).toString().split(' ')[0]!);
const ways = (packets: readonly SipPacket[]): SipTransport[] => [
  ...new Set(packets.map(({ transport }) => transport)),
];
const field = (packet: SipPacket, name: string): string =>
  new RegExp(`^${name}: (.*)\r$`, 'm').exec(Buffer.from(packet.bytes).toString())?.[1] ?? '';

test('each transport, each family: the whole call goes by it, and Via and Contact say so', async () => {
  for (const address of ['127.0.0.1', '::1']) {
    const bind = { address, port: 0 };
    const [ann, bob] = await Promise.all([openPhone({ bind }), openPhone({ bind }).then(answering)]);
    for (const transport of ['UDP', 'TCP'] as const) {
      const packets = await talk(ann, `${bob.address};transport=${transport.toLowerCase()}`);
      assert.deepEqual(ways(packets), [transport]);
      assert.deepEqual(firstWords(packets), ['INVITE', 'SIP/2.0', 'SIP/2.0', 'ACK', 'BYE', 'SIP/2.0']);
      assert.match(field(packets[0]!, 'Via'), new RegExp(`^SIP/2.0/${transport} `));
      assert.ok(field(packets[0]!, 'Via').includes(ann.address));
      assert.equal(field(packets[0]!, 'Contact').includes(';transport=tcp>'), transport === 'TCP');
    }
    await Promise.all([ann.close(), bob.close()]);
  }
});

test('many calls by one connection; when it is reset in mid-call the BYE goes by another one', async () => {
  const [phone, peer] = await Promise.all([openPhone(), openStreamPeer()]);
  await Promise.all(Array.from({ length: 20 }, () => talk(phone, `${peer.address};transport=tcp`)));
  assert.equal(peer.connections, 1);
  const { call, answered, ended } = place(phone, `${peer.address};transport=tcp`);
  await answered;
  peer.reset();
  // Both ends are in this process: the reset is read within a turn or two of its loop.
  for (let turns = 0; turns < 10; turns++) await setImmediate();
  call.hangUp();
  assert.deepEqual(await ended, { kind: 'bye', by: 'us' });
  assert.deepEqual([peer.connections, peer.got.at(-1)], [2, 'BYE@2']);
  await Promise.all([phone.close(), peer.close()]);
});

test('nobody listens, or nobody is there: told at once, and that nothing left', async () => {
  const phone = await openPhone();
  for (const [transport, words] of [
    ['tcp', /over TCP: nothing listens there/],
    ['tls', /over TLS: nothing listens there/],
  ] as const) {
    const ending = await place(phone, `127.0.0.1:9;transport=${transport}`).ended;
    assert.deepEqual([ending.kind, ending.unsent], ['transport-error', true]);
    assert.match(ending.detail!, words);
  }
  await phone.close();
});

test('a request too long for a datagram goes by TCP, and by UDP after all when nobody takes it there (18.1.1)', async () => {
  const [ann, bob, old] = await Promise.all([
    openPhone(),
    openPhone().then(answering),
    openPhone({ tcp: false }).then(answering),
  ]);
  const long = { offer: `${SDP}${'a=x-long:0123456789\r\n'.repeat(60)}` };
  const [invite, ...rest] = await talk(ann, bob.address, long);
  assert.match(field(invite!, 'Via'), /^SIP\/2\.0\/TCP/);
  assert.equal(invite!.transport, 'TCP');
  // The INVITE came by TCP, so Bob's Contact names it, and the rest of the call stays there.
  assert.equal(rest.find(({ bytes }) => Buffer.from(bytes).toString().startsWith('BYE'))?.transport, 'TCP');
  const tried = await talk(ann, old.address, long);
  assert.deepEqual(ways(tried), ['TCP', 'UDP']);
  // It is remembered for a while that TCP is refused there.
  assert.deepEqual(ways(await talk(ann, old.address, long)), ['UDP']);
  // Whoever names UDP gets UDP.
  assert.deepEqual(ways(await talk(ann, `${bob.address};transport=udp`, long)), ['UDP']);
  await Promise.all([ann.close(), bob.close(), old.close()]);
});

/** Calls in vain. @returns why */
async function refused(phone: SipEndpoint, address: string): Promise<string> {
  const ending = await place(phone, `${address};transport=tls`).ended;
  assert.equal(ending.kind, 'transport-error');
  await phone.close();
  return ending.detail!;
}

test('TLS: our CA, a foreign one, another name, mutual', async () => {
  const [ann, bob, strict] = await Promise.all([
    openPhone({ tls: tls() }),
    openPhone({ tls: tls() }).then(answering),
    openPhone({ tls: tls({ clients: 'required' }) }).then(answering),
  ]);
  const packets = await talk(ann, `${bob.addresses.TLS};transport=tls`);
  assert.deepEqual(ways(packets), ['TLS']);
  assert.ok(field(packets[0]!, 'Contact').includes(`${ann.addresses.TLS};transport=tls`));
  await talk(ann, `${strict.addresses.TLS};transport=tls`);
  const foreign = await openPhone({ tls: tls({ ca: readFileSync(others.file, 'utf8') }) });
  assert.match(await refused(foreign, bob.addresses.TLS!), /certificate was refused .*PARLEY_SIP_TLS_CA/);
  const bare = await openPhone({ tls: { ...tls(), listen: null, certificate: pem(stranger) } });
  assert.match(
    await refused(bare, strict.addresses.TLS!),
    /another certificate of ours|refused our side of TLS|broke the connection/,
  );
  const elsewhere = await openPhone({
    tls: tls({ certificate: pem(ours.issue('elsewhere', ['DNS:other.test'])) }),
  });
  const named = await refused(await openPhone({ tls: tls() }), elsewhere.addresses.TLS!);
  assert.match(named, /not that of 127\.0\.0\.1 \(it names DNS:other\.test\)/);
  await Promise.all([ann.close(), bob.close(), strict.close(), elsewhere.close()]);
});

test('certificates renewed: calls go on, whoever comes new sees and shows the new ones; a wrong pair changes nothing', async () => {
  const [bob, before] = await Promise.all([
    openPhone({ tls: tls() }).then(answering),
    openPhone({ tls: tls() }),
  ]);
  const at = `${bob.addresses.TLS};transport=tls`;
  const running = place(before, at);
  await running.answered;
  const theirs = readFileSync(others.file, 'utf8');
  assert.throws(() => bob.renewTls({ certificate: { ...pem(stranger), key: pem(server).key }, ca: theirs }), {
    code: 'sip-tls-invalid',
  });
  const unmoved = await openPhone({ tls: tls() });
  await talk(unmoved, at);
  bob.renewTls({ certificate: pem(stranger), ca: theirs });
  running.call.hangUp();
  assert.deepEqual(await running.ended, { kind: 'bye', by: 'us' });
  assert.match(await refused(await openPhone({ tls: tls() }), bob.addresses.TLS!), /certificate was refused/);
  const after = await openPhone({ tls: tls({ ca: theirs, certificate: pem(stranger) }) }).then(answering);
  await talk(after, at);
  // Bob's own new connections believe the new CA, and no longer the old one.
  await talk(bob, `${after.addresses.TLS};transport=tls`);
  const old = await openPhone({ tls: tls() });
  assert.match(
    (await place(bob, `${old.addresses.TLS};transport=tls`).ended).detail!,
    /certificate was refused/,
  );
  await Promise.all([bob, before, unmoved, after, old].map((phone) => phone.close()));
});

test('sips: is called over TLS only, and our Contact is one too (8.1.1.8, 26.2.2)', async () => {
  const [ann, bob] = await Promise.all([
    openPhone({ tls: tls() }),
    openPhone({ tls: tls() }).then(answering),
  ]);
  const uri = `sips:bob@${bob.addresses.TLS}`;
  const [invite, , answer] = await talk(ann, bob.addresses.TLS!, { requestUri: uri });
  assert.match(field(invite!, 'Contact'), /^<sips:/);
  assert.match(field(answer!, 'Contact'), /^<sips:/);
  await Promise.all([ann.close(), bob.close()]);
});

test('who called by a connection and listens nowhere is released by that connection', async () => {
  const { ca } = tls();
  const [ann, bob] = await Promise.all([
    openPhone({ tls: { ca: ca!, listen: null, clients: 'any', minVersion: 'TLSv1.2' } }),
    openPhone({ tls: tls() }),
  ]);
  const packets: SipPacket[] = [];
  bob.onInvite((call) => {
    bob.watch(call.identity.callId, (packet) => packets.push(packet));
    call.events.on('answered', () => call.hangUp());
    void call.accept(SDP, store);
  });
  const { ended } = place(ann, `${bob.addresses.TLS};transport=tls`);
  assert.deepEqual(await ended, { kind: 'bye', by: 'peer' });
  assert.ok(firstWords(packets).includes('BYE'));
  assert.deepEqual(ways(packets), ['TLS']);
  await Promise.all([ann.close(), bob.close()]);
});

test('strangers are refused or not heard, whom we talk to is served', async () => {
  const timers = { t1: 5, t2: 20, t4: 20 };
  const [ann, refusing, silent] = await Promise.all([
    openPhone({ timers }),
    openPhone({ admits: () => 'refuse' }),
    openPhone({ admits: () => 'ignore' }),
  ]);
  answering(ann);
  answering(refusing);
  assert.equal((await place(ann, refusing.address).ended).status, 403);
  assert.equal((await place(ann, silent.address).ended).kind, 'no-response');
  const { call, answered, ended } = place(refusing, ann.address);
  await answered;
  await talk(ann, refusing.address);
  call.hangUp();
  await ended;
  await Promise.all([ann.close(), refusing.close(), silent.close()]);
});

test('sipp over TCP: it calls and is called, several calls on one connection', async () => {
  const phone = answering(await openPhone());
  const caller = await startSipp({
    ...{ scenario: callsIn({ user: 'agent', byeAfterMs: 20 }), calls: 3 },
    ...{ target: phone.address, transport: 'TCP', timeoutS: 20 },
  });
  const callee = await startSipp({ scenario: answers(), calls: 3, transport: 'TCP', timeoutS: 20 });
  await Promise.all([1, 2, 3].map(() => talk(phone, `${callee.address};transport=tcp`)));
  for (const { code, errors } of await Promise.all([caller.done, callee.done])) assert.equal(code, 0, errors);
  await phone.close();
});

/** Calls the phone and is called by it. */
async function both(phone: SipEndpoint, baresip: BaresipPeer, own: string): Promise<void> {
  const address = baresip.uri.slice(baresip.uri.indexOf('@') + 1);
  await talk(phone, address, { requestUri: baresip.uri });
  const incoming = new Promise<Pick<Placed, 'ended' | 'answered'>>((resolve) =>
    phone.onInvite((call) => {
      resolve(watch(call));
      void call.accept(SDP, store);
    }),
  );
  await baresip.dial(own);
  const { answered, ended } = await incoming;
  await answered;
  await baresip.hangUp();
  assert.deepEqual(await ended, { kind: 'bye', by: 'peer' });
}

test(
  'baresip over TCP and TLS: both call, each with the certificate of our CA',
  { concurrency: true },
  async (t) => {
    const phone = await openPhone({ tls: tls({ clients: 'required' }) });
    const files = { certificate: server.both, authority: ours.file };
    await t.test('TCP', async () => {
      const baresip = await startBaresip({ codec: 'PCMU', transport: 'tcp' });
      await both(phone, baresip, `sip:agent@${phone.address};transport=tcp`).finally(() => baresip.stop());
    });
    await t.test('TLS, mutual', async () => {
      const baresip = await startBaresip({ codec: 'PCMU', transport: 'tls', tls: files });
      await both(phone, baresip, `sip:agent@${phone.addresses.TLS};transport=tls`).finally(() =>
        baresip.stop(),
      );
    });
    await phone.close();
  },
);
