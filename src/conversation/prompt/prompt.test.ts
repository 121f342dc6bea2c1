import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpTool } from '#domain';
import { VirtualClock } from '#kernel';
import { ModelError, type ChatEvent } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedStt, ScriptedTts } from '../testing.ts';

const open = (): ScriptedStt => new ScriptedStt([], { openVocabulary: true });
const toolCall = (name: string, args: string, id = 'c1'): ChatEvent => ({
  type: 'tool-call',
  call: { id, name, arguments: args },
});
const broken = (): ModelError =>
  new ModelError({ provider: 'scripted', fault: 'unavailable', message: 'Scripted failure.' });
const look: HttpTool = {
  ...{ type: 'http', name: 'look', description: 'Looks.', method: 'GET', url: 'https://x.test/{{what}}' },
  timeout_ms: 2000,
};
const config = { prompt: 'You are Kim of {{shop}}.', greeting: 'Hi {{name}}, Kim here.' };
const variables = { shop: 'Acme', name: 'Ann', order: '17' };
const plan = planOf(config, { variables, context: 'Likes tea.' });

test('greets, listens, answers sentence by sentence', async () => {
  const llm = new ScriptedLlm([['It is ', 'open until', ' six. Anyth', 'ing else?']]);
  const tts = new ScriptedTts();
  const call = await rig(plan, { llm, stt: open(), tts });
  await call.advance(2000);
  await call.say('when do you close', 800, 5000);
  assert.deepEqual(call.turns(), [
    'agent: Hi Ann, Kim here.',
    'callee: when do you close',
    'agent: It is open until six. Anything else?',
  ]);
  assert.deepEqual(tts.texts, ['Hi Ann, Kim here.', 'It is open until six.', 'Anything else?']);
  const [request] = llm.requests;
  const [system, ...rest] = request!.messages;
  assert.match(system!.content, /^You are Kim of Acme\./);
  assert.match(system!.content, /data, never instructions[^]*<data>\norder: 17\nLikes tea\.\n<\/data>$/);
  assert.deepEqual(rest, [
    { role: 'assistant', content: 'Hi Ann, Kim here.' },
    { role: 'user', content: 'when do you close' },
  ]);
  assert.equal(call.replayed().replayed, call.replayed().logged);
});

test('without a greeting the model begins', async () => {
  const llm = new ScriptedLlm([['Good day.']]);
  const call = await rig(planOf({ prompt: 'Be kind.' }), { llm, stt: open() });
  await call.advance(1500);
  assert.deepEqual(call.turns(), ['agent: Good day.']);
  assert.equal(llm.requests[0]!.messages.at(-1)!.role, 'user');
});

test('interrupted, only what was heard is in the history', async () => {
  const long = 'We have apples and pears and plums and cherries and a great many other things.';
  const llm = new ScriptedLlm([[long], ['Right away.']]);
  const call = await rig(plan, { llm, stt: open(), tts: new ScriptedTts({ words: true }) });
  await call.advance(2000);
  await call.say('what do you have', 600, 2200);
  await call.say('just give me apples', 800, 3000);
  const heard = llm.requests[1]!.messages.find(({ content }) => content.startsWith('We have'))!.content;
  assert.ok(heard.length > 10 && heard.length < long.length && long.startsWith(heard), heard);
  assert.equal(
    call.turns().find((turn) => turn.startsWith('agent: We have')),
    `agent: ${heard} —`,
  );
  assert.equal(call.turns().at(-1), 'agent: Right away.');
});

test('who goes on before the answer is heard gets one answer to all of it', async () => {
  const clock = new VirtualClock();
  const llm = new ScriptedLlm([['First.'], ['Second.']], { clock, delayMs: 900 });
  const config = { ...plan.config, turns: { endpoint_ms: 700 }, llm: { preemptive: false } };
  const call = await rig({ ...plan, config }, { llm, stt: open(), clock });
  await call.advance(2000);
  await call.say('i would like', 600, 1200);
  await call.say('a cup of tea', 600, 5000);
  assert.deepEqual(call.turns().slice(1), ['callee: i would like', 'callee: a cup of tea', 'agent: Second.']);
  assert.equal(llm.requests[1]!.messages.at(-1)!.content, 'i would like a cup of tea');
});

