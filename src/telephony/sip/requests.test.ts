/** What a stranger may ask, inside a dialog and outside, and what it hears. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, headerLines } from './message/index.ts';
import { answering, ANN, BOB, bobDoes, emptyOut, openWorld, Scripted, SDP, type World } from './testing.ts';

const OFFER = ['Content-Type: application/sdp'];

/** Carol in an established call with Bob. */
async function connected(): Promise<{ world: World; carol: Scripted; inside: { to: string } }> {
  const world = openWorld();
  bobDoes(world, (call) => {
    call.onOffer((sdp) => (sdp.includes('refuse') ? null : `${sdp}a=answer\r\n`));
    answering(call);
  });
  const carol = new Scripted(world);
  await carol.request('INVITE', { more: [...OFFER, 'Record-Route: <sip:p1;lr>, <sip:p2>'] }, SDP);
  const inside = { to: carol.toTag };
  await carol.request('ACK', { ...inside, branch: 'ack' });
  return { world, carol, inside };
}

test('outside any dialog', async () => {
  const world = openWorld();
  const carol = new Scripted(world);
  const cases: [string, string[], string][] = [
    ['OPTIONS', [], '200'],
    ['REGISTER', [], '405'],
    ['SUBSCRIBE', [], '405'],
    ['NEWFANGLED', [], '405'],
    ['BYE', [], '481'],
    ['CANCEL', [], '481'],
    ['OPTIONS', ['Require: teleport, 100rel'], '420'],
  ];
  for (const [index, [method, more, status]] of cases.entries()) {
    await carol.request(method, { cseq: index + 1, more });
    assert.equal(carol.statuses.at(-1), `${status} ${method}`);
    const answer = carol.got.at(-1)!;
    if (status === '405') assert.match(header(answer, 'Allow') ?? '', /INVITE.*BYE/);
    if (status === '420') assert.equal(header(answer, 'Unsupported'), 'teleport');
  }
  assert.deepEqual(await emptyOut(world), {});
});

test('an INVITE that cannot be served', async () => {
  const world = openWorld();
  const carol = new Scripted(world);
  await carol.request('INVITE', { callId: '1', branch: '1' }, SDP);
  assert.equal(carol.statuses.at(-1), '480 INVITE', 'nobody listens');
  bobDoes(world, answering);
  await carol.request('INVITE', { callId: '2', branch: '2', more: ['Content-Type: text/plain'] }, 'hi');
  assert.equal(carol.statuses.at(-1), '415 INVITE');
  await carol.request(
    'INVITE',
    { callId: '3', branch: '3', more: ['Content-Encoding: gzip', ...OFFER] },
    'x',
  );
  assert.equal(carol.statuses.at(-1), '415 INVITE');
  await carol.request('INVITE', { callId: '4', branch: '4', to: ';tag=none' }, SDP);
  assert.equal(carol.statuses.at(-1), '481 INVITE', 'a re-INVITE of no dialog');
});

test('one request by two paths is served once, the other is 482 (8.2.2.2)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const carol = new Scripted(world);
  await carol.request('INVITE', { branch: 'left', more: OFFER }, SDP);
  await carol.request('INVITE', { branch: 'right', more: OFFER }, SDP);
  assert.equal(calls.length, 1);
  assert.equal(carol.statuses.at(-1), '482 INVITE');
});

test('the answer copies Record-Route; our BYE takes that route in order (12.1.1, 12.2.1.1)', async () => {
  const { world, carol } = await connected();
  const ok = carol.got.at(-1)!;
  assert.deepEqual(headerLines(ok, 'Record-Route'), ['<sip:p1;lr>, <sip:p2>']);
  assert.match(header(ok, 'Contact') ?? '', /192\.0\.2\.2/);
  assert.equal(world.bob.size.dialogs, 1);
});

