/** INVITEs of ours without an offer: the callee makes it (RFC 3261, 13.2.1 and 13.2.2.4; RFC 3262, 5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutgoingInvite } from '../contract.ts';
import { header, tagOf, type SipRequest } from './message/index.ts';
import {
  ANN,
  bobDoes,
  dial,
  emptyOut,
  openWorld,
  Scripted,
  SDP,
  type Watched,
  type World,
} from './testing.ts';

const TYPE = 'Content-Type: application/sdp';
const RELIABLE = (rseq: number): string[] => ['Require: 100rel', `RSeq: ${rseq}`, TYPE];
const OFFER = `${SDP}c=IN IP4 192.0.2.3\r\nm=audio 4000 RTP/AVP 0 8\r\na=sendrecv\r\nm=video 4002 RTP/AVP 96\r\n`;
const ANSWER = `${SDP}a=answer\r\n`;

interface Late {
  readonly world: World;
  readonly carol: Scripted;
  readonly ann: Watched;
  /** Offers that Ann's user was asked about. */
  readonly asked: string[];
}

/** Ann calls Carol without an offer; `answer` to each that comes. */
async function late(answer: string | null = ANSWER, options: Partial<OutgoingInvite> = {}): Promise<Late> {
  const world = openWorld();
  const carol = new Scripted(world);
  const to = 'sip:carol@192.0.2.3';
  const ann = dial(world, { requestUri: to, to, delayedOffer: true, ...options });
  const asked: string[] = [];
  ann.call.onOffer((sdp) => {
    asked.push(sdp);
    return answer;
  });
  await world.clock.advance(50);
  return { world, carol, ann, asked };
}

const requests = (carol: Scripted, method: string): SipRequest[] =>
  carol.got.filter(
    (message): message is SipRequest => message.kind === 'request' && message.method === method,
  );

/** What a refusal of both streams holds. */
const REFUSED = /^m=audio 0 RTP\/AVP 0\r\nm=video 0 RTP\/AVP 96\r\n$/m;

