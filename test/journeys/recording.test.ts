/** What a call leaves behind: a stereo recording that fits the transcript to the sample, and a log that replays. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readInput, replay } from '#conversation';
import type { CallPlan } from '#domain';
import { readClip } from '../../fixtures/speech/clips.ts';
import { readPcap, type CapturedPacket } from '../../src/telephony/capture/testing.ts';
import { startBaresip } from '../peers/baresip.ts';
import { speechLevel } from '../peers/listen.ts';
import { asker, runParley, type Running } from './parley.ts';
import {
  answerQuestions,
  eventsOf,
  findPieces,
  recordingOf,
  spoken,
  until,
  type CallEventView,
  type Recorded,
} from './recorded.ts';

const VOICE = 'awb';
const QUESTION = 'Good afternoon, would it be convenient for you to come and see us on Thursday morning?';
const agent = asker(QUESTION, { voice: { id: VOICE } });
/** The phone's words, and where in their file they are, ms (see the fixtures' table). */
const words = { clip: readClip('yes_works_slt'), from: 300, to: 1_930 };
const TOLERANCE_MS = 100;

interface Turn {
  readonly who: 'agent' | 'callee';
  readonly text: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly interrupted: boolean;
}

let running: Running;
before(async () => {
  running = await runParley();
});
after(() => running.close());

interface Left {
  readonly call: Record<string, any>;
  readonly turns: readonly Turn[];
  readonly recorded: Recorded;
  readonly events: readonly CallEventView[];
  readonly packets: readonly CapturedPacket[];
}

/** One call to a phone that answers the question, or talks over it. */
async function converse(talksOver: boolean): Promise<Left> {
  const { client } = running;
  const phone = await startBaresip({ codec: 'PCMU' });
  try {
    const made = await client.post('/v1/calls', { agent, to: phone.uri, capture: true });
    const id = made.body['id'];
    if (talksOver) {
      await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'utterance-started'));
      await delay(1_000);
      await phone.say(words.clip);
      await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'agent-said'));
    }
    if (!(await heardBy(id))) await answerQuestions(client, id, phone, words.clip);
    const call = await client.settled(id, 40_000);
    assert.equal(call['outcome'].code, 'completed', JSON.stringify(call['outcome']));
    return {
      call,
      turns: call['turns'],
      recorded: await recordingOf(client, id),
      events: await eventsOf(client, id),
      packets: readPcap(Buffer.from(await client.bytes(`/v1/calls/${id}/capture`))),
    };
  } finally {
    await phone.stop();
  }
}

/** Whether the callee was understood already. */
async function heardBy(id: string): Promise<boolean> {
  return (await eventsOf(running.client, id)).some(({ type }) => type === 'callee-said');
}

function near(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= TOLERANCE_MS, `${what}: ${actual} ms, not ${expected} ms`);
}

/** The log's own plan, as a replay takes it. */
function planOf(events: readonly CallEventView[]): CallPlan {
  const { plan } = events.find(({ type }) => type === 'call-accepted')!.data;
  const { from } = events.find(({ type }) => type === 'attempt-started')!.data;
  return {
    agentId: plan.agent_id,
    agentName: plan.agent_name,
    versionId: plan.version_id,
    config: plan.config,
    variables: { from_number: from, ...plan.variables },
    context: plan.context,
    maxDurationMs: plan.max_duration_ms,
  };
}

/** Feeds the logged inputs to the reducers and compares what they decide with what the log says was decided. */
function replays({ events }: Left): number {
  const inputs = events.map(readInput).filter((input) => input !== null);
  const decided = events.filter(({ data }) => data['kind'] === 'decision' || data['kind'] === 'fact');
  assert.ok(
    inputs.length > 10 && decided.length > 10,
    `${inputs.length} inputs, ${decided.length} decisions`,
  );
  assert.equal(
    JSON.stringify(replay(inputs, planOf(events)).map(({ type, data }) => [type, sorted(data)])),
    JSON.stringify(decided.map(({ type, data }) => [type, sorted(data)])),
  );
  return inputs.length;
}

