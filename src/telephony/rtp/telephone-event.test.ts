import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { keyPacket, KeyReceiver, parseTelephoneEvent, printTelephoneEvent } from './telephone-event.ts';

test('payload: octets both ways (RFC 4733, 2.3)', () => {
  const bytes = Uint8Array.of(11, 0x8a, 0x03, 0x20);
  assert.deepEqual(parseTelephoneEvent(bytes), { event: 11, end: true, volume: 10, duration: 800 });
  assert.deepEqual(printTelephoneEvent(parseTelephoneEvent(bytes)!), bytes);
  assert.equal(parseTelephoneEvent(bytes.subarray(1)), null);
});

test('a key is five growing packets, the last of them sent three times, all at one timestamp', () => {
  const packets = Array.from({ length: 9 }, (_, index) => keyPacket('#', index));
  assert.deepEqual(
    packets
      .map((packet) => packet && parseTelephoneEvent(packet.payload)!)
      .map((e) => e && [e.duration, e.end]),
    [
      [160, false],
      [320, false],
      [480, false],
      [640, false],
      [800, true],
      [800, true],
      [800, true],
      null,
      null,
    ],
  );
  assert.deepEqual(
    packets.map((packet) => packet?.marker),
    [true, false, false, false, false, false, false, undefined, undefined],
  );
  packets.forEach((packet, index) => assert.equal(packet?.behind ?? index * 160, index * 160));
  assert.equal(keyPacket('x', 0), null);
});

test('each key is received once, whatever is lost or repeated, as long as one packet of it comes', () => {
  const key = fc.record({
    digit: fc.constantFrom(...'0123456789*#ABCD'),
    // How often each of the seven packets arrives.
    copies: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
  });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 8 }), (pressed) => {
      const receiver = new KeyReceiver();
      const received: string[] = [];
      let now = 0;
      pressed.forEach(({ digit, copies }, number) => {
        copies.forEach((count, index) => {
          const event = parseTelephoneEvent(keyPacket(digit, index)!.payload)!;
          for (let copy = 0; copy < count; copy++)
            received.push(
              ...receiver.take(event, (0xffff_ff00 + number * 1600) >>> 0, now).map((k) => k.digit),
            );
          now += 20;
          received.push(...receiver.tick(now).map((k) => k.digit));
        });
      });
      received.push(...receiver.tick(now + 1000).map((k) => k.digit));
      assert.deepEqual(
        received,
        pressed.filter(({ copies }) => copies.some((n) => n > 0)).map(({ digit }) => digit),
      );
    }),
  );
});

test('a straggler of the key before is no new key', () => {
  const receiver = new KeyReceiver();
  const end = { event: 1, end: true, volume: 10, duration: 800 };
  assert.deepEqual(receiver.take(end, 1000, 0), [{ digit: '1', durationMs: 100 }]);
  receiver.take({ ...end, event: 2, end: false }, 3000, 40);
  assert.deepEqual(receiver.take(end, 1000, 41), []);
  assert.equal(receiver.active, true);
  assert.deepEqual(receiver.take({ ...end, event: 16 }, 5000, 60), [], 'a flash is no key');
});
