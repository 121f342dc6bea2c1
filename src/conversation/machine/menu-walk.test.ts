import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { planOf, rig, type Rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt } from '../testing.ts';

const GREETING = 'Hello, this is Ann.';
const machine = { on_ivr: 'navigate', ivr_goal: 'billing department' } as const;

async function call(more: Partial<AgentConfig> = {}, llm?: ScriptedLlm): Promise<Rig> {
  const config = { prompt: 'Be kind.', greeting: GREETING, machine, ...more };
  const stt = new ScriptedStt([], { openVocabulary: true });
  return rig(planOf(config), { stt, llm: llm ?? new ScriptedLlm() });
}

const actions = (talk: Rig): string[] =>
  talk.facts('machine-action').map(({ action, detail }) => `${action as string} ${detail as string}`.trim());
const reasons = (talk: Rig): string[] => talk.ended.map(({ reason }) => reason);

test('the option for the goal is pressed, through two menus, until a person answers', async () => {
  const talk = await call();
  await talk.advance(400);
  await talk.say('for sales press 1 for support press 2 for billing press 3', 6000, 1500);
  assert.equal(talk.line.sentDigits, '3');
  await talk.say('for new invoices press 1 to speak to the billing department press 2', 5000, 1500);
  assert.equal(talk.line.sentDigits, '32');
  await talk.advance(4000);
  await talk.say('billing this is peter how can i help', 2200, 4000);
  assert.deepEqual(talk.turns().at(-1), `agent: ${GREETING}`);
  assert.deepEqual(
    talk.facts('answer-classified').map(({ verdict }) => verdict),
    ['ivr', 'human'],
  );
});

test('where no option fits the model chooses, and without its choice the operator is asked for', async () => {
  for (const [reply, key] of [
    [['2'], '2'],
    [['wait'], ''],
  ] as const) {
    const talk = await call(
      { machine: { on_ivr: 'navigate', ivr_goal: 'money matters' } },
      new ScriptedLlm([[...reply]]),
    );
    await talk.say('for sales press 1 for accounts press 2 for an operator press 0', 6000, 5000);
    assert.equal(talk.line.sentDigits, key);
  }
  const flow = { start: 'a', nodes: [{ id: 'a', type: 'end' as const, text: 'Bye.' }], edges: [] };
  const { prompt: _, ...rest } = { prompt: undefined, flow };
  const talk = await rig(planOf({ ...rest, machine: { on_ivr: 'navigate', ivr_goal: 'money' } }), {
    stt: new ScriptedStt([], { openVocabulary: true }),
  });
  await talk.say('for sales press 1 for an operator press 0', 5000, 5000);
  assert.equal(talk.line.sentDigits, '0');
});

test('a recogniser of a grammar hears the option that is looked for, sentence by sentence', async () => {
  const config = { prompt: 'Be kind.', greeting: GREETING, machine };
  const talk = await rig(planOf(config), { stt: new ScriptedStt(), llm: new ScriptedLlm() });
  await talk.advance(400);
  await talk.say(null, 3200, 300);
  await talk.say('press one for sales', 1600, 300);
  assert.equal(talk.line.sentDigits, '');
  await talk.say('press three for billing department', 1600, 500);
  assert.equal(talk.line.sentDigits, '3');
});

test('a long greeting without a menu is a mailbox after all', async () => {
  const config = { prompt: 'Be kind.', greeting: GREETING, machine };
  const talk = await rig(planOf(config), { stt: new ScriptedStt(), llm: new ScriptedLlm() });
  await talk.say(null, 9000, 8000);
  assert.deepEqual(reasons(talk), ['voicemail-reached']);
  const beep = await rig(planOf(config), { stt: new ScriptedStt(), llm: new ScriptedLlm() });
  await beep.say(null, 6000, 500);
  beep.line.tone('beep');
  await beep.advance(200);
  assert.deepEqual(reasons(beep), ['voicemail-reached']);
});

test('a menu that leads to nobody ends within its limits; without navigation it ends at once', async () => {
  const talk = await call({ machine: { on_ivr: 'navigate', ivr_goal: 'nothing alike' } });
  for (let i = 0; i < 30 && talk.ended.length === 0; i++)
    await talk.say('for sales press 1 for support press 2', 4000, 4000);
  assert.deepEqual(reasons(talk), ['ivr-not-passed']);
  assert.ok(actions(talk).includes('hang_up'));
  const none = await call({ machine: {} });
  await none.say('for sales press 1 for support press 2', 3000, 500);
  assert.deepEqual(reasons(none), ['ivr-reached']);
});

test('a business that greets at length and offers help is a person after all', async () => {
  const stt = new ScriptedStt([], { openVocabulary: true });
  const talk = await rig(planOf({ prompt: 'Be kind.', greeting: GREETING, machine: {} }), {
    stt,
    llm: new ScriptedLlm(),
  });
  await talk.advance(900);
  stt.hears = 'good morning';
  talk.line.speech(900, 4900);
  await talk.advance(3500);
  stt.hears = 'good morning green garden center this is lisa how may i help you';
  await talk.advance(6000);
  assert.deepEqual(
    talk.facts('answer-classified').map(({ verdict }) => verdict),
    ['machine', 'human'],
  );
  assert.equal(talk.turns().at(-1), `agent: ${GREETING}`);
});
