/** Behind a translation of addresses: the registrar tells us where it sees us (RFC 3581, 4), and our Contacts say so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegistrationSettings } from '../contract.ts';
import { headerLines, type SipRequest } from './message/index.ts';
import { seenAddress } from './registration/seen-address.ts';
import { ANN, answering, dial, openEndpoint, openWorld, Scripted, watch, type World } from './testing.ts';

const OUTSIDE = { host: '198.51.100.4', port: 30_001 };
const MOVED = { host: '198.51.100.4', port: 30_002 };
const OWN = '<sip:acct@192.0.2.1:5060>';
const settings: RegistrationSettings = {
  ...{ registrar: 'sip:192.0.2.3', aor: 'sip:acct@192.0.2.3', contactUser: 'acct', expiresS: 600 },
};

/** Ann, who learns, and Carol, the registrar. */
async function registering(learns = true): Promise<World & { carol: Scripted }> {
  const world = openWorld();
  await world.ann.close();
  const ann = openEndpoint(world.network, world.clock, ANN, 1, learns);
  const carol = new Scripted(world);
  ann.register(settings);
  await world.clock.advance(50);
  return { ...world, ann, carol };
}

const last = (carol: Scripted, method: string): SipRequest =>
  carol.got.findLast(
    (message): message is SipRequest => message.kind === 'request' && message.method === method,
  )!;
const contacts = (carol: Scripted, method = 'REGISTER'): string[] =>
  headerLines(last(carol, method), 'Contact');
const count = (carol: Scripted): number => carol.statuses.filter((line) => line === 'REGISTER').length;

test('bound under its own address, the binding moves to where the registrar sees it; calls say so too', async () => {
  const { ann, carol, clock, ...world } = await registering();
  assert.deepEqual(contacts(carol), [`${OWN};expires=600`]);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: OUTSIDE });
  assert.deepEqual(contacts(carol), ['<sip:acct@198.51.100.4:30001>;expires=600', `${OWN};expires=0`]);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: OUTSIDE });
  assert.equal(count(carol), 2);

  const to = { requestUri: 'sip:+34910000001@192.0.2.3', to: 'sip:+34910000001@192.0.2.3' };
  const out = dial({ ...world, clock, ann }, to);
  await clock.advance(50);
  assert.deepEqual(contacts(carol, 'INVITE'), ['<sip:ann@198.51.100.4:30001>']);
  await carol.reply('INVITE', 486, { tag: 'i' });
  assert.equal(out.endings[0]?.status, 486);
  // Somebody else than the registrar knows us by our own address.
  const other = new Scripted({ ...world, clock, ann }, '192.0.2.4');
  dial({ ...world, clock, ann }, { requestUri: 'sip:x@192.0.2.4' });
  await clock.advance(50);
  assert.deepEqual(contacts(other, 'INVITE'), ['<sip:ann@192.0.2.1:5060>']);

  ann.onInvite((call) => answering(watch(call).call));
  await carol.send(ANN, [
    'INVITE sip:acct@198.51.100.4:30001 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKin',
    'From: <sip:carol@192.0.2.3>;tag=c',
    'To: <sip:acct@192.0.2.3>',
    'Call-ID: in',
    'CSeq: 1 INVITE',
    'Contact: <sip:carol@192.0.2.3>',
  ]);
  assert.deepEqual(headerLines(carol.got.at(-1)!, 'Contact'), ['<sip:acct@198.51.100.4:30001>']);

  // The refresh is seen elsewhere: moved once, whatever comes then; and both are taken away at the end.
  await clock.advance(540_000);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: MOVED });
  const moved = ['<sip:acct@198.51.100.4:30002>;expires=600', '<sip:acct@198.51.100.4:30001>;expires=0'];
  assert.deepEqual(contacts(carol), moved);
  const before = count(carol);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: OUTSIDE });
  assert.equal(count(carol), before, 'not again before the next refresh');
  const closing = ann.close();
  await clock.advance(50);
  assert.deepEqual(contacts(carol), [
    '<sip:acct@198.51.100.4:30001>;expires=0',
    '<sip:acct@198.51.100.4:30002>;expires=0',
  ]);
  await carol.reply('REGISTER', 200, { tag: 'r' });
  await closing;
});

test('seen with a refusal: bound there from the first; a registrar that minds two Contacts gets one', async () => {
  const { carol, clock, ann } = await registering();
  await carol.reply('REGISTER', 503, { tag: 'r', seenAt: OUTSIDE });
  await clock.advance(30_000);
  assert.deepEqual(contacts(carol), ['<sip:acct@198.51.100.4:30001>;expires=600']);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: MOVED });
  assert.equal(contacts(carol).length, 2);
  await carol.reply('REGISTER', 400, { tag: 'r', seenAt: MOVED });
  await clock.advance(300_000);
  assert.deepEqual(contacts(carol), ['<sip:acct@198.51.100.4:30002>;expires=600']);
  const closing = ann.close();
  await clock.advance(2_100);
  await closing;
});

test('an address that the operator gave stays', async () => {
  const { carol, ann, clock } = await registering(false);
  await carol.reply('REGISTER', 200, { tag: 'r', seenAt: OUTSIDE });
  assert.deepEqual([count(carol), contacts(carol)], [1, [`${OWN};expires=600`]]);
  const closing = ann.close();
  await clock.advance(2_100);
  await closing;
});

const see = (
  received: string | undefined,
  rport: string | undefined,
  address = '192.0.2.1:5060',
  by = 'UDP',
) =>
  seenAddress(
    {
      ...{ address, addresses: { UDP: address }, transport: by as 'UDP', secure: false },
      ...{ userAgent: '', t1: 500, t2: 4_000 },
    },
    [
      {
        ...{ transport: by, host: '192.0.2.1', port: 5060 },
        params: [
          ...(received === undefined ? [] : [{ name: 'received', value: received }]),
          rport === undefined ? { name: 'rport' } : { name: 'rport', value: rport },
        ],
      },
    ],
  );

test('what counts as seen: UDP, with a port, of our family, no loopback', () => {
  assert.equal(see('198.51.100.4', '9'), '198.51.100.4:9');
  assert.equal(see(undefined, '5060'), '192.0.2.1:5060');
  assert.equal(see('2001:db8::2', '9', '[2001:db8::1]:5060'), '[2001:db8::2]:9');
  for (const [received, rport, address, by] of [
    ['198.51.100.4', undefined],
    ['198.51.100.4', '0'],
    ['198.51.100.4', '70000'],
    ['198.51.100.4', 'x'],
    ['example.com', '9'],
    ['2001:db8::2', '9'],
    ['127.0.0.2', '9'],
    ['0.0.0.0', '9'],
    ['127.0.0.2', '9', '127.0.0.1:5060'],
    ['198.51.100.4', '9', 'sip.example.com:5060'],
    ['198.51.100.4', '9', '192.0.2.1:5060', 'TCP'],
  ] as const)
    assert.equal(see(received, rport, address, by), undefined, `${received} ${rport} ${address} ${by}`);
});
