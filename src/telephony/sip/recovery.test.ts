/** Ending an orphan: the caller's process died, a new endpoint took its address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DialogRecord, RecoveryReport } from '../contract.ts';
import {
  answering,
  ANN,
  bobDoes,
  dial,
  emptyOut,
  openEndpoint,
  openWorld,
  Scripted,
  SDP,
  type World,
} from './testing.ts';
import { header, headerLines, printMessage, tagOf, type SipMessage } from './message/index.ts';

/** Ann dies; who comes after her has her address and the last record. */
async function die(world: World): Promise<World> {
  await world.ann.close();
  world.network.log.length = 0;
  return { ...world, ann: openEndpoint(world.network, world.clock, ANN, 9) };
}

function follow(world: World, record: DialogRecord, withinMs = 10_000): RecoveryReport[] {
  const reports: RecoveryReport[] = [];
  void world.ann.recover(record, withinMs).then((report) => reports.push(report));
  return reports;
}

/** Every ACK on the wire so far, as text. */
function acks({ network }: World): string[] {
  return network.messages
    .filter((message) => message.kind === 'request' && message.method === 'ACK')
    .map((message) => Buffer.from(printMessage(message)).toString());
}

test('ringing: CANCEL at once, the 487 is acknowledged', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['CANCEL', 'ACK'], status: 487, settled: true }]);
  assert.deepEqual(after.network.sentBy('192.0.2.1'), ['CANCEL', 'ACK']);
  assert.equal(calls[0]!.endings[0]?.kind, 'canceled');
  assert.deepEqual(await emptyOut(after), {});
});

test('the INVITE never arrived: 481 settles it', async () => {
  const world = openWorld();
  world.network.drop = () => true;
  const { records } = dial(world);
  await world.clock.advance(400);
  const after = await die(world);
  after.network.drop = () => false;
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['CANCEL'], status: 481, settled: true }]);
  assert.deepEqual(await emptyOut(after), {});
});

test('answered before the ACK: each 2xx that comes gets ACK, the first BYE', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  world.network.drop = (line) => line.startsWith('192.0.2.2 ');
  const { records } = dial(world);
  await world.clock.advance(200);
  assert.equal(records.at(-1)!.phase, 'inviting');
  const after = await die(world);
  after.network.drop = () => false;
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(2_000);
  assert.equal(reports[0]?.settled, true);
  assert.deepEqual(after.network.sentBy('192.0.2.1').slice(0, 3), ['CANCEL', 'ACK', 'BYE']);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut(after), {});
});

test('answered with an offer, for ours was to come later: the ACK takes nothing of it (13.2.2.4)', async () => {
  const world = openWorld();
  const offer = `${SDP}m=audio 4000 RTP/AVP 0 8\r\nc=IN IP4 192.0.2.2\r\n`;
  bobDoes(world, (call) => void call.accept(offer, () => Promise.resolve()));
  world.network.drop = (line) => line.startsWith('192.0.2.2 ');
  const { records } = dial(world, { delayedOffer: true });
  await world.clock.advance(200);
  const after = await die(world);
  after.network.drop = () => false;
  follow(after, records.at(-1)!);
  await after.clock.advance(2_000);
  const [ack] = acks(after);
  assert.match(ack!, /^Content-Type: application\/sdp\r$/m);
  assert.match(ack!, /^c=IN IP4 192\.0\.2\.1\r\nt=0 0\r\nm=audio 0 RTP\/AVP 0\r\n$/m);
  assert.deepEqual(await emptyOut(after), {});
});

test('a 2xx after the promise resolved is minded all the same', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  after.network.drop = (line) => line.endsWith('CANCEL');
  const reports = follow(after, records.at(-1)!, 5_000);
  await after.clock.advance(6_000);
  assert.deepEqual(reports, [{ sent: ['CANCEL'], settled: false }]);
  void calls[0]!.call.accept(SDP, () => Promise.resolve());
  await after.clock.advance(1_000);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut(after), {});
});

test('in a call: BYE, and a peer that knows nothing settles it too', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const { records } = dial(world);
  await world.clock.advance(1_000);
  assert.deepEqual(
    records.map(({ phase, acknowledged }) => [phase, acknowledged]),
    [
      ['inviting', undefined],
      ['confirmed', undefined],
      ['confirmed', true],
    ],
  );
  const after = await die(world);
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['BYE'], status: 200, settled: true }]);
  assert.deepEqual(after.network.sentBy('192.0.2.1'), ['BYE']);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  const again = follow(after, { ...records.at(-1)!, localCseq: 5 });
  await after.clock.advance(100);
  assert.deepEqual(again, [{ sent: ['BYE'], status: 481, settled: true }]);
  assert.deepEqual(await emptyOut(after), {});
});

