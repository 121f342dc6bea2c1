/** Live control over HTTP: its effect at the phone, what it refuses, and commands given to another process. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { WebSocket } from 'ws';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { startLlm, type LlmServer } from '../peers/llm-server.ts';
import { startPostgres, type PostgresPeer } from '../peers/postgres.ts';
import { freshFolder } from '../peers/program.ts';
import { connect, runParley, type Client, type Running } from './parley.ts';
import { answerQuestions, eventsOf, findPieces, spoken, until, type CallEventView } from './recorded.ts';
import { serve, type Served } from './served.ts';

const VOICE = 'rms';
const GREETING = 'Good morning, this is the dentist speaking.';
const STRANGERS_KEY = `pk_live_${'5'.repeat(48)}`;
const UNKNOWN = 'call_00000000000000000000';
/** Every command with a body that is right. */
const COMMANDS = {
  say: { text: 'Hello.' },
  inform: { text: 'It rains.' },
  mute: { muted: true },
  variables: { variables: { day: 'Monday' } },
  digits: { digits: '1' },
  transfer: { to: 'sip:desk@127.0.0.1:9' },
} as const;

let database: PostgresPeer;
let running: Running;
let other: Served;
let llm: LlmServer;
/** Of the process that holds no call, and of another organization. */
let elsewhere: Client;
let key: string;
let stranger: Client;

before(async () => {
  [database, llm] = await Promise.all([
    startPostgres(),
    startLlm(({ messages }) => ({
      text: /car park/.test(messages.at(-1)!.content ?? '') ? 'The car park is closed today.' : 'Very well.',
    })),
  ]);
  const model = { url: llm.url, key: 'sk-journey', model: 'small' };
  running = await runParley({ databaseUrl: database.url, llm: model });
  await addStranger();
  const folder = freshFolder('control');
  other = await serve({
    ...{ PARLEY_DATA_DIR: folder, PARLEY_HTTP: '127.0.0.1:0', PARLEY_SIP: '127.0.0.1:0' },
    ...{ DATABASE_URL: database.url, PARLEY_KEY_FILE: join(running.dataDir, 'key') },
  });
  ({ key } = await running.parley.createKey('live', 'elsewhere'));
  elsewhere = connect(other.url, key);
  stranger = connect(running.parley.url, STRANGERS_KEY);
});

after(async () => {
  await other?.stop();
  await running?.close();
  await llm?.stop();
  await database?.stop();
});

/** A second organization with a key. */
async function addStranger(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const id = '00000000-0000-7000-8000-00000000000a';
  await client.query(
    `INSERT INTO organizations
     SELECT (jsonb_populate_record(o, jsonb_build_object('id', $1::text, 'is_default', false))).* FROM organizations o`,
    [id],
  );
  await client.query(
    `INSERT INTO api_keys (id, organization_id, mode, name, hash, created_at) VALUES ($1, $1, 'live', 'stranger', $2, 0)`,
    [id, createHash('sha256').update(STRANGERS_KEY).digest('hex')],
  );
  await client.end();
}

interface Talk {
  readonly id: string;
  readonly phone: BaresipPeer;
  events(type: string): Promise<CallEventView[]>;
}

