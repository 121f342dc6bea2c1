import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, CallCommand } from '#domain';
import { planOf, rig, type Rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt } from '../testing.ts';

const flow: AgentConfig['flow'] = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Good morning to you.' },
    { id: 'ok', type: 'ask', text: 'Is {{day}} fine?', slot: { type: 'yes_no', name: 'ok' }, retries: 2 },
    { id: 'end', type: 'end', text: 'See you on {{day}}.' },
  ],
  edges: [
    { from: 'hello', to: 'ok' },
    { from: 'ok', to: 'end' },
  ],
};
const plan = planOf({ flow, silence: { reminder_after_s: 100 } }, { variables: { day: 'Monday' } });
const tell = (talk: Rig, action: CallCommand): void => talk.talk.control('cmd_1', action);
const say = (text: string, more: object = {}): CallCommand => ({
  ...{ type: 'say', text, interruptible: true, end: false },
  ...more,
});

test('words are said after what is being said, stand in the transcript, and change no question', async () => {
  const talk = await rig(plan);
  await talk.advance(300);
  tell(talk, say('One more thing.'));
  await talk.advance(6000);
  assert.deepEqual(talk.turns(), ['agent: Good morning to you. Is Monday fine?', 'agent: One more thing.']);
  await talk.say('yes', 500, 4000);
  assert.equal(talk.turns().at(-1), 'agent: See you on Monday.');
  assert.equal(talk.ended[0]?.reason, 'flow-ended');
});

test('words with an end are the last ones', async () => {
  const talk = await rig(plan);
  await talk.advance(4000);
  tell(talk, say('We must stop here.', { end: true }));
  await talk.advance(4000);
  assert.equal(talk.turns().at(-1), 'agent: We must stop here.');
  assert.equal(talk.ended[0]?.reason, 'end-requested');
});

test('a muted agent stops at once, hears on, and says nothing of it later', async () => {
  const talk = await rig(plan);
  await talk.advance(500);
  tell(talk, { type: 'mute', muted: true });
  const at = talk.line.position();
  await talk.advance(60);
  const cut = talk.line.log.find((event) => event.type === 'utterance-ended');
  assert.ok(cut && cut.at - at <= 160, 'at the next tick');
  await talk.say('hello', 500, 3000);
  assert.equal(talk.turns().filter((turn) => turn.startsWith('agent')).length, 1);
  tell(talk, { type: 'mute', muted: false });
  await talk.advance(500);
  tell(talk, say('I am back.'));
  await talk.advance(2000);
  assert.equal(talk.turns().at(-1), 'agent: I am back.');
});

test('variables count from the next words on', async () => {
  const talk = await rig(plan);
  await talk.advance(4000);
  tell(talk, { type: 'set-variables', variables: { day: 'Friday' } });
  await talk.say('yes', 500, 4000);
  assert.equal(talk.turns().at(-1), 'agent: See you on Friday.');
});

test('keys go to the line', async () => {
  const talk = await rig(plan);
  await talk.advance(4000);
  tell(talk, { type: 'send-digits', digits: '12#' });
  await talk.advance(1000);
  assert.deepEqual(talk.facts('digits-send'), [{ kind: 'decision', digits: '12#' }]);
});

test('a model is told, and speaks of it now or only when it is its turn', async () => {
  const llm = new ScriptedLlm([['The price is ten.'], ['Noted.']]);
  const stt = new ScriptedStt([], { openVocabulary: true });
  const talk = await rig(planOf({ prompt: 'Sell.', greeting: 'Hi.', silence: { reminder_after_s: 100 } }), {
    llm,
    stt,
  });
  await talk.advance(1000);
  tell(talk, { type: 'inform', text: 'The price is 10.', respond: false });
  await talk.advance(1000);
  assert.equal(llm.requests.length, 0);
  tell(talk, { type: 'inform', text: 'Say so.', respond: true });
  await talk.advance(2000);
  assert.equal(llm.requests.length, 1);
  const told = llm.requests[0]!.messages.map(({ content }) => content).join(' | ');
  assert.match(told, /The price is 10\..*Say so\./);
  assert.equal(talk.turns().at(-1), 'agent: The price is ten.');
});

test('what was said for the operator is known to the model', async () => {
  const llm = new ScriptedLlm([['Fine.']]);
  const stt = new ScriptedStt([], { openVocabulary: true });
  const talk = await rig(planOf({ prompt: 'Sell.', greeting: 'Hi.' }), { llm, stt });
  await talk.advance(1000);
  tell(talk, say('It costs nothing.'));
  await talk.advance(2000);
  await talk.say('really', 500, 2000);
  assert.match(JSON.stringify(llm.requests[0]!.messages), /operator's request you said.*It costs nothing/);
});

test('the end comes at once, or after its own words', async () => {
  for (const words of [null, 'Goodbye then.']) {
    const talk = await rig(plan);
    await talk.advance(500);
    tell(talk, { type: 'end', say: words });
    await talk.advance(3000);
    assert.equal(talk.ended[0]?.reason, 'end-requested');
    assert.equal(talk.turns().at(-1), words === null ? talk.turns()[0] : `agent: ${words}`);
    tell(talk, say('Nobody hears this.'));
    await talk.advance(1000);
    assert.ok(!talk.turns().join().includes('Nobody'));
  }
});

test('every command is in the log, and the log replays', async () => {
  const talk = await rig(plan);
  await talk.advance(1000);
  tell(talk, say('First.'));
  tell(talk, { type: 'mute', muted: true });
  tell(talk, { type: 'mute', muted: false });
  tell(talk, { type: 'set-variables', variables: { day: 'Tuesday' } });
  await talk.advance(3000);
  assert.equal(talk.facts('control-requested').length, 4);
  const { logged, replayed } = talk.replayed();
  assert.equal(replayed, logged);
});

test('words given to a muted agent, or not yet said when it is muted, are not said later; an end is an end', async () => {
  const talk = await rig(plan);
  await talk.advance(300);
  tell(talk, say('Waiting its turn.'));
  tell(talk, { type: 'mute', muted: true });
  tell(talk, say('Not to be heard.'));
  await talk.advance(500);
  tell(talk, { type: 'mute', muted: false });
  await talk.advance(4000);
  assert.doesNotMatch(talk.turns().join(), /turn|heard/);
  tell(talk, { type: 'mute', muted: true });
  tell(talk, say('Goodbye then.', { end: true }));
  await talk.advance(1000);
  assert.equal(talk.ended[0]?.reason, 'end-requested');
  assert.doesNotMatch(talk.turns().join(), /Goodbye/);
});