test('inside a dialog: OPTIONS, INFO, UPDATE, and a CSeq that steps back', async () => {
  const { carol, inside } = await connected();
  const cases: [string, number, string[], string, string][] = [
    ['OPTIONS', 2, [], '', '200'],
    ['INFO', 3, [], '', '200'],
    ['INFO', 4, ['Content-Type: application/dtmf-relay'], 'Signal=1', '200'],
    ['INFO', 5, ['Content-Type: text/plain'], 'Signal=1', '415'],
    ['INFO', 6, ['Info-Package: foo'], '', '469'],
    ['UPDATE', 7, [], '', '200'],
    ['UPDATE', 8, OFFER, 'refuse', '488'],
    ['UPDATE', 9, ['Session-Expires: 60', 'Supported: timer'], '', '422'],
    ['REFER', 10, [], '', '400'],
    ['REFER', 11, ['Refer-To: <sip:dave@192.0.2.4>'], '', '603'],
    ['NOTIFY', 12, [], '', '489'],
    ['NOTIFY', 13, ['Event: refer'], '', '481'],
    ['PUBLISH', 14, [], '', '405'],
    ['NEWFANGLED', 15, [], '', '405'],
    ['OPTIONS', 3, [], '', '500'],
  ];
  for (const [method, cseq, more, body, status] of cases) {
    await carol.request(method, { ...inside, cseq, branch: `${method}${cseq}${status}`, more }, body);
    assert.equal(carol.statuses.at(-1), `${status} ${method}`);
  }
  assert.match(header(carol.got.at(-1)!, 'Retry-After') ?? '', /^\d+$/);
});

test('re-INVITE: answered, refused, without offer; its 200 is repeated until the ACK', async () => {
  const { world, carol, inside } = await connected();
  await carol.request('INVITE', { ...inside, cseq: 2, more: OFFER }, SDP);
  assert.equal(carol.got.at(-1)!.body, `${SDP}a=answer\r\n`);
  await world.clock.advance(600);
  assert.deepEqual(carol.statuses.slice(-2), ['200 INVITE', '200 INVITE']);
  await carol.request('ACK', { ...inside, cseq: 2, branch: 'ack2' });
  const count = carol.got.length;
  await world.clock.advance(5_000);
  assert.equal(carol.got.length, count);
  await carol.request('INVITE', { ...inside, cseq: 3, more: OFFER }, 'refuse');
  assert.equal(carol.statuses.at(-1), '488 INVITE');
  await carol.request('ACK', { ...inside, cseq: 3, branch: 'INVITE3' });
  await carol.request('INVITE', { ...inside, cseq: 4 });
  assert.match(carol.got.at(-1)!.body, /^v=0/);
  await carol.request('ACK', { ...inside, cseq: 4, branch: 'ack4' });
  await carol.request('BYE', { ...inside, cseq: 5 });
  assert.equal(carol.statuses.at(-1), '200 BYE');
  await carol.request('OPTIONS', { ...inside, cseq: 6 });
  assert.equal(carol.statuses.at(-1), '481 OPTIONS');
  assert.deepEqual(await emptyOut(world), {});
});

