/** Transfers over real SIP and RTP: two phones that hear each other, and everything that can go wrong on the way. */
import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip, type BaresipOptions, type BaresipPeer } from '../peers/baresip.ts';
import * as callee from '../peers/sipp-callees.ts';
import { startLlm, type ChatReply } from '../peers/llm-server.ts';
import { startSipp } from '../peers/sipp.ts';
import { asker, runParley, type Running } from './parley.ts';
import { eventsOf, findPieces, recordingOf, spoken, until, type CallEventView } from './recorded.ts';

const VOICE = 'rms';
const QUESTION = 'Is everything all right with your order so far?';
const BRIEFING = 'Anna Miller asks about her order.';
const A = readClip('callback_slt');
const B = readClip('who_is_this_slt');

let running: Running;
before(async () => {
  running = await runParley({ mediaThreads: 2 });
});
after(() => running.close());

interface Talk {
  readonly id: string;
  readonly phone: BaresipPeer;
  events(): Promise<CallEventView[]>;
  has(type: string): Promise<boolean>;
  ended(): Promise<Record<string, any>>;
}

async function phoneFor(context: TestContext, options: Partial<BaresipOptions> = {}): Promise<BaresipPeer> {
  const phone = await startBaresip({ codec: 'PCMU', ...options });
  context.after(() => phone.stop());
  return phone;
}

/** A call whose agent has asked its question. */
async function talking(context: TestContext): Promise<Talk> {
  const { client } = running;
  const phone = await phoneFor(context);
  const agent = asker(QUESTION, { voice: { id: VOICE } });
  const made = await client.post('/v1/calls', { agent, to: phone.uri });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const id = made.body['id'];
  const events = (): Promise<CallEventView[]> => eventsOf(client, id);
  const has = async (type: string): Promise<boolean> => (await events()).some((event) => event.type === type);
  await until(() => has('utterance-ended'));
  return { id, phone, events, has, ended: () => client.settled(id, 40_000) };
}

async function transfer({ id }: Talk, body: Record<string, unknown>): Promise<void> {
  const answer = await running.client.post(`/v1/calls/${id}/transfer`, body);
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
}

const count = (peer: BaresipPeer, type: string): number =>
  peer.events.filter((event) => event.type === type).length;
const found = (clip: Int16Array, audio: Int16Array): number => findPieces(clip, audio).correlation;

