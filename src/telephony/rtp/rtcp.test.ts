import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { seededRandom } from '#kernel';
import { RtcpSession, type RtcpFacts } from './rtcp-session.ts';
import { ntpTime, parseRtcp, printRtcp } from './rtcp.ts';
import { JitterEstimate, SequenceTracker } from './sequence.ts';

const word = fc.integer({ min: 0, max: 0xffff_ffff });

test('compound packets: what is printed is read back', () => {
  const block = fc.record({
    ssrc: word,
    fractionLost: fc.integer({ min: 0, max: 255 }),
    lost: fc.integer({ min: -0x80_0000, max: 0x7f_ffff }),
    highestSequence: word,
    jitter: word,
    lastReport: word,
    delaySinceLastReport: word,
  });
  const sender = fc.record({
    ntpSeconds: word,
    ntpFraction: word,
    rtpTimestamp: word,
    packets: word,
    octets: word,
  });
  fc.assert(
    fc.property(
      word,
      fc.option(sender, { nil: undefined }),
      fc.array(block, { maxLength: 3 }),
      fc.stringMatching(/^[a-z0-9]{1,20}$/),
      fc.boolean(),
      (ssrc, info, blocks, cname, bye) => {
        const report = structuredClone({
          ssrc,
          ...(info && { sender: info }),
          blocks,
          cname,
          ...(bye && { bye }),
        });
        const bytes = printRtcp(report);
        assert.equal(bytes.length % 4, 0);
        assert.deepEqual(parseRtcp(bytes), report);
      },
    ),
  );
});

test('hostile bytes give a report or null', () => {
  const good = printRtcp({ ssrc: 1, blocks: [], cname: 'x' });
  assert.equal(parseRtcp(good.subarray(0, -1)), null);
  assert.equal(parseRtcp(good.with(3, 200)), null);
  assert.equal(parseRtcp(good.with(0, 0x9f)), null, '31 blocks announced');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
      const bytes = Uint8Array.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      parseRtcp(bytes);
    }),
  );
});

test('NTP time: 1970 is 2,208,988,800 s after 1900', () => {
  assert.deepEqual(ntpTime(500), { seconds: 2_208_988_800, fraction: 0x8000_0000, middle: 0x7e80_8000 });
});

const wall = (now: number): number => 1_750_000_000_000 + now;
const facts = (ssrc: number, now: number, packets: number): RtcpFacts => ({
  ssrc,
  cname: 'c',
  now,
  wall: 1_750_000_000_000 + now,
  packets,
  octets: packets * 160,
  rtpTimestamp: 0,
  remoteSsrc: 3 - ssrc,
  sequence: new SequenceTracker(),
  jitter: new JitterEstimate(),
});

test('two sessions measure the round trip; the first report is an SR when something was sent, else an RR', () => {
  const [a, b] = [new RtcpSession(seededRandom(1), 0), new RtcpSession(seededRandom(2), 0)];
  // 30 ms there, 500 ms held, 50 ms back.
  const first = a.report(facts(1, 1000, 10));
  assert.ok(b.take(first, 2, 1030, wall(1030))?.sender);
  const second = b.report(facts(2, 1530, 0));
  const report = a.take(second, 1, 1580, wall(1580));
  assert.equal(report?.sender, undefined);
  assert.ok(Math.abs(a.roundTripMs! - 80) < 0.1, `${a.roundTripMs}`);
  assert.deepEqual([a.heardOfUs?.lost, a.heardOfUs?.jitter, b.heardOfUs?.lost], [0, 0, 0]);
  assert.equal(a.take(Uint8Array.of(1, 2, 3), 1, 0, 0), null);
});

test('reports are due at random, 2 to 6.2 s apart, the first one sooner', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const session = new RtcpSession(seededRandom(seed), 0);
      assert.ok(!session.isDue(1000) && session.isDue(3100));
    }),
  );
});