async function call(
  context: TestContext,
  agent: Record<string, unknown>,
  answers: 'auto' | 'manual',
): Promise<Talk> {
  const phone = await startBaresip({ codec: 'PCMU', answers });
  context.after(() => phone.stop());
  const made = await running.client.post('/v1/calls', {
    agent: {
      name: 'Control',
      language: 'en-US',
      voice: { id: VOICE },
      silence: { reminder_after_s: 60 },
      ...agent,
    },
    ...{ to: phone.uri, variables: { day: 'Monday' } },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const id = made.body['id'] as string;
  const events = async (type: string): Promise<CallEventView[]> =>
    (await eventsOf(running.client, id)).filter((event) => event.type === type);
  return { id, phone, events };
}

/** Gives a command that is taken. @returns its id */
async function tell(client: Client, { id }: Talk, path: string, body: object): Promise<string> {
  const answer = await client.post(`/v1/calls/${id}/${path}`, body);
  assert.equal(answer.status, 202, `${path}: ${JSON.stringify(answer.body)}`);
  assert.equal(answer.body['call_id'], id);
  return answer.body['id'];
}

async function refused(client: Client, id: string, path: string, body: object): Promise<[number, string]> {
  const answer = await client.post(`/v1/calls/${id}/${path}`, body);
  return [answer.status, answer.body['code']];
}

async function refusedAll(client: Client, id: string, status: number, code: string): Promise<void> {
  for (const [path, body] of Object.entries(COMMANDS))
    assert.deepEqual(await refused(client, id, path, body), [status, code], path);
}

/** Says a text by HTTP. @returns wall time of the request, ms since the epoch */
async function sayNow(client: Client, talk: Talk, text: string): Promise<number> {
  const at = Date.now();
  await tell(client, talk, 'say', { text });
  await until(async () => (await talk.events('agent-said')).some(({ data }) => data['text'] === text));
  return at;
}

/** Where a text begins at the phone, ms of what it heard. */
async function heardAt(text: string, heard: Int16Array): Promise<number> {
  const { correlation, offset } = findPieces(await spoken(text, VOICE), heard);
  assert.ok(correlation > 0.9, `"${text}" was heard with ${correlation}`);
  return offset / 8;
}

describe('live control', { concurrency: 2 }, () => {
  test('a flow: say, variables, digits, mute; what is refused', { timeout: 120_000 }, async (context) => {
    const flow = {
      start: 'hello',
      nodes: [
        { id: 'hello', type: 'say', text: GREETING },
        { id: 'ok', type: 'ask', text: 'Is {{day}} good for you?', slot: { type: 'yes_no', name: 'ok' } },
        { id: 'bye', type: 'end', text: 'Then we shall see you on {{day}}.' },
      ],
      edges: [
        { from: 'hello', to: 'ok' },
        { from: 'ok', to: 'bye' },
      ],
    };
    const talk = await call(context, { flow }, 'manual');
    const { id, phone } = talk;
    const { client } = running;
    await phone.event('CALL_INCOMING');
    await refusedAll(client, id, 409, 'call-not-in-progress');
    await phone.accept();
    await until(async () => (await talk.events('agent-said')).length > 0);
    assert.deepEqual(await refused(client, id, 'inform', { text: 'It rains.', respond: true }), [
      409,
      'call-can-not',
    ]);
    await refusedAll(client, UNKNOWN, 404, 'call-unknown');
    await refusedAll(stranger, id, 404, 'call-unknown');

    const texts = [
      'One more thing about the visit.',
      'Please bring a small towel with you.',
      'Parking is free of charge.',
    ];
    const asked: number[] = [];
    for (const text of texts) asked.push(await sayNow(client, talk, text));

    await tell(client, talk, 'mute', { muted: true });
    await tell(client, talk, 'say', { text: 'Nobody may ever hear this.' });
    await delay(1_000);
    await tell(client, talk, 'mute', { muted: false });
    await tell(client, talk, 'digits', { digits: '42#' });
    await until(() => phone.events.filter(({ type }) => type === 'CALL_DTMF_END').length >= 3);
    assert.equal(
      phone.events
        .filter(({ type, param }) => type === 'CALL_DTMF_START' && param !== '')
        .map(({ param }) => param)
        .join(''),
      '42#',
    );
    await tell(client, talk, 'inform', { text: 'It rains.' });
    await tell(client, talk, 'variables', { variables: { day: 'Friday' } });
    await phone.press('1');
    const { outcome, turns } = await client.settled(id, 40_000);
    assert.equal(outcome.end_reason.code, 'agent-hung-up', JSON.stringify(outcome));
    assert.equal(turns.at(-1).text, 'Then we shall see you on Friday.');
    const made = (await talk.events('speech-synthesize')).map(({ data }) => data['text'] as string);
    assert.ok(made.length > 3 && !made.some((text) => text.startsWith('Nobody may ever')), made.join(' | '));
    await refusedAll(client, id, 409, 'call-not-in-progress');

    // From the request to the first sample at the phone, whose clock is tied to ours by the greeting.
    await phone.event('CALL_CLOSED');
    const heard = phone.heard();
    const greeting = await heardAt(GREETING, heard);
    const began = Date.parse((await talk.events('utterance-started'))[0]!.at);
    const waits: number[] = [];
    for (const [index, text] of texts.entries())
      waits.push((await heardAt(text, heard)) - greeting - (asked[index]! - began));
    context.diagnostic(`heard ${waits.map(Math.round).join(', ')} ms after the request`);
    // Other work on the machine delays one or another, not all of them.
    assert.ok(Math.min(...waits) < 1_000, `${waits}`);
    await heardAt('Then we shall see you on Friday.', heard);
  });

  test(
    'a prompt, told by another process: inform, with an answer and without, say, the end',
    { timeout: 120_000 },
    async (context) => {
      const agent = { prompt: 'You help with visits.', greeting: GREETING };
      const talk = await call(context, agent, 'auto');
      await until(async () => (await talk.events('agent-said')).length > 0);
      await tell(elsewhere, talk, 'inform', { text: 'The dentist is late.' });
      await until(async () => (await talk.events('control-requested')).length === 1);
      await delay(500);
      assert.equal(llm.requests.length, 0, 'nobody asked for an answer');
      await answerQuestions(running.client, talk.id, talk.phone, readClip('yes_works_slt'));
      await until(async () =>
        (await talk.events('agent-said')).some(({ data }) => data['text'] === 'Very well.'),
      );
      assert.match(JSON.stringify(llm.requests[0]!.messages), /The dentist is late\./);

      await tell(elsewhere, talk, 'inform', { text: 'The car park is full.', respond: true });
      await until(async () =>
        (await talk.events('agent-said')).some(({ data }) => /car park is closed/.test(data['text'])),
      );
      const listener = new WebSocket(`${other.url.replace('http', 'ws')}/v1/calls/${talk.id}/live`, {
        headers: { authorization: `Bearer ${key}` },
      });
      const [, answer] = (await once(listener, 'unexpected-response')) as [unknown, IncomingMessage];
      const told = JSON.parse(Buffer.concat(await answer.toArray()).toString()) as Record<string, unknown>;
      assert.deepEqual(
        [answer.statusCode, told['code'], told['sip_address']],
        [421, 'call-elsewhere', running.parley.sipAddress],
        'the audio is where the call is',
      );

      const last = await tell(elsewhere, talk, 'say', { text: 'We must stop here.', end: true });
      const { outcome, turns } = await running.client.settled(talk.id, 40_000);
      assert.deepEqual(
        [outcome.code, outcome.end_reason.code],
        ['completed', 'operator-hung-up'],
        JSON.stringify(outcome),
      );
      assert.equal(turns.at(-1).text, 'We must stop here.');
      const commands = await talk.events('control-requested');
      assert.deepEqual([commands.length, commands.at(-1)!.data['command']], [3, last]);
      await talk.phone.event('CALL_CLOSED');
      await heardAt('We must stop here.', talk.phone.heard());
    },
  );
});