describe('transfer', { concurrency: 2 }, () => {
  test('blind: both hear each other, keys pass, the recording holds both, one hangs up and the other is ended', async (t) => {
    const talk = await talking(t);
    const target = await phoneFor(t);
    await transfer(talk, { to: target.uri, announcement: 'I connect you now.' });
    await until(() => talk.has('call-transferred'));
    await talk.phone.say(A);
    await delay(A.length / 8 + 300);
    await target.say(B);
    await delay(B.length / 8 + 300);
    await talk.phone.press('5');
    await delay(800);
    await target.hangUp();
    const call = await talk.ended();
    await until(() => count(talk.phone, 'CALL_CLOSED') === 1);
    assert.deepEqual(
      [call['outcome'].code, call['outcome'].end_reason.code],
      ['completed', 'transferred'],
      JSON.stringify(call['outcome']),
    );
    const [toTarget, toCallee] = [found(A, target.heard()), found(B, talk.phone.heard())];
    const recorded = await recordingOf(running.client, talk.id);
    const [left, right] = [found(A, recorded.callee), found(B, recorded.agent)];
    t.diagnostic(`target hears A ${toTarget}, callee hears B ${toCallee}, recorded ${left} and ${right}`);
    for (const correlation of [toTarget, toCallee, left, right]) assert.ok(correlation > 0.9);
    assert.ok(found(await spoken('I connect you now.', VOICE), talk.phone.heard()) > 0.9);
    assert.ok(
      target.output().includes('DTMF') || target.events.some(({ type }) => type.includes('DTMF')),
      target.events.map(({ type }) => type).join(' '),
    );
    const log = await talk.events();
    const second = log.filter(({ data }) => data['number'] === 2 && data['to'] === target.uri);
    assert.deepEqual(
      second.map(({ type }) => type),
      ['attempt-started'],
    );
    const order = log.map(({ type, data }) => `${type}${data['stage'] === 'transfer' ? ':transfer' : ''}`);
    const places = ['transfer-start', 'dial-decided:transfer', 'call-transferred', 'call-ended'].map((type) =>
      order.indexOf(type),
    );
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.equal(order.filter((type) => type === 'attempt-ended').length, 2);
    assert.equal(order.filter((type) => type === 'invite-sent').length, 2);
    const [fact] = log.filter(({ type }) => type === 'call-transferred');
    assert.deepEqual([fact!.data['to'], fact!.data['mode']], [target.uri, 'blind']);
  });

  test('joined: the callee hangs up, and the target gets its BYE', async (t) => {
    const talk = await talking(t);
    const target = await phoneFor(t);
    await transfer(talk, { to: target.uri });
    await until(() => talk.has('call-transferred'));
    await delay(300);
    await talk.phone.hangUp();
    const { outcome } = await talk.ended();
    await until(() => count(target, 'CALL_CLOSED') === 1);
    assert.deepEqual([outcome.end_reason.code, outcome.end_reason.party], ['transferred', 'callee']);
  });

  test('attended: briefed, taken by a key, and only then connected', async (t) => {
    const talk = await talking(t);
    const target = await phoneFor(t);
    await transfer(talk, { to: target.uri, mode: 'attended', briefing: BRIEFING, confirm: true });
    await until(() => talk.has('briefing-agent-said'));
    assert.equal(await talk.has('call-transferred'), false);
    await target.press('1');
    await until(() => talk.has('call-transferred'));
    await talk.phone.say(A);
    await delay(A.length / 8 + 500);
    await target.hangUp();
    const { outcome } = await talk.ended();
    assert.equal(outcome.end_reason.code, 'transferred');
    assert.ok(found(await spoken(BRIEFING, VOICE), target.heard()) > 0.9, 'the target was briefed');
    assert.ok(found(A, target.heard()) > 0.9, 'the target hears the callee');
    await until(() => count(talk.phone, 'CALL_CLOSED') === 1);
    assert.ok(found(await spoken(BRIEFING, VOICE), talk.phone.heard()) < 0.6, 'the callee was not briefed');
  });

  test('attended: whoever answers declines by a key; the agent goes on', async (t) => {
    const talk = await talking(t);
    const target = await phoneFor(t);
    await transfer(talk, { to: target.uri, mode: 'attended', briefing: BRIEFING, confirm: true });
    await until(() => talk.has('briefing-agent-said'));
    await target.press('2');
    await goesOn(talk);
    await until(() => count(target, 'CALL_CLOSED') === 1);
  });

  test('attended, unconfirmed: a mailbox answers and takes nothing', async (t) => {
    const talk = await talking(t);
    const mailbox = await phoneFor(t, { says: readClip('voicemail_slt') });
    await transfer(talk, { to: mailbox.uri, mode: 'attended', briefing: BRIEFING });
    await goesOn(talk);
    assert.equal(await talk.has('call-transferred'), false);
    const reason = (await talk.events()).find(({ data }) => data['state'] === 'failed')?.data['detail'];
    assert.equal(reason, 'A machine answered.');
  });

  test('a busy target: the callee is told, the question is asked again, and answered', async (t) => {
    const talk = await talking(t);
    const peer = await startSipp({ scenario: callee.refuses('486 Busy Here', { ringMs: 300 }) });
    await transfer(talk, { to: `sip:desk@${peer.address}` });
    await goesOn(talk);
    assert.equal((await peer.done).code, 0);
    const ended = (await talk.events()).filter(({ type }) => type === 'attempt-ended');
    assert.equal(ended[0]!.data['end_reason'].code, 'busy');
  });

  test('the authority denies: nobody is called, the agent goes on', async (t) => {
    const talk = await talking(t);
    await transfer(talk, { to: talk.phone.uri });
    await goesOn(talk);
    assert.equal(count(talk.phone, 'CALL_ESTABLISHED'), 1);
    const denied = (await talk.events()).find(({ data }) => data['stage'] === 'transfer')!;
    assert.deepEqual([denied.data['verdict'], denied.data['rule']], ['deny', 'transfer-to-callee']);
  });

  test('the callee hangs up while the target rings: CANCEL', async (t) => {
    const talk = await talking(t);
    const peer = await startSipp({ scenario: callee.ringsForEver() });
    await transfer(talk, { to: `sip:desk@${peer.address}` });
    await until(() => peer.seen().some(({ status }) => status === 180));
    await delay(300);
    await talk.phone.hangUp();
    const { outcome } = await talk.ended();
    assert.equal(outcome.end_reason.code, 'callee-hung-up');
    const { code, messages } = await peer.done;
    assert.equal(code, 0);
    assert.ok(messages.some(({ method }) => method === 'CANCEL'));
  });
});

