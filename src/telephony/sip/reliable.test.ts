/** Being called, before the answer: reliable provisional responses of ours (RFC 3262, 3 and 5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingSipCall } from '../contract.ts';
import { header, headerLines } from './message/index.ts';
import {
  answering,
  bobDoes,
  dial,
  emptyOut,
  openWorld,
  Scripted,
  SDP,
  type Watched,
  type World,
} from './testing.ts';

const SDP_TYPE = 'Content-Type: application/sdp';
const EARLY = `${SDP}a=early\r\n`;

const caller = (
  world: World,
  act: (call: IncomingSipCall) => void,
): [Scripted, Watched<IncomingSipCall>[]] => {
  const calls = bobDoes(world, act);
  return [new Scripted(world), calls];
};
const OFFER = [SDP_TYPE, 'X-One: a', 'X-One: b'];

test('our 183 goes reliably to whoever takes it; the 200 waits for its PRACK (RFC 3262, 3)', async () => {
  const world = openWorld();
  const [carol, calls] = caller(world, (call) => {
    call.ring(EARLY);
    answering(call);
  });
  await carol.request('INVITE', { more: [...OFFER, 'Supported: 100rel'] }, SDP);
  await world.clock.advance(1_600);
  // T1, then 2*T1: after 500 and 1,500 ms.
  const reliable = carol.got.filter((message) => message.kind === 'response' && message.status === 183);
  assert.equal(reliable.length, 3);
  const rseq = Number(header(reliable[0]!, 'RSeq'));
  assert.ok(rseq >= 1 && rseq < 2 ** 31);
  assert.deepEqual([header(reliable[0]!, 'Require'), reliable[0]!.body], ['100rel', EARLY]);
  assert.ok(!carol.statuses.includes('200 INVITE'));
  const to = carol.toTag;
  await carol.request('PRACK', { cseq: 2, to, branch: 'wrong', more: [`RAck: ${rseq + 1} 1 INVITE`] });
  await carol.request('PRACK', { cseq: 3, to, branch: 'none' });
  await carol.request('PRACK', { cseq: 4, to, branch: 'right', more: [`RAck: ${rseq} 1 INVITE`] });
  assert.deepEqual(carol.statuses.slice(-4), ['481 PRACK', '481 PRACK', '200 PRACK', '200 INVITE']);
  assert.equal(carol.got.at(-1)!.body, '');
  await carol.request('ACK', { cseq: 1, to, branch: 'ack' });
  assert.deepEqual(calls[0]!.heard, ['answered']);
  assert.deepEqual(calls[0]!.call.headers('x-one'), ['a', 'b']);
  await carol.request('BYE', { cseq: 5, to, branch: 'bye' });
  assert.deepEqual(await emptyOut(world), {});
});

test('without 100rel the 183 goes as before, and the 200 with it', async () => {
  const world = openWorld();
  const [carol] = caller(world, (call) => {
    call.ring(EARLY);
    answering(call);
  });
  await carol.request('INVITE', { more: OFFER }, SDP);
  assert.deepEqual(carol.statuses, ['100 INVITE', '183 INVITE', '200 INVITE']);
  assert.deepEqual(
    [header(carol.got[1]!, 'RSeq'), carol.got[1]!.body, carol.got[2]!.body],
    [undefined, EARLY, SDP],
  );
});

test('required, a 180 is reliable too; the next waits for its PRACK; a 200 does not wait for it', async () => {
  const world = openWorld();
  const [carol, calls] = caller(world, (call) => call.ring());
  await carol.request('INVITE', { more: [...OFFER, 'Require: 100rel'] }, SDP);
  const to = carol.toTag;
  const rseq = Number(header(carol.got.at(-1)!, 'RSeq'));
  calls[0]!.call.ring();
  await world.clock.advance(50);
  assert.deepEqual(carol.statuses, ['100 INVITE', '180 INVITE']);
  await carol.request('PRACK', { cseq: 2, to, more: [`RAck: ${rseq} 1 INVITE`] });
  assert.deepEqual(carol.statuses.slice(-2), ['200 PRACK', '180 INVITE']);
  assert.equal(Number(header(carol.got.at(-1)!, 'RSeq')), rseq + 1);
  answering(calls[0]!.call);
  await world.clock.advance(50);
  assert.equal(carol.statuses.at(-1), '200 INVITE');
  await carol.request('PRACK', { cseq: 3, to, more: [`RAck: ${rseq + 1} 1 INVITE`] });
  assert.equal(carol.statuses.at(-1), '200 PRACK');
  await carol.request('ACK', { cseq: 1, to, branch: 'ack' });
  await carol.request('BYE', { cseq: 4, to, branch: 'bye' });
  assert.deepEqual(await emptyOut(world), {});
});

test('no PRACK for 64*T1: 504 (RFC 3262, 3)', async () => {
  const world = openWorld();
  const [carol, calls] = caller(world, (call) => call.ring(EARLY));
  await carol.request('INVITE', { more: [...OFFER, 'Supported: 100rel'] }, SDP);
  await world.clock.advance(31_000);
  assert.equal(calls[0]!.endings.length, 0);
  await world.clock.advance(1_500);
  assert.deepEqual([calls[0]!.endings[0]?.kind, calls[0]!.endings[0]?.status], ['no-response', 504]);
  assert.ok(carol.statuses.includes('504 INVITE'));
  assert.deepEqual(await emptyOut(world), {});
});

test('an INVITE without offer: ours is in the reliable 183, the answer in the PRACK (RFC 3262, 5)', async () => {
  const world = openWorld();
  const [carol, calls] = caller(world, (call) => call.ring(EARLY));
  await carol.request('INVITE', { more: ['Supported: 100rel'] });
  const rseq = header(carol.got.at(-1)!, 'RSeq');
  const to = carol.toTag;
  const answer = `${SDP}a=answer\r\n`;
  await carol.request('PRACK', { cseq: 2, to, more: [`RAck: ${rseq} 1 INVITE`, SDP_TYPE] }, answer);
  let heard: string | undefined;
  calls[0]!.call.events.on('answered', ({ sdp }) => (heard = sdp));
  answering(calls[0]!.call);
  await world.clock.advance(50);
  assert.deepEqual([carol.statuses.at(-1), carol.got.at(-1)!.body], ['200 INVITE', '']);
  await carol.request('ACK', { cseq: 1, to, branch: 'ack' });
  assert.equal(heard, answer);
  await carol.request('BYE', { cseq: 3, to, branch: 'bye' });
  assert.deepEqual(await emptyOut(world), {});
  // Without 100rel no description may stand in a provisional response (13.2.1).
  const other = openWorld();
  const [dave] = caller(other, (call) => call.ring(EARLY));
  await dave.request('INVITE', {});
  assert.deepEqual([dave.statuses.at(-1), dave.got.at(-1)!.body], ['183 INVITE', '']);
});

test('an offer in a PRACK is answered in its 200, or refused with 488', async () => {
  for (const wanted of ['200 PRACK', '488 PRACK']) {
    const world = openWorld();
    const [carol, calls] = caller(world, (call) => {
      call.onOffer((sdp) => (wanted.startsWith('200') ? `${sdp}a=again\r\n` : null));
      call.ring(EARLY);
    });
    await carol.request('INVITE', { more: [...OFFER, 'Supported: 100rel'] }, SDP);
    const [rseq, to] = [header(carol.got.at(-1)!, 'RSeq'), carol.toTag];
    await carol.request('PRACK', { cseq: 2, to, more: [`RAck: ${rseq} 1 INVITE`, SDP_TYPE] }, EARLY);
    assert.equal(carol.statuses.at(-1), wanted);
    assert.equal(carol.got.at(-1)!.body, wanted.startsWith('200') ? `${EARLY}a=again\r\n` : '');
    answering(calls[0]!.call);
    await world.clock.advance(50);
    assert.equal(carol.statuses.at(-1), '200 INVITE');
    await carol.request('ACK', { cseq: 1, to, branch: 'ack' });
    await carol.request('BYE', { cseq: 3, to, branch: 'bye' });
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('UPDATE before the answer: refused while an offer is open, then answered (RFC 3311, 5.2)', async () => {
  const world = openWorld();
  const [carol, calls] = caller(world, (call) => call.onOffer((sdp) => `${sdp}a=updated\r\n`));
  await carol.request('INVITE', { more: [...OFFER, 'Supported: 100rel'] }, SDP);
  calls[0]!.call.ring();
  await world.clock.advance(50);
  const to = carol.toTag;
  const update = (cseq: number, body = ''): Promise<void> =>
    carol.request('UPDATE', { cseq, to, more: body === '' ? [] : [SDP_TYPE] }, body);
  await update(2, SDP);
  await update(3);
  assert.deepEqual(carol.statuses.slice(-2), ['500 UPDATE', '200 UPDATE']);
  calls[0]!.call.ring(EARLY);
  await world.clock.advance(50);
  const rseq = header(carol.got.at(-1)!, 'RSeq');
  await carol.request('PRACK', { cseq: 4, to, more: [`RAck: ${rseq} 1 INVITE`] });
  await update(5, EARLY);
  assert.deepEqual([carol.statuses.at(-1), carol.got.at(-1)!.body], ['200 UPDATE', `${EARLY}a=updated\r\n`]);
  answering(calls[0]!.call);
  await world.clock.advance(50);
  await carol.request('ACK', { cseq: 1, to, branch: 'ack' });
  await carol.request('BYE', { cseq: 6, to, branch: 'bye' });
  assert.deepEqual(await emptyOut(world), {});
});

test('CANCEL and refusals end what waits for its PRACK', async () => {
  for (const end of ['CANCEL', 'reject']) {
    const world = openWorld();
    const [carol, calls] = caller(world, (call) => call.ring(EARLY));
    await carol.request('INVITE', { branch: 'same', more: [...OFFER, 'Supported: 100rel'] }, SDP);
    const to = carol.toTag;
    if (end === 'CANCEL') await carol.request('CANCEL', { branch: 'same' });
    else calls[0]!.call.reject(486);
    await world.clock.advance(50);
    await carol.request('ACK', { branch: 'same', to });
    const count = carol.got.length;
    await world.clock.advance(40_000);
    assert.equal(carol.got.length, count, 'nothing is repeated');
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('two endpoints of ours: 183 reliably, PRACK, 200', async () => {
  const world = openWorld();
  bobDoes(world, (call) => call.ring(EARLY));
  const ann = dial(world);
  await world.clock.advance(200);
  assert.deepEqual(
    world.network.log.filter((line) => !line.includes('100')),
    ['192.0.2.1 INVITE', '192.0.2.2 183 INVITE', '192.0.2.1 PRACK', '192.0.2.2 200 PRACK'],
  );
  assert.deepEqual(headerLines(world.network.messages.at(-2)!, 'RAck').length, 1);
  ann.call.hangUp();
  assert.deepEqual(await emptyOut(world), {});
});
