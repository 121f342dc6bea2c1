/** Messages that get lost, come twice, or cross, beside those of calls.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header } from './message/index.ts';
import { answering, bobDoes, dial, emptyOut, openWorld, Scripted, SDP, type World } from './testing.ts';

const OFFER = ['Content-Type: application/sdp'];

/** Loses the first `count` messages of each line. */
function lose(world: World, count: number, ...lines: string[]): void {
  const left = new Map(lines.map((line) => [line, count]));
  world.network.drop = (line) => {
    const still = left.get(line) ?? 0;
    left.set(line, still - 1);
    return still > 0;
  };
}

test('CANCEL, its 200 and the 487 are lost twice each: repeated until all are through (17.1.2.2, 17.2.1)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const ann = dial(world);
  await world.clock.advance(100);
  lose(world, 2, '192.0.2.1 CANCEL', '192.0.2.2 200 CANCEL', '192.0.2.2 487 INVITE');
  ann.call.hangUp();
  await world.clock.advance(20_000);
  assert.deepEqual([ann.endings[0]?.kind, ann.endings[0]?.status], ['canceled', 487]);
  assert.deepEqual(calls[0]!.heard, ['ended']);
  const sent = world.network.sentBy('192.0.2.1').filter((line) => line === 'CANCEL').length;
  assert.ok(sent > 4, `${sent} CANCELs`);
  assert.deepEqual(await emptyOut(world), {});
});

test('BYE and its 200 are lost: repeated with the same CSeq, served once (17.1.2.2, 17.2.2)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  lose(world, 1, '192.0.2.1 BYE', '192.0.2.2 200 BYE');
  ann.call.hangUp();
  await world.clock.advance(5_000);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'us' }]);
  assert.deepEqual(calls[0]!.endings, [{ kind: 'bye', by: 'peer' }]);
  const byes = world.network.messages.filter(
    (message) => message.kind === 'request' && message.method === 'BYE',
  );
  assert.equal(byes.length, 3);
  assert.equal(new Set(byes.map(({ cseq }) => cseq.number)).size, 1);
  assert.deepEqual(await emptyOut(world), {});
});

test('both hang up at once: the BYEs cross, each is answered 200, each call ends once (15.1)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  ann.call.hangUp();
  calls[0]!.call.hangUp();
  await world.clock.advance(1_000);
  assert.deepEqual([ann.endings.length, calls[0]!.endings.length], [1, 1]);
  const log = world.network.log.slice(-4).sort();
  assert.deepEqual(log, ['192.0.2.1 200 BYE', '192.0.2.1 BYE', '192.0.2.2 200 BYE', '192.0.2.2 BYE']);
  assert.deepEqual(await emptyOut(world), {});
});

test('an INVITE without an offer: ours goes into the 200, the answer comes with the ACK (13.2.1)', async () => {
  const world = openWorld();
  let answer: string | undefined;
  const calls = bobDoes(world, (call) => {
    call.events.on('answered', ({ sdp }) => (answer = sdp));
    answering(call);
  });
  const carol = new Scripted(world);
  await carol.request('INVITE');
  assert.equal(calls[0]!.call.offer, undefined);
  const ok = carol.got.at(-1)!;
  assert.deepEqual([header(ok, 'Content-Type'), ok.body], ['application/sdp', SDP]);
  await carol.request('ACK', { to: carol.toTag, branch: 'ack', more: OFFER }, `${SDP}a=theirs\r\n`);
  assert.equal(answer, `${SDP}a=theirs\r\n`);
});

test('Max-Forwards 0 has reached us: an endpoint serves it, only a proxy says 483 (RFC 4475, 3.3.12)', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const carol = new Scripted(world);
  await carol.request('OPTIONS', { more: ['Max-Forwards: 0'] });
  await carol.request('INVITE', { cseq: 2, callId: 'other', more: ['Max-Forwards: 0', ...OFFER] }, SDP);
  assert.deepEqual(carol.statuses, ['200 OPTIONS', '100 INVITE', '200 INVITE']);
});

test('a CANCEL after the final response, or of another branch, changes nothing (9.2)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const carol = new Scripted(world);
  await carol.request('INVITE', { branch: 'i', more: OFFER }, SDP);
  const to = carol.toTag;
  await carol.request('CANCEL', { branch: 'i' });
  assert.equal(carol.statuses.at(-1), '200 CANCEL');
  await carol.request('CANCEL', { branch: 'unknown' });
  assert.equal(carol.statuses.at(-1), '481 CANCEL');
  await carol.request('ACK', { to, branch: 'ack' });
  assert.deepEqual(calls[0]!.heard, ['answered']);
});