test(
  'a model transfers: nobody answers the first, the second takes the call',
  { timeout: 90_000 },
  async (t) => {
    const phone = await phoneFor(t);
    const target = await phoneFor(t);
    const busy = await startSipp({ scenario: callee.refuses('486 Busy Here') });
    const llm = await startLlm((_request, index): ChatReply => {
      if (index === 0) return { text: 'I connect you.', calls: [{ name: 'desk', arguments: {} }] };
      return { text: 'The desk is busy, I try the office.', calls: [{ name: 'office', arguments: {} }] };
    });
    t.after(() => llm.stop());
    const own = await runParley({ llm: { url: llm.url, key: 'sk', model: 'small' }, mediaThreads: 2 });
    t.after(() => own.close());
    const desk = {
      type: 'transfer',
      name: 'desk',
      to: `sip:desk@${busy.address}`,
      announcement: 'Never said.',
    };
    const office = { type: 'transfer', name: 'office', to: target.uri };
    const agent = {
      name: 'P',
      language: 'en-US',
      voice: { id: VOICE },
      prompt: 'Help.',
      tools: [desk, office],
    };
    const made = await own.client.post('/v1/calls', { agent, to: phone.uri });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const id = made.body['id'];
    const has = async (type: string): Promise<boolean> =>
      (await eventsOf(own.client, id)).some((event) => event.type === type);
    await until(() => has('call-transferred'), 40_000);
    await phone.say(A);
    await delay(A.length / 8 + 500);
    await phone.hangUp();
    const call = await own.client.settled(id);
    assert.equal(call['outcome'].end_reason.code, 'transferred');
    await until(() => count(target, 'CALL_CLOSED') === 1);
    assert.ok(found(A, target.heard()) > 0.9);
    assert.match(llm.requests[1]!.messages.at(-1)!.content!, /The line was busy/);
    const said = (call['turns'] as { text: string }[]).map(({ text }) => text);
    assert.deepEqual(said, ['I connect you.', 'The desk is busy, I try the office.']);
    assert.equal(llm.requests.length, 2);
  },
);

/** The callee is told that it did not work, is asked again, and its answer leads on. */
async function goesOn({ id, phone, events, ended }: Talk): Promise<void> {
  const said = async (): Promise<string[]> =>
    (await events()).filter(({ type }) => type === 'agent-said').map(({ data }) => data['full_text']);
  await until(async () => (await said()).some((text) => /could not reach anybody/.test(text)));
  await until(async () => (await said()).at(-1)!.endsWith(QUESTION));
  await phone.press('1');
  const { outcome } = await ended();
  assert.equal(outcome.end_reason.code, 'agent-hung-up', `${id} ${JSON.stringify(outcome)}`);
}
