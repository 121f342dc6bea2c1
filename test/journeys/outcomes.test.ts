/** Must hold for every trunk: what the callee's side answers becomes one outcome with the raw status, party and fault. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as callee from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { runParley, sayer, type Running } from './parley.ts';

let running: Running;
before(async () => {
  running = await runParley({ ringTimeoutMs: 1_500 });
});
after(() => running.close());

interface Expected {
  readonly outcome: string;
  readonly code: string;
  readonly party: string;
  readonly fault: string;
  readonly retryable?: boolean;
  readonly status?: number;
}

/** Calls a sipp callee with an inline agent and reads how it ended. */
async function play(
  scenario: string,
  agent = sayer('Hello.'),
  credentials?: { username: string; password: string },
  client = running.client,
) {
  const peer = await startSipp({ scenario, timeoutS: 50 });
  const trunk =
    credentials &&
    (await client.post('/v1/trunks', { name: 'sipp', uri: `sip:${peer.address}`, ...credentials }));
  const { status, body } = await client.post('/v1/calls', {
    agent,
    to: `sip:bob@${peer.address}`,
    ...(trunk ? { trunk_id: trunk.body['id'] } : {}),
  });
  assert.equal(status, 201, JSON.stringify(body));
  const call = await client.settled(body['id'], 45_000);
  return { call, peer: await peer.done };
}

function check(call: Record<string, any>, expected: Expected): void {
  const reason = call['outcome'].end_reason;
  assert.equal(call['outcome'].code, expected.outcome, JSON.stringify(reason));
  assert.deepEqual(
    [reason.code, reason.party, reason.fault],
    [expected.code, expected.party, expected.fault],
  );
  if (expected.retryable !== undefined) assert.equal(reason.retryable, expected.retryable);
  if (expected.status !== undefined) assert.equal(reason.sip.status, expected.status);
}

const refusals: readonly [string, Expected][] = [
  [
    '404 Not Found',
    { outcome: 'failed', code: 'number-not-found', party: 'callee', fault: 'customer_config', status: 404 },
  ],
  [
    '410 Gone',
    { outcome: 'failed', code: 'number-not-found', party: 'callee', fault: 'customer_config', status: 410 },
  ],
  [
    '484 Address Incomplete',
    { outcome: 'failed', code: 'number-not-found', party: 'callee', fault: 'customer_config', status: 484 },
  ],
  [
    '604 Does Not Exist Anywhere',
    { outcome: 'failed', code: 'number-not-found', party: 'callee', fault: 'customer_config', status: 604 },
  ],
  [
    '408 Request Timeout',
    { outcome: 'no_answer', code: 'no-answer', party: 'callee', fault: 'none', status: 408 },
  ],
  [
    '480 Temporarily Unavailable',
    { outcome: 'no_answer', code: 'no-answer', party: 'callee', fault: 'none', status: 480 },
  ],
  ['486 Busy Here', { outcome: 'busy', code: 'busy', party: 'callee', fault: 'none', status: 486 }],
  ['600 Busy Everywhere', { outcome: 'busy', code: 'busy', party: 'callee', fault: 'none', status: 600 }],
  [
    '488 Not Acceptable Here',
    { outcome: 'failed', code: 'no-common-codec', party: 'carrier', fault: 'customer_config', status: 488 },
  ],
  [
    '606 Not Acceptable',
    { outcome: 'failed', code: 'no-common-codec', party: 'carrier', fault: 'customer_config', status: 606 },
  ],
  [
    '500 Server Internal Error',
    {
      outcome: 'failed',
      code: 'carrier-error',
      party: 'carrier',
      fault: 'carrier',
      retryable: true,
      status: 500,
    },
  ],
  [
    '503 Service Unavailable',
    {
      outcome: 'failed',
      code: 'carrier-error',
      party: 'carrier',
      fault: 'carrier',
      retryable: true,
      status: 503,
    },
  ],
  [
    '603 Decline',
    { outcome: 'failed', code: 'declined', party: 'callee', fault: 'none', retryable: false, status: 603 },
  ],
  [
    '607 Unwanted',
    { outcome: 'failed', code: 'declined', party: 'callee', fault: 'none', retryable: false, status: 607 },
  ],
];

for (const [line, expected] of refusals)
  test(`sipp answers ${line}`, async () => {
    const { call, peer } = await play(callee.refuses(line));
    check(call, expected);
    assert.equal(peer.code, 0, peer.errors);
  });

