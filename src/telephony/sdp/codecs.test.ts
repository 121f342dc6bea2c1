import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OfferAnswer, type LocalStream } from './offer-answer.ts';

const local: LocalStream = {
  ...{ address: '192.0.2.1', port: 16384, rtcpPort: 16385, sessionId: '42' },
  codecs: ['PCMU', 'PCMA', 'G722', 'opus', 'L16'],
};
const sdp = (...media: string[]): string =>
  ['v=0', 'o=- 1 1 IN IP4 198.51.100.7', 's=-', 'c=IN IP4 198.51.100.7', 't=0 0', ...media, ''].join('\r\n');

function answered(media: string[], ours: Partial<LocalStream> = {}) {
  const party = new OfferAnswer({ ...local, ...ours });
  party.offer();
  const agreed = party.takeAnswer(sdp(...media));
  assert.ok(agreed.ok);
  return { party, ...agreed };
}

test('our offer of every codec: clocks as the RFCs have them, keys at each clock', () => {
  const lines = new OfferAnswer(local).offer().split('\r\n');
  assert.ok(lines.includes('m=audio 16384 RTP/AVP 0 8 9 111 96 101 110'));
  for (const line of [
    'a=rtpmap:9 G722/8000',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 useinbandfec=1;maxplaybackrate=8000;sprop-maxcapturerate=8000;stereo=0',
    'a=rtpmap:101 telephone-event/8000',
    'a=rtpmap:110 telephone-event/48000',
  ])
    assert.ok(lines.includes(line), line);
});

test('dynamic numbers: we send with the peer’s and receive with ours; a static number needs no map', () => {
  const { agreement } = answered([
    'm=audio 4000 RTP/AVP 120 9 99',
    'a=rtpmap:120 opus/48000/2',
    'a=fmtp:120 useinbandfec=1; usedtx=1; maxaveragebitrate=20000',
    'a=rtpmap:99 telephone-event/48000',
  ]);
  assert.deepEqual([agreement.codec, agreement.sendType], ['opus', 120]);
  assert.deepEqual(agreement.opus, { fec: true, dtx: true, maxBitrate: 20_000 });
  assert.deepEqual(agreement.telephoneEvent, { send: 99, receive: 110 });
  assert.equal(agreement.eventSendRate, 48_000);
  assert.ok(agreement.receiveTypes.some(([type, name]) => type === 111 && name === 'opus'));
  assert.equal(answered(['m=audio 4000 RTP/AVP 9']).agreement.codec, 'G722');
});

test('who sends by the numbers that it listed in its answer is heard, unless they mean something else to us', () => {
  const map = [
    'a=rtpmap:120 opus/48000/2',
    'a=rtpmap:99 telephone-event/48000',
    'a=rtpmap:98 telephone-event/8000',
  ];
  const { agreement } = answered(['m=audio 4000 RTP/AVP 120 99 98', ...map]);
  const codecOf = new Map(agreement.receiveTypes);
  assert.deepEqual([codecOf.get(111), codecOf.get(120)], ['opus', 'opus']);
  assert.deepEqual(
    new Map(agreement.eventRates),
    new Map([
      [101, 8000],
      [110, 48_000],
      [99, 48_000],
      [98, 8000],
    ]),
  );
  const crossed = answered([
    'm=audio 4000 RTP/AVP 101 111',
    'a=rtpmap:101 opus/48000/2',
    'a=rtpmap:111 telephone-event/8000',
  ]);
  assert.equal(new Map(crossed.agreement.receiveTypes).get(101), undefined);
  assert.equal(new Map(crossed.agreement.receiveTypes).get(111), 'opus');
  assert.equal(new Map(crossed.agreement.eventRates).get(101), 8000);
});

test('an offer keeps its numbers in our answer, and in our offers after it', () => {
  const party = new OfferAnswer(local);
  const agreed = party.takeOffer(
    sdp(
      'm=video 6000 RTP/AVP 31',
      'm=audio 4000 RTP/AVP 97 13 98',
      ...['a=rtpmap:97 opus/48000/2', 'a=rtpmap:98 telephone-event/8000'],
    ),
  );
  assert.ok(agreed.ok && agreed.answer);
  assert.match(agreed.answer, /m=audio 16384 RTP\/AVP 97 13 98\r\n/);
  assert.match(agreed.answer, /a=rtpmap:13 CN\/8000/);
  // RFC 3264, 8: every stream stays in its place; 8.3.2: every number keeps its meaning.
  const again = party.offerAgain(true);
  assert.match(again, /m=video 0 RTP\/AVP 31\r\nm=audio 16384 RTP\/AVP 0 8 9 97 96 98 110\r\n/);
  assert.match(again, /a=sendonly/);
  assert.match(party.offerAgain(false), /^o=- 42 3 /m);
});

test('the peer’s ptime and maxptime decide how much we send at once', () => {
  const table: [string[], number | undefined, number][] = [
    [[], undefined, 20],
    [[], 40, 40],
    [['a=ptime:30'], undefined, 30],
    [['a=ptime:30'], 60, 30],
    [['a=maxptime:40'], 60, 40],
    [['a=ptime:5'], undefined, 10],
    [['a=ptime:200'], undefined, 60],
    [['a=ptime:25'], undefined, 20],
    [['a=ptime:0'], undefined, 20],
  ];
  for (const [lines, ours, expected] of table) {
    const given = ours === undefined ? {} : { ptimeMs: ours };
    const { agreement } = answered(['m=audio 4000 RTP/AVP 0', ...lines], given);
    assert.equal(agreement.ptimeMs, expected, `${lines.join()} ${ours}`);
  }
  const opus = ['m=audio 4000 RTP/AVP 111', 'a=rtpmap:111 opus/48000/2', 'a=ptime:50'];
  assert.equal(answered(opus).agreement.ptimeMs, 40, 'Opus has no frames of 50 ms');
});

test('multiplexed RTCP: offered when we are told to, and only then followed in an answer', () => {
  const media = ['m=audio 4000 RTP/AVP 0', 'a=rtcp-mux'];
  assert.equal(answered(media).agreement.rtcpMux, false);
  const offered = answered(media, { rtcpMux: true });
  assert.ok(offered.agreement.rtcpMux);
  assert.match(offered.party.offer(), /a=rtcp-mux/);
  assert.equal(answered(['m=audio 4000 RTP/AVP 0'], { rtcpMux: true }).agreement.rtcpMux, false);
});

function direction(line: string, holding = false): [boolean, string] {
  const party = new OfferAnswer(local);
  party.offerAgain(holding);
  const agreed = party.takeAnswer(sdp('m=audio 4000 RTP/AVP 0', line));
  assert.ok(agreed.ok);
  return [agreed.held, agreed.agreement.direction];
}

test('held: the peer hears nothing; holding: we take no more than we offered', () => {
  assert.deepEqual(direction('a=sendrecv'), [false, 'sendrecv']);
  assert.deepEqual(direction('a=sendonly'), [true, 'recvonly']);
  assert.deepEqual(direction('a=inactive'), [true, 'inactive']);
  assert.deepEqual(direction('c=IN IP4 0.0.0.0'), [true, 'recvonly']);
  assert.deepEqual(direction('a=recvonly', true), [false, 'sendonly']);
  assert.deepEqual(direction('a=sendrecv', true), [false, 'sendonly']);
});
