/**
 * Calls with a phone that we did not write, both ways, in both codecs: what each side said is what the other heard,
 * and whoever hangs up ends it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readClip } from '../../fixtures/speech/clips.ts';
import { throughLine } from '../../fixtures/speech/line.ts';
import { speakWith } from '../../fixtures/speech/voices.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { asker, runParley, type Running } from './parley.ts';
import { answerQuestions, eventsOf, findPieces, recordingOf, spoken, until } from './recorded.ts';

const GREETING = 'Hello, can you come to the clinic on Thursday?';
const VOICE = 'rms';
const agent = asker(GREETING, { voice: { id: VOICE } });
const ENDED_BY = { agent: 'agent-hung-up', callee: 'callee-hung-up' } as const;

let running: Running;
let greeting: Int16Array;
before(async () => {
  [running, greeting] = await Promise.all([runParley(), spoken(GREETING, VOICE)]);
});
after(() => running.close());

interface Talk {
  readonly codec: 'PCMU' | 'PCMA';
  readonly direction: 'outbound' | 'inbound';
  readonly endedBy: keyof typeof ENDED_BY;
  /** The phone's words as audio, and as the transcript must have them. */
  readonly says: Int16Array;
  readonly transcribed: RegExp;
  readonly number: string;
}

/** One voice is the embedded synthesizer's own; the others are not related to it. */
const talks: readonly Talk[] = [
  {
    codec: 'PCMU',
    direction: 'outbound',
    endedBy: 'agent',
    says: readClip('yes_works_slt'),
    transcribed: /^yes that works for me$/,
    number: '',
  },
  {
    codec: 'PCMA',
    direction: 'outbound',
    endedBy: 'callee',
    says: throughLine(speakWith('espeak-en-us', 'Yes, please.')),
    transcribed: /^yes please$/,
    number: '',
  },
  {
    codec: 'PCMU',
    direction: 'inbound',
    endedBy: 'callee',
    says: throughLine(speakWith('festival-kal', 'No, thank you.')),
    transcribed: /^no thank you$/,
    number: '+15550100001',
  },
  {
    codec: 'PCMA',
    direction: 'inbound',
    endedBy: 'agent',
    says: readClip('no_thanks_slt'),
    transcribed: /^no thanks$/,
    number: '+15550100002',
  },
];

describe('a conversation with baresip', { concurrency: 2 }, () => {
  for (const talk of talks)
    test(`${talk.codec} ${talk.direction}, ended by the ${talk.endedBy}`, { timeout: 60_000 }, async () => {
      const phone = await startBaresip({ codec: talk.codec });
      try {
        const id = await begin(talk, phone);
        await answerQuestions(running.client, id, phone, talk.says);
        if (talk.endedBy === 'callee') await phone.hangUp();
        const call = await running.client.settled(id, 40_000);
        await phone.event('CALL_CLOSED');
        const { code, end_reason: reason } = call['outcome'];
        assert.deepEqual(
          [code, reason.code, reason.party, reason.fault],
          ['completed', ENDED_BY[talk.endedBy], talk.endedBy, 'none'],
        );
        assert.equal(call['direction'], talk.direction);
        await checkSound(call, talk, phone);
      } finally {
        await phone.stop();
      }
    });
});

/** Starts the call from the right side. @returns its id */
async function begin({ direction, number }: Talk, phone: BaresipPeer): Promise<string> {
  const { client, parley } = running;
  if (direction === 'outbound') {
    const { status, body } = await client.post('/v1/calls', { agent, to: phone.uri });
    assert.equal(status, 201, JSON.stringify(body));
    return body['id'];
  }
  await bindNumber(number);
  await phone.dial(`sip:${number}@${parley.sipAddress}`);
  let id = '';
  await until(async () => {
    const { body } = await client.get('/v1/calls');
    id = body['data'].find((call: { to: string }) => call.to === number)?.id ?? '';
    return id !== '';
  });
  return id;
}

/** A number that an agent answers. */
async function bindNumber(e164: string): Promise<void> {
  const { client } = running;
  const trunk = await client.post('/v1/trunks', { name: e164, uri: 'sip:127.0.0.1:5' });
  const saved = await client.post('/v1/agents', agent);
  const bound = await client.post('/v1/numbers', {
    e164,
    trunk_id: trunk.body['id'],
    agent_id: saved.body['id'],
  });
  assert.equal(bound.status, 201, JSON.stringify(bound.body));
}

/** What the phone heard, what our recording holds, and what the transcript says are one conversation. */
async function checkSound(call: Record<string, any>, talk: Talk, phone: BaresipPeer): Promise<void> {
  const { callee, agent } = await recordingOf(running.client, call['id']);
  const sent = findPieces(greeting, agent);
  assert.ok(sent.correlation > 0.999, `we sent the greeting as synthesized, with ${sent.correlation}`);
  const heard = findPieces(greeting, phone.heard());
  assert.ok(heard.correlation >= 0.95, `the phone heard the greeting with ${heard.correlation}`);
  const said = findPieces(talk.says, callee);
  assert.ok(said.correlation >= 0.9, `we recorded the phone with ${said.correlation}`);
  const turns = call['turns'] as { who: string; text: string }[];
  assert.deepEqual([turns[0]!.who, turns[0]!.text], ['agent', GREETING]);
  assert.match(turns.find(({ who }) => who === 'callee')?.text ?? '', talk.transcribed);
}

test('a number that nobody bound is refused, and the phone is told', async () => {
  const phone = await startBaresip({ codec: 'PCMU' });
  try {
    await phone.dial(`sip:+15550100099@${running.parley.sipAddress}`);
    assert.match((await phone.event('CALL_CLOSED')).param ?? '', /404/);
  } finally {
    await phone.stop();
  }
});

test('keys that the phone presses are the answer', { timeout: 60_000 }, async () => {
  const phone = await startBaresip({ codec: 'PCMU' });
  try {
    const digits = {
      ...agent,
      flow: {
        start: 'code',
        nodes: [
          {
            id: 'code',
            type: 'ask',
            text: 'Enter your code.',
            slot: { type: 'digits', name: 'code', min: 4, max: 4 },
          },
          { id: 'bye', type: 'end', text: 'Thank you, {{code}}.' },
        ],
        edges: [{ from: 'code', to: 'bye' }],
      },
    };
    const { body } = await running.client.post('/v1/calls', { agent: digits, to: phone.uri });
    await until(async () =>
      (await eventsOf(running.client, body['id'])).some(({ type }) => type === 'agent-said'),
    );
    await phone.press('2580');
    const call = await running.client.settled(body['id']);
    assert.equal(call['outcome'].end_reason.code, 'agent-hung-up');
    assert.match(
      call['turns'].find((turn: { who: string }) => turn.who === 'callee')?.text ?? '',
      /2\D*5\D*8\D*0/,
    );
  } finally {
    await phone.stop();
  }
});
