/** Watching a call's messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipPacket } from '../contract.ts';
import { rawCallId } from './message/index.ts';
import { ANN, answering, BOB, bobDoes, dial, openWorld } from './testing.ts';

const firstLine = ({ bytes, direction }: SipPacket): string =>
  `${direction} ${Buffer.from(bytes).toString().split('\r\n')[0]!}`;

const callIdOf = (head: string): string | undefined => rawCallId(Buffer.from(head));

test('every message of the call is told at both ends, whole, in its order, and of no other call', async () => {
  const world = openWorld();
  bobDoes(world, (call) => {
    call.ring();
    answering(call);
  });
  const identity = world.ann.newIdentity();
  const [atAnn, atBob]: [SipPacket[], SipPacket[]] = [[], []];
  world.ann.watch(identity.callId, (packet) => atAnn.push(packet));
  world.bob.watch(identity.callId, (packet) => atBob.push(packet));
  const ann = dial(world, { identity });
  dial(world);
  await world.clock.advance(1_000);
  ann.call.hangUp();
  await world.clock.advance(1_000);
  assert.deepEqual(atAnn.map(firstLine), [
    'sent INVITE sip:bob@192.0.2.2 SIP/2.0',
    'received SIP/2.0 100 Trying',
    'received SIP/2.0 180 Ringing',
    'received SIP/2.0 200 OK',
    'sent ACK sip:bob@192.0.2.2:5060 SIP/2.0',
    'sent BYE sip:bob@192.0.2.2:5060 SIP/2.0',
    'received SIP/2.0 200 OK',
  ]);
  assert.deepEqual(
    atBob.map(({ bytes, local, remote, transport }) => [bytes, local, remote, transport]),
    atAnn.map(({ bytes, transport }) => [bytes, '192.0.2.2:5060', '192.0.2.1:5060', transport]),
  );
  assert.ok(atBob.every(({ at }, index) => index === 0 || at >= atBob[index - 1]!.at));
});

test('until it is given up; a listener that throws hinders nobody; malformed messages are told too', async () => {
  const world = openWorld();
  const got: SipPacket[] = [];
  world.bob.watch('x@y', () => {
    throw new TypeError('mine');
  });
  const stop = world.bob.watch('x@y', (packet) => got.push(packet));
  const broken = Buffer.from('OPTIONS sip:b@c SIP/2.0\r\nI : x@y\r\n\r\n');
  world.network.inject(broken, ANN, BOB);
  await world.clock.advance(20);
  assert.deepEqual(
    got.map(({ bytes }) => Buffer.from(bytes)),
    [broken],
  );
  stop();
  stop();
  world.network.inject(broken, ANN, BOB);
  await world.clock.advance(20);
  assert.equal(got.length, 1);
});

test('the Call-ID of raw bytes: compact, folded, in any case; none in a body', () => {
  assert.equal(callIdOf('A b SIP/2.0\r\nCALL-ID \t:\r\n  q@h\r\n\r\n'), 'q@h');
  assert.equal(callIdOf('A b SIP/2.0\r\ni:q\r\nTo: x'), 'q');
  assert.equal(callIdOf('A b SIP/2.0\r\nX-i: a\r\n\r\ni: body'), undefined);
});