test('BYE in an early dialog and CANCEL both end it', async () => {
  for (const method of ['BYE', 'CANCEL'] as const) {
    const world = openWorld();
    const calls = bobDoes(world, (call) => call.ring());
    const carol = new Scripted(world);
    await carol.request('INVITE', { branch: 'i', more: OFFER }, SDP);
    const to = method === 'BYE' ? carol.toTag : '';
    await carol.request(method, {
      to,
      cseq: method === 'BYE' ? 2 : 1,
      branch: method === 'BYE' ? 'b' : 'i',
      more: ['Reason: SIP;cause=200;text="Call completed elsewhere"'],
    });
    assert.deepEqual(carol.statuses.slice(-2).sort(), [`200 ${method}`, '487 INVITE'].sort());
    const { kind, by, reason } = calls[0]!.endings[0]!;
    assert.deepEqual([kind, by, reason], ['canceled', 'peer', 'Call completed elsewhere']);
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('broken and hostile messages are survived; what can be answered is', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const carol = new Scripted(world);
  await carol.send(BOB, ['\0\0\0\0']);
  await carol.send(BOB, ['INVITE']);
  await carol.send(BOB, ['SIP/2.0 200 OK', 'Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bKnone']);
  assert.deepEqual(carol.statuses, []);
  await carol.request('OPTIONS', { more: ['Content-Length: 99'] });
  assert.deepEqual(carol.statuses, ['400 OPTIONS']);
  for (let i = 0; i < 50; i++) await carol.request('ACK', { branch: `storm${i}`, to: ';tag=x' });
  assert.equal(carol.got.length, 1);
  // A response whose Via names another branch, or that passed another element, reaches no transaction.
  await carol.send(ANN, [
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKwrong',
    'From: <sip:a@b>;tag=1',
    'To: <sip:c@d>;tag=2',
    'Call-ID: x',
    'CSeq: 1 INVITE',
  ]);
  assert.deepEqual(await emptyOut(world), {});
});

test('an invitation that its caller lets expire is over then, with 487 (13.3.1)', async () => {
  const world = openWorld();
  const bob = bobDoes(world, (call) => call.ring());
  const carol = new Scripted(world);
  await carol.request('INVITE', { more: [...OFFER, 'Expires: 20'] }, SDP);
  await world.clock.advance(19_900);
  assert.equal(carol.statuses.at(-1), '180 INVITE');
  await world.clock.advance(200);
  assert.ok(carol.statuses.includes('487 INVITE'));
  assert.deepEqual(
    bob[0]!.endings.map(({ kind, by, status }) => [kind, by, status]),
    [['ring-timeout', 'peer', 487]],
  );
  // What says nothing sensible, or more than we wait ourselves, changes nothing.
  for (const [index, value] of ['soon', '-1', '4000000'].entries()) {
    const callId = `expires ${index}`.replace(' ', '');
    await carol.request('INVITE', { callId, branch: callId, more: [...OFFER, `Expires: ${value}`] }, SDP);
    await world.clock.advance(180_000);
    assert.equal(bob[index + 1]!.endings[0]?.status, 480, value);
  }
  assert.deepEqual(await emptyOut(world), {});
});

test('a body that may be left out is left out; one that may not is refused, in an UPDATE too (8.2.3)', async () => {
  const { world, carol, inside } = await connected();
  const text = ['Content-Type: text/plain'];
  await carol.request('UPDATE', { ...inside, cseq: 2, more: text }, 'hi');
  assert.equal(carol.statuses.at(-1), '415 UPDATE');
  const optional = [...text, 'Content-Disposition: render;handling=optional'];
  await carol.request('UPDATE', { ...inside, cseq: 3, more: optional }, 'hi');
  assert.equal(carol.statuses.at(-1), '200 UPDATE');
  await carol.request('INVITE', { callId: 'other', branch: 'other', more: optional }, 'hi');
  assert.equal(carol.statuses.at(-1), '200 INVITE');
  // 13.3.1.4: what the caller may rely on.
  assert.match(header(carol.got.at(-1)!, 'Supported') ?? '', /\btimer\b.*\breplaces\b/);
  assert.ok(carol.got.at(-1)!.body.startsWith('v=0'), 'our offer');
  await carol.request('ACK', { callId: 'other', branch: 'ack2', to: carol.toTag });
  await world.bob.close();
});

test('numbers and target of the early dialog are those of the call (12.2.2; RFC 3311, 5.2)', async () => {
  const world = openWorld();
  const bob = bobDoes(world, (call) => call.ring());
  const carol = new Scripted(world);
  await carol.request('INVITE', { more: OFFER }, SDP);
  const inside = { to: carol.toTag };
  await carol.request('OPTIONS', { ...inside, cseq: 5 });
  await carol.request('OPTIONS', { ...inside, cseq: 3 });
  assert.deepEqual(carol.statuses.slice(-2), ['200 OPTIONS', '500 OPTIONS']);
  await carol.send(BOB, [
    'UPDATE sip:bob@192.0.2.2 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKmoved',
    'From: <sip:carol@192.0.2.3>;tag=c',
    `To: <sip:bob@192.0.2.2>${inside.to}`,
    'Call-ID: carols',
    'CSeq: 6 UPDATE',
    'Contact: <sip:desk@192.0.2.3>',
  ]);
  assert.equal(carol.statuses.at(-1), '200 UPDATE');
  answering(bob[0]!.call);
  await world.clock.advance(50);
  await carol.request('ACK', { ...inside, branch: 'ack' });
  await carol.request('OPTIONS', { ...inside, cseq: 4, branch: 'late' });
  assert.equal(carol.statuses.at(-1), '500 OPTIONS');
  bob[0]!.call.hangUp();
  await world.clock.advance(50);
  const bye = carol.got.at(-1)!;
  assert.ok(bye.kind === 'request' && bye.method === 'BYE' && bye.uri === 'sip:desk@192.0.2.3');
  await world.bob.close();
});
