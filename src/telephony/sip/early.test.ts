/** Calling, before the answer: early dialogs, PRACK, what an INVITE carries and a refusal tells (RFC 3261, 12.1; RFC 3262). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutgoingInvite, SipCallEvents } from '../contract.ts';
import { header, tagOf, type SipRequest } from './message/index.ts';
import { dial, emptyOut, openWorld, Scripted, SDP, type Watched, type World } from './testing.ts';

const SDP_TYPE = 'Content-Type: application/sdp';
const RELIABLE = (rseq: number): string[] => ['Require: 100rel', `RSeq: ${rseq}`];
const EARLY = `${SDP}a=early\r\n`;

interface Rung {
  readonly world: World;
  readonly carol: Scripted;
  readonly ann: Watched;
  readonly told: SipCallEvents['provisional'][];
}

async function ringing(options: Partial<OutgoingInvite> = {}): Promise<Rung> {
  const world = openWorld();
  const carol = new Scripted(world);
  const ann = dial(world, { requestUri: 'sip:carol@192.0.2.3', to: 'sip:carol@192.0.2.3', ...options });
  const told: SipCallEvents['provisional'][] = [];
  ann.call.events.on('provisional', (event) => told.push(event));
  await world.clock.advance(50);
  return { world, carol, ann, told };
}

const requests = (carol: Scripted, method: string): SipRequest[] =>
  carol.got.filter(
    (message): message is SipRequest => message.kind === 'request' && message.method === method,
  );
const racks = (carol: Scripted): (string | undefined)[] =>
  requests(carol, 'PRACK').map((prack) => header(prack, 'RAck'));

test('a reliable 183 is acknowledged once; the next number counts, others are not heard (RFC 3262, 4)', async () => {
  const { world, carol, ann, told } = await ringing();
  const [invite] = requests(carol, 'INVITE');
  assert.match(header(invite!, 'Supported') ?? '', /\b100rel\b/);
  const early = { tag: 'one', more: [...RELIABLE(7), SDP_TYPE], body: EARLY };
  await carol.reply('INVITE', 183, early);
  await carol.reply('INVITE', 183, early);
  await carol.reply('INVITE', 180, { tag: 'one', more: RELIABLE(9) });
  await carol.reply('INVITE', 180, { tag: 'one', more: RELIABLE(8) });
  assert.deepEqual(racks(carol), ['7 1 INVITE', '8 1 INVITE']);
  const [first, second] = requests(carol, 'PRACK');
  assert.deepEqual([first!.cseq.number, second!.cseq.number], [2, 3]);
  assert.deepEqual([tagOf(first!.to), first!.uri], ['one', 'sip:carol@192.0.2.3']);
  assert.deepEqual(told, [
    { status: 183, reason: 'Said so', sdp: EARLY, leg: 'one' },
    { status: 180, reason: 'Said so', leg: 'one' },
  ]);
  await carol.reply('PRACK', 200);
  // The answer was in the reliable response: the 2xx needs none (RFC 3262, 5).
  let answer: string | undefined;
  ann.call.events.on('answered', ({ sdp }) => (answer = sdp));
  await carol.reply('INVITE', 200, { tag: 'one' });
  assert.equal(answer, EARLY);
  ann.call.hangUp();
  await world.clock.advance(50);
  // 12.2.1.1: numbers used in the early dialog stay used.
  assert.equal(requests(carol, 'BYE')[0]!.cseq.number, 4);
  assert.equal(requests(carol, 'ACK')[0]!.cseq.number, 1);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('forks ring, each its own early dialog; one wins', async () => {
  const { world, carol, ann, told } = await ringing();
  for (const tag of ['one', 'two'])
    await carol.reply('INVITE', 183, { tag, more: [...RELIABLE(1), SDP_TYPE], body: `${SDP}a=${tag}\r\n` });
  await carol.reply('INVITE', 199, { tag: 'one' });
  assert.deepEqual(
    requests(carol, 'PRACK').map(({ to, cseq }) => [tagOf(to), cseq.number]),
    [
      ['one', 2],
      ['two', 2],
    ],
  );
  assert.deepEqual(
    told.map(({ status, leg }) => [status, leg]),
    [
      [183, 'one'],
      [183, 'two'],
      [199, 'one'],
    ],
  );
  assert.equal(world.ann.size.dialogs, 2);
  let answer: string | undefined;
  ann.call.events.on('answered', ({ sdp }) => (answer = sdp));
  await carol.reply('INVITE', 200, { tag: 'two' });
  assert.equal(answer, `${SDP}a=two\r\n`);
  assert.equal(world.ann.size.dialogs, 1);
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('a peer that invents early dialogs without end is heard no further', async () => {
  const { world, carol, told } = await ringing();
  for (let i = 0; i < 70; i++) await carol.reply('INVITE', 180, { tag: `t${i}` });
  assert.equal(told.length, 64);
  assert.equal(world.ann.size.dialogs, 64);
  await carol.reply('INVITE', 486, { tag: 't1' });
  assert.deepEqual(await emptyOut(world), {});
});

test('a challenged PRACK is sent again with credentials', async () => {
  const { world, carol } = await ringing({ credentials: { username: 'ann', password: 'secret' } });
  await carol.reply('INVITE', 180, { tag: 'one', more: RELIABLE(1) });
  const challenge = 'Proxy-Authenticate: Digest realm="r", nonce="n1", qop="auth"';
  await carol.reply('PRACK', 407, { more: [challenge] });
  const [, again] = requests(carol, 'PRACK');
  assert.match(header(again!, 'Proxy-Authorization') ?? '', /nc=00000001/);
  assert.equal(header(again!, 'RAck'), '1 1 INVITE');
  await carol.reply('PRACK', 407, { more: [challenge] });
  assert.equal(requests(carol, 'PRACK').length, 2);
  await carol.reply('INVITE', 486, { tag: 'one' });
  assert.deepEqual(await emptyOut(world), {});
});

test('requests of the callee inside its early dialog are answered', async () => {
  const { world, carol, ann } = await ringing();
  await carol.reply('INVITE', 180, { tag: 'one' });
  const [invite] = requests(carol, 'INVITE');
  const ask = (method: string, cseq: number, tag = 'one', body = ''): Promise<void> =>
    carol.send(
      { host: '192.0.2.1', port: 5060 },
      [
        `${method} sip:ann@192.0.2.1 SIP/2.0`,
        `Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK${method}${cseq}${tag}`,
        `From: <sip:carol@192.0.2.3>;tag=${tag}`,
        `To: <sip:ann@192.0.2.1>;tag=${tagOf(invite!.from)!}`,
        `Call-ID: ${invite!.callId}`,
        `CSeq: ${cseq} ${method}`,
        ...(body === '' ? [] : [SDP_TYPE]),
      ],
      body,
    );
  await ask('OPTIONS', 5);
  await ask('MESSAGE', 6);
  await ask('OPTIONS', 4);
  await ask('INVITE', 7);
  await ask('BYE', 8);
  await ask('OPTIONS', 9, 'other');
  await ask('UPDATE', 10, 'one', SDP);
  ann.call.onOffer((sdp) => (sdp === EARLY ? `${sdp}a=updated\r\n` : null));
  await carol.reply('INVITE', 183, { tag: 'one', more: [...RELIABLE(1), SDP_TYPE], body: SDP });
  await carol.reply('PRACK', 200);
  await ask('UPDATE', 11, 'one', EARLY);
  assert.equal(carol.got.at(-1)!.body, `${EARLY}a=updated\r\n`);
  await ask('UPDATE', 12, 'one', SDP);
  await ask('UPDATE', 13);
  const said = carol.statuses.filter((status) => /^\d/.test(status) && !status.startsWith('100'));
  assert.deepEqual(said, [
    '200 OPTIONS',
    '405 MESSAGE',
    '500 OPTIONS',
    '491 INVITE',
    '481 BYE',
    '481 OPTIONS',
    ...['491 UPDATE', '200 UPDATE', '488 UPDATE', '200 UPDATE'],
  ]);
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('CANCEL', 200, { tag: 'one' });
  await carol.reply('INVITE', 487, { tag: 'one' });
  assert.deepEqual(await emptyOut(world), {});
});

test('a session interval that is too brief for somebody is asked for anew, once (RFC 4028, 7.3)', async () => {
  const { world, carol, ann } = await ringing({ sessionExpiresS: 120 });
  await carol.reply('INVITE', 422, { tag: 'p', more: ['Min-SE: 600'] });
  const [first, second] = requests(carol, 'INVITE');
  assert.deepEqual([header(first!, 'Session-Expires'), header(first!, 'Min-SE')], ['120', undefined]);
  assert.deepEqual([header(second!, 'Session-Expires'), header(second!, 'Min-SE')], ['600', '600']);
  assert.deepEqual([second!.callId, second!.cseq.number], [first!.callId, 2]);
  await carol.reply('INVITE', 422, { tag: 'p', more: ['Min-SE: 3600'] });
  assert.equal(requests(carol, 'INVITE').length, 2);
  assert.deepEqual([ann.endings[0]?.kind, ann.endings[0]?.status], ['rejected', 422]);
  assert.deepEqual(ann.heard, ['sent', 'ended']);
  assert.deepEqual(await emptyOut(world), {});
});

test('what a refusal tells: Contacts by q, Warning, Retry-After, Q.850; no proxy of its choice', async () => {
  const more = [
    'Contact: <sip:a@192.0.2.7>;q=0.1, <sip:b@192.0.2.8>',
    'Warning: 399 h "No way"',
    'Retry-After: 30',
    'Reason: Q.850;cause=34;text="No circuit"',
  ];
  const said = { by: 'peer', reason: 'Said so', kind: 'rejected' } as const;
  const rest = { ...said, q850: 34, warning: 'No way', retryAfterS: 30, detail: 'No circuit' };
  for (const [status, contacts] of [
    [302, ['sip:carol@192.0.2.3', 'sip:b@192.0.2.8', 'sip:a@192.0.2.7']],
    [305, undefined],
    [380, undefined],
    [503, undefined],
  ] as const) {
    const { world, carol, ann } = await ringing();
    await carol.reply('INVITE', status, { tag: 'p', more });
    assert.deepEqual(ann.endings, [{ ...rest, status, ...(contacts ? { contacts } : {}) }]);
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('a description that is refused: what it was, so that another may be tried', async () => {
  const key = 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n';
  for (const [offer, status, offered] of [
    [`${SDP}m=audio 4000 RTP/AVP 0\r\n${key}`, 488, 'keys'],
    [`${SDP}m=audio 4000 RTP/SAVP 0\r\n${key}`, 606, 'secure'],
    [`${SDP}m=audio 4000 RTP/AVP 0\r\n`, 415, 'plain'],
    [`${SDP}m=audio 4000 RTP/AVP 0\r\n${key}`, 486, undefined],
  ] as const) {
    const { world, carol, ann } = await ringing({ offer });
    await carol.reply('INVITE', status, { tag: 'p' });
    assert.deepEqual([ann.endings[0]?.status, ann.endings[0]?.offered], [status, offered]);
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('identity, privacy, diversion and fields of the user; none that the stack writes, none that end a line', async () => {
  const { carol, world } = await ringing({
    assertedIdentity: 'tel:+34910000001',
    privacy: 'id',
    diversion: '<sip:+34910000002@192.0.2.1>;reason=unconditional',
    headers: [
      { name: 'X-Customer', value: '42' },
      { name: 'P-Charging-Vector', value: 'icid-value=1' },
    ],
  });
  const [invite] = requests(carol, 'INVITE');
  const given = ['P-Asserted-Identity', 'Privacy', 'Diversion', 'X-Customer', 'P-Charging-Vector'];
  assert.deepEqual(
    given.map((name) => header(invite!, name)),
    ['<tel:+34910000001>', 'id', '<sip:+34910000002@192.0.2.1>;reason=unconditional', '42', 'icid-value=1'],
  );
  await carol.reply('INVITE', 486, { tag: 'p' });
  for (const name of ['via', 'Contact', 'l', 'Record-Route', 'X Y', '', 'Privacy', 'Proxy-authorization'])
    assert.throws(() => dial(world, { headers: [{ name, value: '1' }] }), /headers\[0\]/, name);
  for (const value of ['1\r\nX: 2', '', 'x'.repeat(513)])
    assert.throws(() => dial(world, { headers: [{ name: 'X-A', value }] }), /headers\[0\]/);
  assert.throws(() => dial(world, { diversion: 'nobody' }), /diversion/);
  assert.deepEqual(await emptyOut(world), {});
});
