/** What the line keeps of calls, and what comes twice. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { IncomingSipCall, OutgoingInvite, SipCall } from '../contract.ts';
import { createTwilioLine } from './line.ts';
import { openRtpLeg } from './rtp-leg.ts';
import { signTwilio, spellings } from './signature.ts';

const SID = `CA${'b2'.repeat(16)}`;
const account = { base: 'https://api.twilio.com', sid: `AC${'0'.repeat(32)}`, authToken: 'secret' };
const offer =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n';

function open(t: TestContext, publicUrl = 'https://calls.example.com') {
  const asked: string[] = [];
  const clock = new VirtualClock();
  const line = createTwilioLine({
    http: {
      request: async ({ url }) => {
        asked.push(url.split('/').at(-1)!);
        return { status: 401, headers: {}, body: '', ms: 1 };
      },
    },
    ...{ clock, random: seededRandom(1), logger: silentLogger, mediaAddress: '127.0.0.1' },
    publicUrl: () => publicUrl,
    accountOf: async () => account,
  });
  t.after(() => line.close());
  const form = new Map([
    ['To', '+15550199'],
    ['From', '+15550100'],
    ['CallSid', SID],
  ]);
  const voice = (url = `${publicUrl}/twilio/voice`) =>
    line.voice({ form, signature: signTwilio(account.authToken, url, form) });
  return { asked, clock, line, voice };
}

const packet = (sign: string): Buffer =>
  Buffer.concat([Buffer.from([0x80, 0, 0, 1]), Buffer.alloc(8), Buffer.from(sign)]);

/** Subscribes with a listener that holds something large, and forgets it. */
function listen(call: SipCall): WeakRef<object> {
  const large = new Int16Array(100_000);
  call.events.on('key', () => assert.equal(large.length, 0));
  return new WeakRef(large);
}

test('an ended call is remembered for its late callbacks, whoever listened to it is not', async (t) => {
  const { clock, line } = open(t);
  const ended: string[] = [];
  const held: WeakRef<object>[] = [];
  const place = (): void => {
    const identity = line.newIdentity();
    const large = new Int16Array(100_000);
    const call = line.invite({
      ...{ identity, to: '<sip:+15550100@x>', from: '<sip:+15550199@x>', requestUri: '+15550100' },
      ...{ offer, proxy: account.base, ringTimeoutMs: 30_000 },
      credentials: { username: account.sid, password: account.authToken },
      store: async () => assert.equal(large.length, 100_000),
    } satisfies OutgoingInvite);
    held.push(listen(call), new WeakRef(large));
    call.events.on('ended', ({ kind }) => ended.push(kind));
  };
  place();
  while (ended.length === 0) await new Promise(setImmediate);
  setFlagsFromString('--expose-gc');
  await new Promise(setImmediate);
  (runInNewContext('gc') as () => void)();
  assert.deepEqual(
    held.map((each) => each.deref() === undefined),
    [true, true],
  );
  assert.equal(clock.timers, 1, 'it is forgotten later');
  await clock.advance(3_600_000);
  assert.equal(clock.timers, 0);
});

test('a request for the same call that comes twice gets the same answer and makes no second call', async (t) => {
  const { asked, clock, line, voice } = open(t);
  const calls: IncomingSipCall[] = [];
  line.onInvite((call) => {
    calls.push(call);
    void call.accept(offer.replace(' 9 ', ' 5004 '), async () => undefined);
  });
  const [first, second] = await Promise.all([voice(), voice()]);
  assert.equal(calls.length, 1);
  assert.deepEqual(first, second);
  assert.deepEqual(await voice(), first);
  // Nothing waits for the audio of a second one, whose absence would hang the first one up.
  const token = /twilio\/(\w+)\/stream/.exec((first as { twiml: string }).twiml)![1]!;
  const url = `wss://calls.example.com/twilio/${token}/stream`;
  const socket = { send: () => undefined, close: () => undefined, bufferedAmount: 0 };
  const stream = line.stream({ token, signature: signTwilio(account.authToken, url, new Map()) });
  assert.equal(typeof stream, 'function');
  if (typeof stream === 'function')
    stream(socket).message(JSON.stringify({ event: 'start', start: { streamSid: 'MZ1', callSid: SID } }));
  await clock.advance(60_000);
  assert.deepEqual(asked, []);
});

test('a signature holds with and without the port', async (t) => {
  assert.deepEqual(spellings('https://a.example/x/twilio/voice'), [
    ...['https://a.example/x/twilio/voice', 'https://a.example/x/twilio/voice'],
    ...['https://a.example:443/x/twilio/voice', 'wss://a.example/x/twilio/voice'],
    ...['wss://a.example/x/twilio/voice', 'wss://a.example:443/x/twilio/voice'],
  ]);
  const { line, voice } = open(t, 'https://calls.example.com:8443');
  line.onInvite((call) => call.reject(486));
  assert.equal((await voice('https://calls.example.com/twilio/voice')).verdict, 'taken');
  assert.equal((await voice('https://other.example.com:8443/twilio/voice')).verdict, 'forged');
});

test('nobody but the media session speaks to the callee', async (t) => {
  const [ours, other] = [createSocket('udp4'), createSocket('udp4')];
  t.after(() => (ours.close(), other.close()));
  ours.bind(0, '127.0.0.1');
  await once(ours, 'listening');
  const { port } = ours.address();
  other.bind(port, '127.0.0.2');
  await once(other, 'listening');
  const leg = await openRtpLeg({ address: '127.0.0.1', port, random: seededRandom(1), logger: silentLogger });
  t.after(() => leg.close());
  const heard = Promise.withResolvers<string>();
  leg.connect('MZ1', { send: heard.resolve, close: () => undefined, bufferedAmount: 0 });
  const at = Number(/m=audio (\d+)/.exec(leg.sdp)![1]);
  await new Promise((sent) => other.send(packet('x'), at, '127.0.0.1', sent));
  await new Promise((sent) => ours.send(packet('o'), at, '127.0.0.1', sent));
  assert.match(await heard.promise, new RegExp(Buffer.from('o').toString('base64')));
});