test('the 2xx brings the offer, the ACK carries our answer, each time; who asks again is offered the same', async () => {
  const { world, carol, ann, asked } = await late();
  const [invite] = requests(carol, 'INVITE');
  assert.deepEqual([invite!.body, header(invite!, 'Content-Type')], ['', undefined]);
  let answered: unknown;
  ann.call.events.on('answered', (event) => (answered = event));
  const ok = { tag: 'one', more: [TYPE], body: OFFER };
  await carol.reply('INVITE', 200, ok);
  await carol.reply('INVITE', 200, ok);
  assert.deepEqual(asked, [OFFER]);
  const acks = requests(carol, 'ACK');
  assert.deepEqual(
    acks.map((ack) => [ack.body, header(ack, 'Content-Type')]),
    [
      [ANSWER, 'application/sdp'],
      [ANSWER, 'application/sdp'],
    ],
  );
  assert.ok(!('sdp' in (answered as object)), 'the offer was told by `onOffer`');
  // Another fork that answers too is released with a valid answer that takes nothing.
  await carol.reply('INVITE', 200, { ...ok, tag: 'two' });
  assert.match(requests(carol, 'ACK').at(-1)!.body, REFUSED);
  assert.equal(tagOf(requests(carol, 'BYE')[0]!.to), 'two');
  await carol.reply('BYE', 200);
  await carol.send(ANN, [
    'INVITE sip:ann@192.0.2.1 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKagain',
    'From: <sip:carol@192.0.2.3>;tag=one',
    `To: <sip:ann@192.0.2.1>;tag=${tagOf(invite!.from)}`,
    `Call-ID: ${invite!.callId}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:carol@192.0.2.3>',
  ]);
  assert.deepEqual([carol.statuses.at(-1), carol.got.at(-1)!.body], ['200 INVITE', ANSWER]);
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('a 2xx without an offer: ACK, BYE, and why; nobody is told of an answer', async () => {
  const { world, carol, ann, asked } = await late();
  await carol.reply('INVITE', 200, { tag: 'one' });
  assert.deepEqual(asked, []);
  assert.equal(requests(carol, 'ACK')[0]!.body, '');
  assert.match(header(requests(carol, 'BYE')[0]!, 'Reason') ?? '', /cause=88/);
  await carol.reply('BYE', 200);
  assert.deepEqual(ann.heard, ['sent', 'ended']);
  const [ending] = ann.endings;
  assert.deepEqual([ending?.kind, ending?.by], ['session-failed', 'us']);
  assert.match(ending?.detail ?? '', /no offer/);
  assert.deepEqual(await emptyOut(world), {});
});

test('an offer that nobody can use is answered with no stream at all, and BYE follows (13.2.2.4)', async () => {
  const { world, carol, ann } = await late(null);
  await carol.reply('INVITE', 200, { tag: 'one', more: [TYPE], body: OFFER });
  assert.match(requests(carol, 'ACK')[0]!.body, REFUSED);
  await carol.reply('BYE', 200);
  assert.equal(ann.endings[0]?.kind, 'session-failed');
  // Hung up in the meantime: the same, and nobody is asked.
  const crossed = await late();
  await crossed.carol.reply('INVITE', 180, { tag: 'one' });
  crossed.ann.call.hangUp();
  await crossed.carol.reply('INVITE', 200, { tag: 'one', more: [TYPE], body: OFFER });
  assert.deepEqual(crossed.asked, []);
  assert.match(requests(crossed.carol, 'ACK')[0]!.body, REFUSED);
  await crossed.carol.reply('BYE', 200);
  await crossed.carol.reply('CANCEL', 200);
  assert.equal(crossed.ann.endings[0]?.kind, 'canceled');
  for (const each of [world, crossed.world]) assert.deepEqual(await emptyOut(each), {});
});

test('a reliable 183 brings the offer, the PRACK our answer, once more when challenged; the 2xx has none', async () => {
  const credentials = { username: 'ann', password: 'secret' };
  const { world, carol, ann, asked } = await late(ANSWER, { credentials });
  await carol.reply('INVITE', 183, { tag: 'one', more: [TYPE], body: `${SDP}a=preview\r\n` });
  await carol.reply('INVITE', 183, { tag: 'one', more: RELIABLE(5), body: OFFER });
  await carol.reply('PRACK', 407, { more: ['Proxy-Authenticate: Digest realm="r", nonce="n"'] });
  await carol.reply('INVITE', 180, { tag: 'one', more: RELIABLE(6), body: OFFER });
  assert.deepEqual(asked, [OFFER], 'what is not reliable is no offer, what comes later is none either');
  assert.deepEqual(
    requests(carol, 'PRACK').map((prack) => [
      header(prack, 'RAck'),
      prack.body,
      header(prack, 'Content-Type'),
    ]),
    [
      ['5 1 INVITE', ANSWER, 'application/sdp'],
      ['5 1 INVITE', ANSWER, 'application/sdp'],
      ['6 1 INVITE', '', undefined],
    ],
  );
  await carol.reply('INVITE', 200, { tag: 'one' });
  assert.equal(requests(carol, 'ACK')[0]!.body, '');
  assert.deepEqual(ann.heard, ['sent', 'provisional', 'provisional', 'provisional', 'answered']);
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('an early offer of no use is refused in the PRACK, and the INVITE withdrawn', async () => {
  const { world, carol, ann } = await late(null);
  await carol.reply('INVITE', 183, { tag: 'one', more: RELIABLE(5), body: OFFER });
  assert.match(requests(carol, 'PRACK')[0]!.body, REFUSED);
  assert.equal(requests(carol, 'CANCEL').length, 1);
  await carol.reply('CANCEL', 200);
  await carol.reply('INVITE', 487, { tag: 'one' });
  assert.deepEqual([ann.endings[0]?.kind, ann.endings[0]?.by], ['session-failed', 'us']);
  assert.deepEqual(await emptyOut(world), {});
});

test('forks that each offer: the media goes to the one who takes the call', async () => {
  const { world, carol, ann, asked } = await late();
  const [one, two] = ['one', 'two'].map((tag) => ({ tag, more: RELIABLE(1), body: `${OFFER}a=${tag}\r\n` }));
  await carol.reply('INVITE', 183, one!);
  await carol.reply('INVITE', 183, two!);
  await carol.reply('INVITE', 200, { tag: 'one' });
  assert.deepEqual(asked, [one!.body, two!.body, one!.body]);
  assert.deepEqual(requests(carol, 'ACK')[0]!.body, '');
  ann.call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 200);
  assert.deepEqual(await emptyOut(world), {});
});

test('two endpoints: the callee offers reliably, or in its 200, and hears the answer', async () => {
  for (const early of [true, false]) {
    const world = openWorld();
    const told: (string | undefined)[] = [];
    bobDoes(world, (call) => {
      assert.equal(call.offer, undefined);
      call.events.on('answered', ({ sdp }) => told.push(sdp));
      if (early) call.ring(OFFER);
      void call.accept(OFFER, () => Promise.resolve());
    });
    const ann = dial(world, { delayedOffer: true });
    ann.call.onOffer(() => ANSWER);
    await world.clock.advance(500);
    assert.equal(ann.heard.at(-1), 'answered');
    assert.deepEqual(told, [ANSWER]);
    ann.call.hangUp();
    assert.deepEqual(await emptyOut(world), {});
  }
});