test('between the record and the ACK: ACK, then BYE; it is the ACK that the dead process would have sent', async () => {
  for (const lost of [true, false]) {
    const world = openWorld();
    const calls = bobDoes(world, answering);
    world.network.drop = (line) => lost && line === '192.0.2.1 ACK';
    const { records } = dial(world);
    await world.clock.advance(300);
    const first = acks(world);
    const after = await die(world);
    after.network.drop = () => false;
    const reports = follow(after, records[1]!);
    await after.clock.advance(100);
    assert.deepEqual(reports, [{ sent: ['ACK', 'BYE'], status: 200, settled: true }]);
    assert.deepEqual(after.network.sentBy('192.0.2.1'), ['ACK', 'BYE']);
    assert.deepEqual(calls[0]!.heard, ['answered', 'ended']);
    // 13.2.2.4: one ACK a 2xx, however often it is sent and by whom.
    assert.deepEqual(acks(world), [...first, ...first]);
    assert.deepEqual(await emptyOut(after), {});
  }
});

/** Carol answers behind two proxies, after a challenge; then Ann dies. */
async function behindProxies(): Promise<{ after: World; carol: Scripted; record: DialogRecord }> {
  const world = openWorld();
  const carol = new Scripted(world);
  const { call, records } = dial(world, { requestUri: 'sip:carol@192.0.2.3', credentials });
  await world.clock.advance(50);
  await carol.reply('INVITE', 407, { tag: 'p', more: [CHALLENGE] });
  const route = 'Record-Route: <sip:192.0.2.9;lr>, <sip:192.0.2.3;lr>';
  await carol.reply('INVITE', 200, { tag: 'one', more: [route] });
  // The first process said BYE, was challenged and said it again, which no record tells of.
  call.hangUp();
  await world.clock.advance(50);
  await carol.reply('BYE', 407, { more: [`${CHALLENGE}, stale=true`] });
  const after = await die(world);
  return { after, carol, record: records.findLast(({ acknowledged }) => !acknowledged)! };
}

const credentials = { username: 'ann', password: 'secret' };
const CHALLENGE = 'Proxy-Authenticate: Digest realm="r", nonce="n", qop="auth"';
const sentTo = (carol: Scripted, method: string): SipMessage[] =>
  carol.got.filter((message) => message.kind === 'request' && message.method === method);

test('ACK of the INVITE that was answered, along its routes; BYE above all that went before', async () => {
  const { after, carol, record } = await behindProxies();
  const used = Math.max(...sentTo(carol, 'BYE').map(({ cseq }) => cseq.number));
  assert.equal(used, record.localCseq! + 2);
  follow(after, record);
  await after.clock.advance(100);
  const [ack, bye] = [sentTo(carol, 'ACK').at(-1)!, sentTo(carol, 'BYE').at(-1)!];
  assert.equal(ack.cseq.number, 2);
  assert.ok(bye.cseq.number > used);
  for (const request of [ack, bye]) {
    assert.deepEqual(headerLines(request, 'Route'), ['<sip:192.0.2.3;lr>', '<sip:192.0.2.9;lr>']);
    assert.equal(tagOf(request.to), 'one');
  }
});

test('a challenged BYE is sent again with the credentials that came along, or given up', async () => {
  for (const given of [credentials, undefined]) {
    const { after, carol, record } = await behindProxies();
    const report = after.ann.recover(record, 10_000, given);
    await after.clock.advance(100);
    await carol.reply('BYE', 407, { more: [CHALLENGE] });
    if (given) {
      const [before, bye] = sentTo(carol, 'BYE').slice(-2);
      assert.equal(bye!.cseq.number, before!.cseq.number + 1);
      assert.match(header(bye!, 'Proxy-Authorization') ?? '', /username="ann"/);
      await carol.reply('BYE', 200);
    }
    const { sent, settled, status } = await report;
    assert.deepEqual(
      [sent, settled, status],
      given ? [['ACK', 'BYE', 'BYE'], true, 200] : [['ACK', 'BYE'], false, 407],
    );
  }
});

test('the callee died: BYE with its own numbering reaches the caller', async () => {
  const world = openWorld();
  const kept: DialogRecord[] = [];
  bobDoes(world, (call) => void call.accept(SDP, async (record) => void kept.push(record)));
  const ann = dial(world);
  await world.clock.advance(1_000);
  await world.bob.close();
  const bob = openEndpoint(world.network, world.clock, { host: '192.0.2.2', port: 5060 }, 8);
  const report = bob.recover(kept[0]!, 10_000);
  await world.clock.advance(1_000);
  assert.deepEqual(await report, { sent: ['BYE'], status: 200, settled: true });
  assert.equal(ann.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut({ ...world, bob }), {});
});

test('nobody answers: the promise keeps its time', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  after.network.drop = () => true;
  const reports = follow(after, records.at(-1)!, 3_000);
  await after.clock.advance(2_999);
  assert.equal(reports.length, 0);
  await after.clock.advance(1);
  assert.deepEqual(reports, [{ sent: ['BYE'], settled: false }]);
});
