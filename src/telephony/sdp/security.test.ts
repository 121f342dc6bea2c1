import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#kernel';
import type { SrtpPolicy } from '../contract.ts';
import { OfferAnswer, type Agreed } from './offer-answer.ts';

function party(policy: SrtpPolicy, seed = 1): OfferAnswer {
  return new OfferAnswer({
    ...{ address: '192.0.2.1', port: 16_384, rtcpPort: 16_385, codecs: ['PCMU'], sessionId: '42' },
    srtp: { policy, random: seededRandom(seed) },
  });
}

function cryptos(sdp: string): string[] {
  return sdp.split('\r\n').filter((line) => line.startsWith('a=crypto:'));
}

function sdp(...media: string[]): string {
  const session = ['v=0', 'o=- 1 1 IN IP4 198.51.100.7', 's=-', 'c=IN IP4 198.51.100.7', 't=0 0'];
  return [...session, ...media, ''].join('\r\n');
}

const KEY = Buffer.alloc(30, 9).toString('base64');
const LINE = `a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:${KEY}`;

/** What both came to: the suite, `plain`, or what was wrong. */
function told(agreed: Agreed): string {
  return agreed.ok ? (agreed.agreement.srtp?.send.suite ?? 'plain') : agreed.problem;
}

test('policies against each other', () => {
  const usual = 'AES_CM_128_HMAC_SHA1_80';
  const table: [offers: SrtpPolicy, answers: SrtpPolicy, outcome: string][] = [
    ['off', 'off', 'plain'],
    ['off', 'optional', 'plain'],
    ['off', 'required', 'srtp-required'],
    ['optional', 'off', 'plain'],
    ['optional', 'optional', usual],
    ['optional', 'required', usual],
    ['required', 'off', 'no-common-codec'],
    ['required', 'optional', usual],
    ['required', 'required', usual],
  ];
  for (const [offers, answers, outcome] of table) {
    const [caller, callee] = [party(offers, 1), party(answers, 2)];
    const taken = callee.takeOffer(caller.offer());
    assert.equal(told(taken), outcome, `${offers}, ${answers}`);
    if (!taken.ok) continue;
    const agreed = caller.takeAnswer(taken.answer!);
    assert.equal(told(agreed), outcome);
    if (!agreed.ok || outcome === 'plain') continue;
    assert.deepEqual(agreed.agreement.srtp!.send, taken.agreement.srtp!.receive);
    assert.deepEqual(agreed.agreement.srtp!.receive, taken.agreement.srtp!.send);
    assert.notDeepEqual(agreed.agreement.srtp!.send.keySalt, agreed.agreement.srtp!.receive.keySalt);
  }
});

test('an offer has a key of its own for each suite, and keeps them; sessions share none', () => {
  const caller = party('required');
  const lines = cryptos(caller.offer());
  assert.equal(new Set(lines.map((line) => line.split('inline:')[1])).size, 3);
  assert.deepEqual(cryptos(caller.offerAgain(true)), lines);
  const others = cryptos(party('required', 2).offer());
  for (const line of lines) assert.ok(!others.includes(line));
  assert.match(caller.offer(), /m=audio 16384 RTP\/SAVP /);
  assert.match(party('optional').offer(), /m=audio 16384 RTP\/AVP /);
  assert.deepEqual(cryptos(party('off').offer()), []);
});

test('optional: offered under RTP/SAVP where that is wanted, and in later offers, until it is not', () => {
  const [caller, callee] = [party('optional', 1), party('required', 2)];
  const taken = callee.takeOffer(caller.offer(true));
  const agreed = taken.ok ? caller.takeAnswer(taken.answer!) : taken;
  assert.equal(told(agreed), told(taken));
  assert.ok(agreed.ok && agreed.agreement.srtp);
  assert.match(caller.offerAgain(true), /m=audio 16384 RTP\/SAVP /);
  assert.match(caller.offer(), /m=audio 16384 RTP\/AVP /);
  assert.match(party('off').offer(true), /m=audio 16384 RTP\/AVP /);
});

test('an answer: the first line that can be used, with its tag; the encrypted stream before the plain one', () => {
  const offer = sdp(
    ...['m=audio 4000 RTP/AVP 0', 'm=audio 4002 RTP/SAVP 0'],
    ...['a=crypto:1 F8_128_HMAC_SHA1_80 inline:' + KEY, LINE, LINE.replace(':7', ':8')],
  );
  const taken = party('optional').takeOffer(offer);
  assert.ok(taken.ok && taken.answer);
  assert.match(taken.answer, /m=audio 0 RTP\/AVP 0\r\nm=audio 16384 RTP\/SAVP 0/);
  assert.match(cryptos(taken.answer).join(), /^a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:\S{40}$/);
  assert.equal(taken.agreement.remote.port, 4002);
  const plain = party('off').takeOffer(offer);
  assert.ok(plain.ok && plain.agreement.remote.port === 4000 && !plain.agreement.srtp);
});

test("an offer's MKI is what its packets hold; our own key names none", () => {
  const taken = party('required').takeOffer(sdp('m=audio 4000 RTP/SAVP 0', `${LINE}|2^20|7:2`));
  assert.ok(taken.ok && taken.answer);
  assert.deepEqual([...taken.agreement.srtp!.receive.mki!], [0, 7]);
  assert.equal(taken.agreement.srtp!.send.mki, undefined);
  assert.match(cryptos(taken.answer).join(), /^a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:\S{40}$/);
});

test('keys that cannot be used: beside plain RTP left out, else refused', () => {
  const withRate = LINE + ' KDR=1';
  const [open, secure] = ['RTP/AVP', 'RTP/SAVP'].map((protocol) =>
    sdp(`m=audio 4000 ${protocol} 0`, withRate),
  ) as [string, string];
  assert.equal(told(party('optional').takeOffer(open)), 'plain');
  assert.equal(told(party('required').takeOffer(open)), 'srtp-required');
  assert.equal(told(party('optional').takeOffer(secure)), 'no-common-codec');
  assert.equal(told(party('required').takeOffer(secure)), 'srtp-required');
  // In an answer they are what the peer will use, so that plain RTP would be noise to it.
  assert.equal(told(party('optional').takeAnswer(open)), 'srtp-required');
});

test("an answer's tag and suite must be those of one of our lines (5.1.3)", () => {
  const answer = (line: string): string =>
    told(party('optional').takeAnswer(sdp('m=audio 4 RTP/AVP 0', line)));
  assert.equal(answer(LINE.replace(':7', ':3')), 'AES_CM_128_HMAC_SHA1_32');
  assert.equal(answer(LINE), 'srtp-required');
  assert.equal(answer(LINE.replace(':7', ':1')), 'srtp-required');
  assert.equal(told(party('required').takeAnswer(sdp('m=audio 4 RTP/AVP 0'))), 'srtp-required');
});