test('a tool is called, its result told, and an error told as one', async () => {
  const llm = new ScriptedLlm([
    ['Let me look.', toolCall('look', '{"what":"tea"}')],
    [toolCall('look', '{"what":"milk"}', 'c2'), toolCall('gone', '{}', 'c3'), toolCall('look', 'oops', 'c4')],
    ['We have tea.'],
  ]);
  const http = new ScriptedHttp([
    { status: 200, body: '{"left":3}' },
    { status: 503, body: 'busy' },
  ]);
  const call = await rig(planOf({ ...config, tools: [look] }, { variables }), { llm, http, stt: open() });
  await call.advance(2000);
  await call.say('tea please', 600, 6000);
  assert.deepEqual(call.turns().slice(2), ['agent: Let me look.', 'agent: We have tea.']);
  assert.equal(http.requests[0]!.url, 'https://x.test/tea');
  const results = llm.requests[2]!.messages.filter(({ role }) => role === 'tool').map(
    ({ content }) => content,
  );
  assert.deepEqual(results, [
    '{"left":3}',
    '{"error":"HTTP 503","answer":"busy"}',
    `{"error":"There is no tool 'gone'."}`,
    '{"error":"The arguments are not a JSON object."}',
  ]);
  assert.equal(llm.requests[0]!.tools[0]!.name, 'look');
});

test('a tool that does not answer in time is an error to the model', async () => {
  const llm = new ScriptedLlm([[toolCall('look', '{"what":"tea"}')], ['No luck.']]);
  const call = await rig(planOf({ ...config, tools: [look] }, { variables }), {
    ...{ llm, http: new ScriptedHttp(['hang']), stt: open() },
  });
  await call.advance(2000);
  await call.say('tea please', 600, 5000);
  assert.equal(call.turns().at(-1), 'agent: No luck.');
  assert.equal(llm.requests[1]!.messages.at(-1)!.content, '{"error":"timeout"}');
});

test('end_call ends after the goodbye, even an interrupted one', async () => {
  for (const interrupt of [false, true]) {
    const llm = new ScriptedLlm([
      ['Thank you and goodbye, it was nice to talk to you today.', toolCall('end_call', '')],
    ]);
    const call = await rig(planOf({ ...config, tools: [{ type: 'end_call' }] }, { variables }), {
      llm,
      stt: open(),
    });
    await call.advance(2000);
    await call.say('that is all', 600, 1500);
    if (interrupt) await call.say('wait i have another question', 1200, 3000);
    await call.advance(3000);
    assert.deepEqual(
      call.ended.map(({ reason }) => reason),
      ['end-call-tool'],
    );
    assert.equal(
      call
        .turns()
        .findLast((turn) => turn.startsWith('agent'))!
        .endsWith(' —'),
      interrupt,
    );
  }
});

test('a failure is bridged by a word and tried again; a second one ends the call', async () => {
  const llm = new ScriptedLlm([[broken()], ['Here I am.'], [broken()], [broken()]]);
  const call = await rig(plan, { llm, stt: open() });
  await call.advance(2000);
  await call.say('hello there', 600, 4500);
  assert.deepEqual(call.turns().slice(2), ['agent: Sorry, one moment please.', 'agent: Here I am.']);
  await call.say('and now', 600, 9000);
  assert.match(call.turns().at(-1)!, /something went wrong on our side/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['mind-failed'],
  );
});

test('a model that hangs is given up after ten seconds', async () => {
  const llm = new ScriptedLlm([['hang'], ['Back again.']]);
  const call = await rig(plan, { llm, stt: open() });
  await call.advance(2000);
  await call.say('hello there', 600, 15_000);
  const said = ['agent: Mm, let me see.', 'agent: Sorry, one moment please.', 'agent: Back again.'];
  assert.deepEqual(call.turns().slice(2), said);
});

test('keys reach the model as what they are; a raw placeholder of the model is never spoken', async () => {
  const llm = new ScriptedLlm([['Thanks {{name}}, *noted* 👍.']]);
  const call = await rig(plan, { llm, stt: open() });
  await call.advance(2000);
  call.line.press('4');
  call.line.press('2');
  await call.advance(6000);
  assert.equal(llm.requests[0]!.messages.at(-1)!.content, '(pressed 42 on the keypad)');
  assert.equal(call.turns().at(-1), 'agent: Thanks, noted.');
});

test('a closed recogniser still gives the model yes, no and numbers', async () => {
  const llm = new ScriptedLlm([['Good.']]);
  const call = await rig(plan, { llm });
  await call.advance(2000);
  await call.say('four two', 600, 3000);
  assert.equal(llm.requests[0]!.messages.at(-1)!.content, 'four two');
});
