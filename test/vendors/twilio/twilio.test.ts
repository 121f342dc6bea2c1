/** A whole Parley whose trunk is an account at Twilio, before a server that speaks its documented protocol. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { muLaw } from '#audio';
import { runParley, asker, type Running } from '../../journeys/parley.ts';
import { eventsOf, spoken, until } from '../../journeys/recorded.ts';
import { toMuLaw } from '../../peers/g711.ts';
import { findClip } from '../../peers/listen.ts';
import { freePorts } from '../../peers/ports.ts';
import { ACCOUNT, AUTH_TOKEN, startTwilio, type Fate, type TwilioServer } from './server.ts';

const QUESTION = 'Hello, can you come to the clinic on Thursday?';
const OURS = '+15550100199';
const FATES: Readonly<Record<string, Fate>> = {
  '+15550100002': 'busy',
  '+15550100003': 'failed',
  '+15550100004': 'no-answer',
  '+15550100005': 'lost',
  '+15550100006': 'refuse',
};

let twilio: TwilioServer;
let running: Running;
let numberId = '';

before(async () => {
  twilio = await startTwilio({
    fateOf: (to) => FATES[to] ?? 'answer',
    says: toMuLaw(readClip('yes_works_slt')),
  });
  const port = await freePorts(1);
  running = await runParley({
    http: { host: '127.0.0.1', port },
    publicUrl: `http://127.0.0.1:${port}`,
    allowNetworks: ['127.0.0.0/8'],
  });
  const { status, body } = await running.client.post('/v1/trunks', {
    ...{ name: 'Twilio', kind: 'twilio', uri: twilio.url, username: ACCOUNT, password: AUTH_TOKEN },
  });
  assert.equal(status, 201, JSON.stringify(body));
  const number = await running.client.post('/v1/numbers', { e164: OURS, trunk_id: body['id'] });
  numberId = number.body['id'];
  assert.equal(number.status, 201, JSON.stringify(number.body));
});
after(async () => {
  await running.close();
  await twilio.stop();
});

async function call(to: string): Promise<Record<string, any>> {
  const agent = asker(QUESTION, { voice: { id: 'rms' } });
  const { status, body } = await running.client.post('/v1/calls', { agent, to });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

const seen = (to: string) => twilio.calls.find(({ form }) => form.get('To') === to)!;

test('a conversation: asked for once, spoken both ways, recorded, told by signed callbacks', async () => {
  const to = '+15550100001';
  const { id } = await call(to);
  const ended = await running.client.settled(id, 40_000);
  assert.deepEqual(
    [ended['outcome'].code, ended['outcome'].end_reason.code],
    ['completed', 'agent-hung-up'],
    JSON.stringify(ended['outcome']),
  );
  assert.deepEqual(
    ended['turns']
      .filter(({ who }: { who: string }) => who === 'callee')
      .map(({ text }: { text: string }) => text),
    ['yes that works for me'],
  );
  await until(() => seen(to).status === 'completed' && seen(to).heard.length > 0);
  const { form, heard, told } = seen(to);
  assert.deepEqual([form.get('From'), form.get('Timeout')], [OURS, '45']);
  assert.deepEqual(told, ['initiated 204', 'ringing 204', 'in-progress 204', 'completed 204']);
  const question = findClip(await spoken(QUESTION, 'rms'), muLaw.decode(heard));
  assert.ok(question.correlation > 0.95, `${question.correlation}`);
  const types = (await eventsOf(running.client, id)).map(({ type }) => type);
  for (const type of ['attempt-started', 'callee-rang', 'call-answered', 'recording-stored'])
    assert.ok(types.includes(type), type);
});

test('the callee hangs up', async () => {
  const to = '+15550100009';
  const { id } = await call(to);
  await running.client.settled(id, 20_000, ({ status }) => status === 'in_progress');
  await until(() => seen(to) !== undefined);
  twilio.hangUp(seen(to).sid);
  const ended = await running.client.settled(id, 20_000);
  assert.equal(ended['outcome'].end_reason.code, 'callee-hung-up');
});

test('who does not answer, each with its reason; nobody is asked for twice', async () => {
  const wanted = {
    '+15550100002': ['busy', 'busy', 486],
    '+15550100003': ['failed', 'number-not-found', 404],
    '+15550100004': ['no_answer', 'no-answer', undefined],
    '+15550100006': ['failed', 'carrier-refused', 400],
  };
  const calls = await Promise.all(
    Object.keys(wanted).map(async (to) => {
      const { id } = await call(to);
      const { outcome } = await running.client.settled(id, 20_000);
      return [to, [outcome.code, outcome.end_reason.code, outcome.end_reason.sip?.status]];
    }),
  );
  assert.deepEqual(Object.fromEntries(calls), wanted);
});

test('a request whose answer is lost is not repeated: its first callback tells whose call it is', async () => {
  const to = '+15550100005';
  const { id } = await call(to);
  await running.client.settled(id, 20_000, ({ status }) => status === 'in_progress');
  assert.equal(twilio.calls.filter(({ form }) => form.get('To') === to).length, 1);
  await running.client.post(`/v1/calls/${id}/hangup`);
  const ended = await running.client.settled(id, 20_000);
  assert.equal(ended['outcome'].end_reason.code, 'operator-hung-up');
  await until(() => seen(to).status === 'completed');
});

test('somebody calls a number that is bound to an agent', async () => {
  const voice = `${running.parley.url}/twilio/voice`;
  const made = await running.client.post('/v1/agents', asker(QUESTION, { voice: { id: 'rms' } }));
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(await twilio.bring(voice, OURS, '+15550100077'), 'rejected', 'no agent yet');
  await running.client.patch(`/v1/numbers/${numberId}`, { agent_id: made.body['id'] });
  assert.equal(await twilio.bring(voice, OURS, '+15550100077', 'another token'), 403);
  assert.equal(await twilio.bring(voice, '+15550100188', '+15550100077'), 404, 'not ours');
  const brought = await twilio.bring(voice, OURS, '+15550100077');
  assert.ok(typeof brought === 'object', String(brought));
  const { body } = await running.client.get('/v1/calls?direction=inbound');
  await until(async () => {
    const { body: call } = await running.client.get(`/v1/calls/${body['data'][0].id}`);
    return call['status'] === 'in_progress' && brought.spoken();
  });
  twilio.hangUp(brought.sid);
  const ended = await running.client.settled(body['data'][0].id, 20_000);
  assert.deepEqual(
    [ended['from'], ended['outcome'].code, ended['outcome'].end_reason.code],
    ['+15550100077', 'completed', 'callee-hung-up'],
  );
});

test('who is not Twilio is turned away', async () => {
  const known = twilio.calls[0]!;
  assert.equal(await twilio.tell(known, { CallStatus: 'busy' }, 'another token'), 403);
  assert.equal(await twilio.tell(known, { CallStatus: 'completed' }), 204);
  const unknown = await fetch(`${running.parley.url}/twilio/${'0'.repeat(32)}/status`, {
    method: 'POST',
    body: new URLSearchParams({ CallStatus: 'completed' }),
  });
  assert.equal(unknown.status, 404);
  assert.equal((await fetch(`${running.parley.url}/twilio/x/stream`)).status, 426);
});

/** The fields that are found wrong. */
const refused = async (body: Record<string, unknown>) => {
  const answer = await running.client.post('/v1/trunks', { name: 'T', kind: 'twilio', ...body });
  assert.equal(answer.status, 400, JSON.stringify(answer.body));
  return answer.body['errors'].map(({ param }: { param: string }) => param);
};

test('a trunk at Twilio takes what means something there', async () => {
  assert.deepEqual(await refused({ username: 'me', codecs: ['opus'] }), ['username', 'codecs']);
  assert.deepEqual(await refused({ username: ACCOUNT, uri: 'sip:x.example' }), ['uri']);
});