/** The database keeps members in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

describe('what a call leaves behind', { concurrency: 2 }, () => {
  test('question and answer', { timeout: 60_000 }, async () => {
    const left = await converse(false);
    const { call, turns, recorded } = left;
    const { callee, agent: voice } = recorded;

    // As long as the call, in both channels, and as the API says.
    assert.equal(callee.length, voice.length);
    assert.equal(callee.length / 8, call['recording'].duration_ms);
    assert.equal(44 + callee.length * 4, call['recording'].bytes);
    near(callee.length / 8, call['duration_ms'], 'the recording');

    // Its packets: signalling from the INVITE to the BYE's answer, of RTP the headers of both directions.
    const [rtp, sip] = [true, false].map((media) =>
      left.packets.filter(({ payload }) => (payload[0]! >> 6 === 2) === media),
    );
    const firstWords = sip!.map(({ payload }) => payload.toString('latin1').split(' ')[0]!);
    assert.deepEqual(
      firstWords.filter((word) => word !== 'SIP/2.0'),
      ['INVITE', 'ACK', 'BYE'],
    );
    const voices = rtp!.filter(({ payload, length }) => payload.length === 12 && length === 172);
    const senders = new Set(voices.map(({ from }) => from));
    assert.equal(senders.size, 2);
    assert.ok(voices.length > (call['duration_ms'] / 20) * 1.5, `${voices.length} packets`);

    // Callee left, agent right, each where the transcript says.
    const question = findPieces(await spoken(QUESTION, VOICE), voice);
    assert.ok(question.correlation > 0.99, `the question: ${question.correlation}`);
    near(turns[0]!.start_ms, question.offset / 8, 'the question begins');
    const answer = findPieces(words.clip, callee);
    assert.ok(answer.correlation > 0.8, `the answer: ${answer.correlation}`);
    const said = turns.findLast(({ who }) => who === 'callee')!;
    near(said.start_ms, answer.offset / 8 + words.from, 'the answer begins');
    near(said.end_ms, answer.offset / 8 + words.to, 'the answer ends');

    // Nobody is heard in the other's channel.
    const asking = callee.subarray(turns[0]!.start_ms * 8, turns[0]!.end_ms * 8);
    assert.equal(speechLevel(asking).activeMs, 0);
    assert.equal(speechLevel(voice.subarray(said.start_ms * 8, said.end_ms * 8)).activeMs, 0);

    replays(left);
  });

  test('talked over', { timeout: 60_000 }, async () => {
    const left = await converse(true);
    const { turns, recorded } = left;
    const [asked] = turns;
    assert.ok(asked!.who === 'agent' && asked!.interrupted, JSON.stringify(turns));
    assert.ok(QUESTION.startsWith(asked!.text.replace(/[ .…-]+$/, '')), asked!.text);
    // What was heard of the question is in the recording, and nothing of it after the cut.
    const part = (await spoken(QUESTION, VOICE)).subarray(0, (asked!.end_ms - asked!.start_ms - 40) * 8);
    const found = findPieces(part, recorded.agent.subarray(0, asked!.end_ms * 8));
    assert.ok(found.correlation > 0.99, `the part: ${found.correlation}`);
    near(asked!.start_ms, found.offset / 8, 'the question begins');
    const cut = asked!.end_ms * 8 + 160;
    assert.equal(speechLevel(recorded.agent.subarray(cut, cut + 2_400)).activeMs, 0);
    replays(left);
  });
});

test('a part of the file, for players that seek', async () => {
  const { client, parley } = running;
  const { key } = await parley.createKey('live', 'range');
  const { body } = await client.get('/v1/calls?limit=1');
  const url = `${parley.url}/v1/calls/${body['data'][0].id}/recording`;
  const headers = { authorization: `Bearer ${key}`, range: 'bytes=0-43' };
  const head = await fetch(url, { headers });
  assert.deepEqual([head.status, head.headers.get('content-type')], [206, 'audio/wav']);
  assert.match(head.headers.get('content-range')!, /^bytes 0-43\/\d+$/);
  assert.equal(Buffer.from(await head.arrayBuffer()).toString('latin1', 0, 4), 'RIFF');
  const beyond = await fetch(url, { headers: { ...headers, range: 'bytes=999999999-' } });
  assert.equal(beyond.status, 416);
  const kept = () =>
    readdirSync(join(running.dataDir, 'recordings'), { recursive: true }).filter((file) =>
      String(file).includes(body['data'][0].id),
    );
  assert.equal(kept().length, 2, 'the recording and the capture');
  const call = url.replace(/\/recording$/, '');
  const { status } = await fetch(call, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });
  assert.deepEqual([status, kept()], [204, []], 'a deleted call leaves no audio');
});
