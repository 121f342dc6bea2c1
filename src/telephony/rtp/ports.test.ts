import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { test } from 'node:test';
import { Latch } from './latch.ts';
import { PortPool } from './port-pool.ts';
import { openRtpSockets } from './socket.ts';

test('ports are even, taken in turn, and rest for their drain time', () => {
  const pool = new PortPool({ from: 10_001, to: 10_007 }, 100);
  assert.deepEqual([pool.take(0), pool.take(0), pool.take(0), pool.take(0)], [10_002, 10_004, 10_006, null]);
  pool.release(10_004, 50);
  assert.equal(pool.take(149), null);
  assert.equal(pool.take(150), 10_004);
  assert.ok(
    !new PortPool({ from: 10, to: 12 }, 0).ephemeral && new PortPool({ from: 0, to: 0 }, 0).ephemeral,
  );
});

test('a released port comes last', () => {
  const pool = new PortPool({ from: 10, to: 17 }, 0);
  assert.equal(pool.take(0), 10);
  pool.release(10, 0);
  assert.deepEqual([pool.take(1), pool.take(1), pool.take(1), pool.take(1)], [12, 14, 16, 10]);
});

test('packets go to the announced address until one shows another, and stay there', () => {
  const announced = { address: '192.0.2.1', port: 4000 };
  const real = { address: '198.51.100.1', port: 61_000 };
  const stranger = { address: '203.0.113.9', port: 5 };
  const latch = new Latch(announced);
  assert.deepEqual(latch.target, announced);
  assert.ok(latch.take(real, 0));
  assert.deepEqual(latch.target, real);
  assert.ok(!latch.take(stranger, 100), 'nobody takes a running stream over');
  assert.ok(latch.take(real, 1500));
  assert.ok(!latch.take(stranger, 3000));
  assert.ok(latch.take(stranger, 3500), 'after two silent seconds the peer has moved');
  assert.ok(latch.take(announced, 3600), 'the announced address always counts');
  assert.deepEqual(latch.target, announced);
  latch.announce({ ...announced }, 3700);
  assert.ok(latch.latched, 'the same description again changes nothing');
  latch.announce(null, 3800);
  assert.equal(latch.target, null);
  assert.ok(latch.take(announced, 3801), 'nothing else is known of it');
});

test('who sends nothing while silent keeps its place: another stream gets it only when that one has gone', () => {
  const [real, stranger] = ['198.51.100.1', '203.0.113.9'].map((address) => ({ address, port: 5 }));
  const latch = new Latch({ address: '192.0.2.1', port: 4000 });
  assert.ok(latch.take(real!, 0));
  assert.ok(!latch.take(stranger!, 5000, false));
  assert.ok(!latch.take(stranger!, 9999, false));
  assert.deepEqual(latch.target, real);
  assert.ok(latch.take({ ...real!, port: 6 }, 9999, true), 'its own stream by another binding');
  assert.ok(latch.take(stranger!, 19_999, false));
});

test('after a new description what is still on its way from the old place is not taken for the new one', () => {
  const [before, announced, real] = [4000, 4002, 61_000].map((port) => ({ address: '192.0.2.1', port }));
  const latch = new Latch(before!);
  assert.ok(latch.take(before!, 0));
  latch.announce(announced!, 100);
  assert.ok(!latch.take(before!, 120), 'it would hold its place for two seconds');
  assert.deepEqual(latch.target, announced);
  assert.ok(latch.take(real!, 140), 'the new one, behind its NAT');
  assert.ok(!latch.take(before!, 160));
  assert.deepEqual(latch.target, real);
  // A peer that announces another place and stays where it was is heard again at once.
  latch.announce(before!, 1000);
  assert.ok(latch.take(before!, 1001));
  latch.announce(announced!, 2000);
  assert.ok(latch.take(before!, 2250));
});

test('sockets: an even pair that outlives a failed send, a taken port refused', async () => {
  const errors: string[] = [];
  const parts = {
    address: '127.0.0.1',
    onRtp: () => undefined,
    onRtcp: () => undefined,
    onError: (error: NodeJS.ErrnoException) => errors.push(error.code!),
  };
  const pair = await openRtpSockets({ ...parts, port: 0 });
  assert.equal(pair.port % 2, 0);
  assert.equal(pair.rtcpPort, pair.port + 1);
  await assert.rejects(openRtpSockets({ ...parts, port: pair.port }), { code: 'EADDRINUSE' });
  // IPv6 from an IPv4 socket: reported, not thrown, and the socket lives on.
  pair.sendRtp(Uint8Array.of(1), 9, '::1');
  const listener = createSocket('udp4');
  const arrived = new Promise<number>((resolve) =>
    listener
      .on('message', (_, { port }) => resolve(port))
      .bind(0, '127.0.0.1', () => pair.sendRtp(Uint8Array.of(2), listener.address().port, '127.0.0.1')),
  );
  assert.equal(await arrived, pair.port);
  listener.close();
  assert.equal(errors.length, 1);
  await pair.close();
  await pair.close();
});
