import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OfferAnswer, type LocalStream } from './offer-answer.ts';

const local: LocalStream = {
  address: '192.0.2.1',
  port: 16384,
  rtcpPort: 16385,
  codecs: ['PCMU', 'PCMA'],
  sessionId: '42',
};

function sdp(media: string[], session: string[] = ['c=IN IP4 198.51.100.7']): string {
  return ['v=0', 'o=- 1 1 IN IP4 198.51.100.7', 's=-', ...session, 't=0 0', ...media, ''].join('\r\n');
}

function answerTo(media: string[], session?: string[]) {
  return new OfferAnswer(local).takeAnswer(sdp(media, session));
}

function remote(media: string[], session?: string[]) {
  const agreed = answerTo(media, session);
  assert.ok(agreed.ok);
  return [agreed.agreement.remote, agreed.agreement.remoteRtcp];
}

test('our offer', () => {
  assert.equal(
    new OfferAnswer(local).offer(),
    [
      'v=0',
      'o=- 42 1 IN IP4 192.0.2.1',
      's=-',
      'c=IN IP4 192.0.2.1',
      't=0 0',
      'm=audio 16384 RTP/AVP 0 8 101',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
      'a=ptime:20',
      'a=sendrecv',
      '',
    ].join('\r\n'),
  );
});

test('answers: the codec is the first one the peer lists that we have, telephone-event its number', () => {
  const table: [string[], string, number | null][] = [
    [['m=audio 4000 RTP/AVP 0'], 'PCMU', null],
    [['m=audio 4000 RTP/AVP 8 0'], 'PCMA', null],
    [['m=audio 4000 RTP/AVP 18 8 96', 'a=rtpmap:96 telephone-event/8000'], 'PCMA', 96],
    [
      [
        'm=audio 4000 RTP/AVP 0 97 98',
        'a=rtpmap:97 telephone-event/16000',
        'a=rtpmap:98 TELEPHONE-EVENT/8000',
      ],
      'PCMU',
      98,
    ],
    [['m=audio 0 RTP/AVP 8', 'm=audio 4002 RTP/AVP 0'], 'PCMU', null],
  ];
  for (const [media, codec, event] of table) {
    const agreed = answerTo(media);
    assert.ok(agreed.ok, media.join());
    assert.equal(agreed.agreement.codec, codec);
    assert.equal(agreed.agreement.telephoneEvent?.send ?? null, event);
    if (event !== null)
      assert.equal(agreed.agreement.telephoneEvent?.receive, 101, 'we receive our own number');
  }
});

test('no common codec, whatever the reason', () => {
  for (const media of [
    ['m=audio 4000 RTP/AVP 18 3'],
    ['m=audio 4000 RTP/SAVP 0'],
    ['m=audio 0 RTP/AVP 0'],
    ['m=video 4000 RTP/AVP 31'],
    ['m=audio 4000 RTP/AVP 96', 'a=rtpmap:96 PCMU/16000'],
    [],
  ]) {
    const agreed = answerTo(media);
    assert.ok(!agreed.ok && agreed.problem === 'no-common-codec', media.join());
  }
});

test('malformed descriptions say which line', () => {
  for (const [text, line] of [
    ['', /begin with "v=0"/],
    ['v=0\r\no=- 1 1 IN IP4\r\n', /Line 2/],
    [sdp(['m=audio x RTP/AVP 0']), /Line 6.*"m="/],
    [sdp(['m=audio 70000 RTP/AVP 0']), /Line 6/],
    [sdp(['m=audio 4000 RTP/AVP 0'], ['c=IN IP6 1.2.3.4']), /Line 4/],
    [sdp(['m=audio 4000 RTP/AVP 0'], []), /without "c="/],
    [sdp(['garbage']), /Line 6/],
    ['v=0\n'.repeat(30_000), /longer/],
  ] as const) {
    const agreed = new OfferAnswer(local).takeOffer(text);
    assert.ok(!agreed.ok && agreed.problem === 'malformed-sdp', text.slice(0, 80));
    assert.match(agreed.detail, line);
  }
});

test('where packets go: stream before session, a=rtcp, host names wait for the first packet', () => {
  assert.deepEqual(remote(['m=audio 4000 RTP/AVP 0']), [
    { address: '198.51.100.7', port: 4000 },
    { address: '198.51.100.7', port: 4001 },
  ]);
  assert.deepEqual(
    remote(['m=audio 4000 RTP/AVP 0', 'c=IN IP4 203.0.113.5', 'a=rtcp:5001 IN IP4 203.0.113.6']),
    [
      { address: '203.0.113.5', port: 4000 },
      { address: '203.0.113.6', port: 5001 },
    ],
  );
  assert.equal(remote(['m=audio 4000 RTP/AVP 0'], ['c=IN IP4 media.example'])[0]!.address, null);
});

test('offers: the answer mirrors direction, keeps numbers, rejects other streams with port 0', () => {
  const party = new OfferAnswer(local);
  const agreed = party.takeOffer(
    sdp([
      'm=video 5000 RTP/AVP 31 34',
      'm=audio 4000 RTP/AVP 8 0 97',
      'a=rtpmap:97 telephone-event/8000',
      'a=rtcp-mux',
      'a=sendonly',
      'm=audio 4004 RTP/AVP 0',
    ]),
  );
  assert.ok(agreed.ok && agreed.answer);
  const lines = agreed.answer.split('\r\n');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('m=')),
    ['m=video 0 RTP/AVP 31', 'm=audio 16384 RTP/AVP 0 8 97', 'm=audio 0 RTP/AVP 0'],
  );
  assert.ok(lines.includes('a=recvonly') && lines.includes('a=rtcp-mux') && lines.includes('a=fmtp:97 0-15'));
  assert.equal(agreed.agreement.direction, 'recvonly');
  assert.deepEqual(agreed.agreement.telephoneEvent, { send: 97, receive: 97 });
  assert.deepEqual(agreed.agreement.remoteRtcp, agreed.agreement.remote);
});

test('hold and resume: direction, the old address of zeros, and the version of our description', () => {
  const party = new OfferAnswer(local);
  const step = (...media: string[]): [string, string] => {
    const agreed = party.takeOffer(sdp(['m=audio 4000 RTP/AVP 0', ...media]));
    assert.ok(agreed.ok && agreed.answer);
    return [agreed.agreement.direction, /^o=- 42 (\d+)/m.exec(agreed.answer)![1]!];
  };
  assert.deepEqual(step(), ['sendrecv', '1']);
  assert.deepEqual(step(), ['sendrecv', '1'], 'unchanged: the version stays');
  assert.deepEqual(step('a=sendonly'), ['recvonly', '2']);
  assert.deepEqual(step('a=inactive'), ['inactive', '3']);
  assert.deepEqual(step('c=IN IP4 0.0.0.0'), ['recvonly', '4'], 'nothing may be sent to 0.0.0.0');
  assert.deepEqual(step('a=recvonly'), ['sendonly', '5']);
});