test('the Q.850 cause of a Reason header is kept', async () => {
  const { call } = await play(
    callee.refuses('503 Service Unavailable', { headers: ['Reason: Q.850;cause=34;text="No circuit"'] }),
  );
  assert.equal(call['outcome'].end_reason.sip.q850, 34);
});

test('sipp answers at once; the agent speaks and hangs up', async () => {
  const { call, peer } = await play(callee.answers());
  check(call, { outcome: 'completed', code: 'agent-hung-up', party: 'agent', fault: 'none' });
  assert.equal(peer.code, 0, peer.errors);
  assert.equal(call['turns'][0].text, 'Hello.');
});

test('sipp rings, then answers', async () => {
  const { call, peer } = await play(callee.answers({ ringMs: 400 }));
  check(call, { outcome: 'completed', code: 'agent-hung-up', party: 'agent', fault: 'none' });
  assert.equal(peer.code, 0, peer.errors);
});

for (const status of [401, 407] as const) {
  test(`${status} with our credentials is answered, and the call goes through`, async () => {
    const { call, peer } = await play(callee.challenges({ status }), sayer('Hello.'), {
      username: 'ann',
      password: 'secret',
    });
    check(call, { outcome: 'completed', code: 'agent-hung-up', party: 'agent', fault: 'none' });
    assert.equal(peer.code, 0, peer.errors);
  });

  test(`${status} again after our credentials: trunk-auth`, async () => {
    const { call } = await play(callee.challenges({ status, secondly: 'challenge' }), sayer('Hello.'), {
      username: 'ann',
      password: 'wrong',
    });
    check(call, {
      outcome: 'failed',
      code: 'trunk-auth',
      party: 'operator',
      fault: 'customer_config',
      status,
    });
  });
}

test('it rings for ever: our cap withdraws the call', async () => {
  const { call, peer } = await play(callee.ringsForEver());
  check(call, { outcome: 'no_answer', code: 'no-answer', party: 'callee', fault: 'none' });
  assert.equal(peer.code, 0, peer.errors);
});

test('a 200 that crosses our CANCEL is acknowledged and hung up', async () => {
  const { call, peer } = await play(callee.answersAfterCancel());
  check(call, { outcome: 'no_answer', code: 'no-answer', party: 'callee', fault: 'none' });
  assert.equal(peer.code, 0, peer.errors);
});

test('nothing at all is answered: no-response', { timeout: 60_000 }, async () => {
  const patient = await runParley();
  const { call } = await play(callee.staysSilent(), sayer('Hello.'), undefined, patient.client).finally(() =>
    patient.close(),
  );
  check(call, { outcome: 'failed', code: 'no-response', party: 'carrier', fault: 'carrier' });
});

test('every repeated 200 is acknowledged', async () => {
  const { call, peer } = await play(callee.repeatsItsAnswer());
  assert.equal(call['outcome'].code, 'completed');
  assert.equal(peer.code, 0, peer.errors);
});

test('two phones answer one INVITE: the second is acknowledged and hung up at once', async () => {
  const { call, peer } = await play(callee.answersTwice());
  assert.equal(call['outcome'].code, 'completed');
  assert.equal(peer.code, 0, peer.errors);
});

test('BYE right after the ACK: completed, ended by the callee', async () => {
  const { call, peer } = await play(callee.answers({ byeAfterMs: 0 }));
  check(call, { outcome: 'completed', code: 'callee-hung-up', party: 'callee', fault: 'none' });
  assert.equal(peer.code, 0, peer.errors);
});

for (const request of ['OPTIONS', 'INVITE'] as const)
  test(`${request} inside the dialog is answered`, async () => {
    const { call, peer } = await play(
      callee.asksInside(request),
      sayer('This takes a little while to say, so that there is time for a request.'),
    );
    assert.equal(call['outcome'].code, 'completed');
    assert.equal(peer.code, 0, peer.errors);
  });

test('an address where nobody listens: trunk-unreachable', async () => {
  const { client } = running;
  const { body } = await client.post('/v1/calls', { agent: sayer('Hello.'), to: 'sip:bob@127.0.0.1:9' });
  const call = await client.settled(body['id'], 40_000);
  assert.equal(call['outcome'].code, 'failed');
  assert.ok(
    ['trunk-unreachable', 'no-response'].includes(call['outcome'].end_reason.code),
    JSON.stringify(call['outcome']),
  );
});
