/** An outgoing call to a peer that does odd things: forks, challenges, glare, routes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutgoingInvite } from '../contract.ts';
import { header, headerLines, tagOf, type SipRequest } from './message/index.ts';
import { ANN, dial, emptyOut, openWorld, Scripted, SDP, type Watched, type World } from './testing.ts';

const SDP_TYPE = 'Content-Type: application/sdp';

async function ringing(
  options: Partial<OutgoingInvite> = {},
): Promise<{ world: World; carol: Scripted; ann: Watched }> {
  const world = openWorld();
  const carol = new Scripted(world);
  const ann = dial(world, { requestUri: 'sip:carol@192.0.2.3', to: 'sip:carol@192.0.2.3', ...options });
  await world.clock.advance(50);
  return { world, carol, ann };
}

const requests = (carol: Scripted, method: string): SipRequest[] =>
  carol.got.filter(
    (message): message is SipRequest => message.kind === 'request' && message.method === method,
  );

test('two forks answer: both are acknowledged each time, the second is released', async () => {
  const { world, carol, ann } = await ringing();
  await carol.reply('INVITE', 200, { tag: 'one', more: [SDP_TYPE], body: SDP });
  await carol.reply('INVITE', 200, { tag: 'two' });
  await carol.reply('BYE', 200);
  await carol.reply('INVITE', 200, { tag: 'two' });
  await carol.reply('INVITE', 200, { tag: 'one' });
  assert.deepEqual(
    requests(carol, 'ACK').map(({ to }) => tagOf(to)),
    ['one', 'two', 'two', 'one'],
  );
  assert.deepEqual(
    requests(carol, 'BYE').map(({ to }) => tagOf(to)),
    ['two'],
  );
  assert.deepEqual(ann.heard, ['sent', 'answered']);
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('routes are taken in reverse, the target from Contact; ACK and BYE carry them (12.1.2)', async () => {
  const { world, carol, ann } = await ringing();
  const route = 'Record-Route: <sip:192.0.2.9;lr>, <sip:192.0.2.3;lr>';
  await carol.reply('INVITE', 200, { tag: 'one', more: [route] });
  ann.call.hangUp({ text: 'Done', q850: 16 });
  await world.clock.advance(50);
  for (const method of ['ACK', 'BYE']) {
    const [request] = requests(carol, method);
    assert.deepEqual(headerLines(request!, 'Route'), ['<sip:192.0.2.3;lr>', '<sip:192.0.2.9;lr>']);
    assert.equal(request!.uri, 'sip:carol@192.0.2.3');
  }
  assert.deepEqual(ann.records.at(-1)!.routeSet, ['<sip:192.0.2.3;lr>', '<sip:192.0.2.9;lr>']);
  const [bye] = requests(carol, 'BYE');
  assert.equal(bye!.cseq.number, 2);
  assert.equal(header(bye!, 'Reason'), 'Q.850;cause=16;text="Done"');
});

test('credentials go on: ACK repeats those of the INVITE, BYE counts up and is sent again when stale', async () => {
  const credentials = { username: 'ann', password: 'secret' };
  const { world, carol, ann } = await ringing({ credentials });
  const challenge = 'Proxy-Authenticate: Digest realm="r", nonce="n1", qop="auth"';
  await carol.reply('INVITE', 407, { tag: 'p', more: [challenge] });
  const [first, second] = requests(carol, 'INVITE');
  assert.notDeepEqual(second!.via, first!.via);
  assert.equal(second!.cseq.number, 2);
  assert.equal(tagOf(second!.to), undefined);
  await carol.reply('INVITE', 200, { tag: 'one' });
  const given = header(second!, 'Proxy-Authorization');
  assert.equal(header(requests(carol, 'ACK').at(-1)!, 'Proxy-Authorization'), given);
  ann.call.hangUp();
  await world.clock.advance(50);
  assert.match(header(requests(carol, 'BYE')[0]!, 'Proxy-Authorization') ?? '', /nc=00000002/);
  await carol.reply('BYE', 407, { more: [challenge.replace('n1', 'n2') + ', stale=true'] });
  const byes = requests(carol, 'BYE');
  assert.equal(byes.length, 2);
  assert.equal(byes[1]!.cseq.number, byes[0]!.cseq.number + 1);
  await carol.reply('BYE', 200);
  assert.equal(ann.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut(world), {});
});

test('hung up while the challenge is answered: nothing more leaves', async () => {
  const { world, carol, ann } = await ringing({
    credentials: { username: 'ann', password: 'secret' },
    store: (record) => (record.cseq > 1 ? new Promise(() => undefined) : Promise.resolve()),
  });
  await carol.reply('INVITE', 401, { tag: 'p', more: ['WWW-Authenticate: Digest realm="r", nonce="n"'] });
  ann.call.hangUp();
  await world.clock.advance(100);
  assert.deepEqual(ann.endings, [{ kind: 'canceled', by: 'us' }]);
  assert.equal(requests(carol, 'INVITE').length, 1);
});

test('while the 2xx is being kept: re-INVITE is glare (491), BYE ends it after the ACK', async () => {
  let release: (() => void) | undefined;
  const { world, carol, ann } = await ringing({
    store: (record) =>
      record.phase === 'confirmed' ? new Promise((resolve) => (release = resolve)) : Promise.resolve(),
  });
  await carol.reply('INVITE', 200, { tag: 'one' });
  const invite = requests(carol, 'INVITE')[0]!;
  const inside = (method: string, cseq: number): Promise<void> =>
    carol.send(ANN, [
      `${method} sip:ann@192.0.2.1:5060 SIP/2.0`,
      `Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK${method}`,
      'From: <sip:carol@192.0.2.3>;tag=one',
      `To: <sip:ann@192.0.2.1>;tag=${tagOf(invite.from)}`,
      `Call-ID: ${invite.callId}`,
      `CSeq: ${cseq} ${method}`,
    ]);
  await inside('INVITE', 1);
  assert.equal(carol.statuses.at(-1), '491 INVITE');
  await inside('BYE', 2);
  assert.equal(carol.statuses.at(-1), '200 BYE');
  assert.equal(ann.endings.length, 0);
  release!();
  await world.clock.advance(50);
  assert.equal(requests(carol, 'ACK').length, 1);
  assert.deepEqual(ann.heard, ['sent', 'answered', 'ended']);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'peer' }]);
});

test('what is no SIP address is refused before anything is made of it', () => {
  const world = openWorld();
  const cases: [keyof OutgoingInvite, string][] = [
    ['requestUri', 'tel:+15550100'],
    ['requestUri', 'sip:bob@h\r\nEvil: 1'],
    ['proxy', 'trunk.example'],
    ['from', 'nobody'],
    ['to', '"open <sip:a@b>'],
  ];
  for (const [field, value] of cases)
    assert.throws(
      () => dial(world, { [field]: value }),
      (error: { code?: string; param?: string }) => error.code === 'sip-uri-invalid' && error.param === field,
    );
});

test('a host that has no address, and a transport that we do not speak: ended at once, and named', async () => {
  for (const [requestUri, named] of [
    ['sip:bob@nowhere.example', /nowhere\.example has no address/],
    ['sip:bob@192.0.2.3;transport=sctp', /transport=sctp is not supported/],
    ['sips:bob@192.0.2.3;transport=udp', /sips: with transport=udp is not supported/],
  ] as const) {
    const { ann } = await ringing({ requestUri });
    assert.equal(ann.endings[0]?.kind, 'transport-error');
    assert.equal(ann.endings[0].unsent, true);
    assert.match(ann.endings[0].detail ?? '', named);
    assert.equal(ann.records.length, 0);
  }
});

test('a peer that answers with one To tag after the other: each is released, up to a bound', async () => {
  const { carol } = await ringing();
  // Names that a plain object knows already, too.
  const tags = ['first', '__proto__', 'constructor', ...Array.from({ length: 80 }, (_, i) => `t${i}`)];
  for (const tag of tags) await carol.reply('INVITE', 200, { tag });
  const released = requests(carol, 'BYE').map(({ to }) => tagOf(to));
  assert.deepEqual(released.slice(0, 2), ['__proto__', 'constructor']);
  assert.equal(new Set(released).size, 63);
});
