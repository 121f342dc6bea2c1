/** What is said to Twilio and read from it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeCall, createCall, readCreated } from './rest.ts';
import { isTwilios, signTwilio } from './signature.ts';
import { readStatus } from './statuses.ts';
import { printMedia, readStreamMessage } from './stream-messages.ts';

const SID = `CA${'a1'.repeat(16)}`;
const account = { base: 'https://api.twilio.com', sid: `AC${'0'.repeat(32)}`, authToken: 'secret' };

test('a call is asked for once, with its limits and addresses', () => {
  const request = createCall(account, {
    to: '+15550100',
    from: '+15550199',
    streamUrl: 'wss://p.example/twilio/t/stream?a=1&b=2',
    statusUrl: 'https://p.example/twilio/t/status',
    timeoutS: 30,
  });
  const form = new URLSearchParams(request.body);
  assert.equal(request.url, `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Calls.json`);
  assert.equal(
    request.headers['authorization'],
    `Basic ${Buffer.from(`${account.sid}:secret`).toString('base64')}`,
  );
  assert.deepEqual(form.getAll('StatusCallbackEvent'), ['initiated', 'ringing', 'answered', 'completed']);
  assert.deepEqual([form.get('To'), form.get('From'), form.get('Timeout')], ['+15550100', '+15550199', '30']);
  assert.match(
    form.get('Twiml')!,
    /<Connect><Stream url="wss:\/\/p\.example\/twilio\/t\/stream\?a=1&amp;b=2"\/>/,
  );
  const end = completeCall(account, SID);
  assert.match(end.url, new RegExp(`/Calls/${SID}\\.json$`));
  assert.equal(end.body, 'Status=completed');
});

for (const [status, body, read] of [
  [201, JSON.stringify({ sid: SID, status: 'queued' }), { type: 'created', sid: SID }],
  [
    400,
    '{"code":21211,"message":"Invalid To"}',
    { type: 'refused', httpStatus: 400, code: 21211, message: 'Invalid To' },
  ],
  [401, '<html>', { type: 'refused', httpStatus: 401, code: null, message: 'HTTP 401' }],
  // Nobody knows what became of these.
  [201, 'not JSON', null],
  [201, '{"sid":"x"}', null],
  [500, '{}', null],
] as const)
  test(`an answer of ${status}: ${body.slice(0, 30)}`, () =>
    assert.deepEqual(readCreated(status, body), read));

test('Twilio’s own example of a signature, and what differs from it', () => {
  // twilio.com/docs/usage/security, "Validating signatures from Twilio".
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const form = new Map([
    ['CallSid', 'CA1234567890ABCDE'],
    ['Caller', '+14158675309'],
    ['Digits', '1234'],
    ['From', '+14158675309'],
    ['To', '+18005551212'],
  ]);
  const right = signTwilio('12345', url, form);
  assert.equal(right, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  assert.ok(isTwilios('12345', ['wss://other', url], form, right));
  assert.ok(!isTwilios('12346', [url], form, right));
  assert.ok(!isTwilios('12345', [url], new Map([...form, ['Digits', '1235']]), right));
  assert.ok(!isTwilios('12345', [url], form, undefined));
});

test('a status callback, and what is none', () => {
  const form = new Map([
    ['CallSid', SID],
    ['CallStatus', 'failed'],
    ['SipResponseCode', '503'],
  ]);
  assert.deepEqual(readStatus(form), { callSid: SID, status: 'failed', sipStatus: 503, errorCode: null });
  assert.equal(readStatus(new Map([...form, ['CallStatus', 'sleeping']])), null);
  assert.equal(readStatus(new Map([...form, ['CallSid', '../x']])), null);
});

test('messages of a stream', () => {
  const start = {
    event: 'start',
    streamSid: 'MZ1',
    start: { streamSid: 'MZ1', callSid: SID, tracks: ['inbound'] },
  };
  assert.deepEqual(readStreamMessage(JSON.stringify(start)), {
    event: 'start',
    streamSid: 'MZ1',
    callSid: SID,
  });
  const payload = Uint8Array.from([255, 0, 127]);
  const media = {
    event: 'media',
    media: { track: 'inbound', timestamp: '40', payload: Buffer.from(payload).toString('base64') },
  };
  const read = readStreamMessage(JSON.stringify(media));
  assert.ok(read?.event === 'media');
  assert.deepEqual([read.timestampMs, [...read.payload]], [40, [255, 0, 127]]);
  assert.deepEqual(readStreamMessage('{"event":"dtmf","dtmf":{"digit":"5"}}'), { event: 'dtmf', digit: '5' });
  for (const other of [
    '',
    '[]',
    'null',
    '{"event":"media"}',
    '{"event":"mark"}',
    '{"event":"dtmf","dtmf":{"digit":"55"}}',
  ])
    assert.equal(readStreamMessage(other), null);
  const sent = JSON.parse(printMedia('MZ"1', payload)) as { streamSid: string; media: { payload: string } };
  assert.deepEqual([sent.streamSid, sent.media.payload], ['MZ"1', media.media.payload]);
});
