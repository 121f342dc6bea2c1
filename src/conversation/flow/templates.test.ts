/** The shipped templates as calls in virtual time: spoken, and by the keypad alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templates, type Template } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedStt } from '../testing.ts';

/** Monday, 23 November 2026. */
const MONDAY = Date.UTC(2026, 10, 23, 15, 0);

interface Way {
  readonly name: string;
  readonly en: readonly string[];
  readonly es: readonly string[];
  /** The same by keys; one entry a question. */
  readonly keys: readonly string[];
  readonly slots: Readonly<Record<string, string>>;
}

const ways: readonly Way[] = [
  {
    name: 'appointment-reminder',
    en: ['yes of course'],
    es: ['sí claro'],
    keys: ['1'],
    slots: { comes: 'yes' },
  },
  {
    name: 'appointment-reminder',
    en: ["no i can't", 'another day please', 'next thursday', 'yes'],
    es: ['no puedo', 'otro día por favor', 'el jueves', 'sí'],
    keys: ['2', '1', 'DM'],
    slots: { comes: 'no', change: 'move', new_day: '2026-11-26' },
  },
  {
    name: 'follow-up',
    en: ['yes', 'not really', 'a message please'],
    es: ['sí', 'no', 'un mensaje'],
    keys: ['1', '2', '2'],
    slots: { now: 'yes', solved: 'no', contact: 'message' },
  },
  {
    name: 'survey',
    en: ['yes sure', 'nine', 'yes', 'yes', 'the waiting time'],
    es: ['sí', 'un nueve', 'sí', 'sí', 'la espera'],
    keys: ['1', '9#', '1', '3'],
    slots: { willing: 'yes', score: '9', recommend: 'yes', better: 'waiting' },
  },
  {
    name: 'delivery-notice',
    en: ['no', 'another day', 'on thursday', 'yes'],
    es: ['no', 'otro día', 'el jueves', 'sí'],
    keys: ['2', '3', 'DM'],
    slots: { home: 'no', place: 'other_day', new_day: '2026-11-26' },
  },
  {
    name: 'payment-reminder',
    en: ['yes', 'i will pay later', 'on thursday', 'yes'],
    es: ['sí', 'más adelante', 'el jueves', 'sí'],
    keys: ['1', '2', 'DM'],
    slots: { person: 'yes', payment: 'later', pay_day: '2026-11-26' },
  },
];

async function begin({ agent, variables }: Template, openVocabulary: boolean) {
  const values = Object.fromEntries(variables.map(({ name, example }) => [name, example]));
  const stt = new ScriptedStt([], { openVocabulary });
  const clock = new VirtualClock(MONDAY);
  const call = await rig(planOf(agent, { variables: values }), { stt, clock });
  await call.advance(7000);
  return call;
}

function check(call: Awaited<ReturnType<typeof begin>>, { slots }: Way): void {
  const filled = Object.fromEntries(call.facts('slot-filled').map(({ slot, value }) => [slot, value]));
  assert.deepEqual(filled, slots, call.turns().join('\n'));
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
  assert.deepEqual(call.facts('variable-missing'), []);
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
}

for (const way of ways)
  for (const language of ['en', 'es'] as const) {
    const template = templates.find(({ name }) => name === `${way.name}-${language}`)!;
    const what = Object.values(way.slots).join(', ');
    test(`${template.name} by speech: ${what}`, async () => {
      // The English words pass the closed grammar of the embedded recogniser; Spanish needs open speech.
      const call = await begin(template, language === 'es');
      for (const words of way[language]) await call.say(words, 900, 7000);
      check(call, way);
    });
    test(`${template.name} by keypad alone: ${what}`, async () => {
      const call = await begin(template, false);
      for (const entry of way.keys) {
        const keys = entry === 'DM' ? (language === 'en' ? '1126' : '2611') : entry;
        for (const key of keys) {
          call.line.press(key);
          await call.advance(150);
        }
        await call.advance(7000);
      }
      check(call, way);
    });
  }

test('nobody who is never understood is kept for ever', async () => {
  for (const template of templates) {
    const call = await begin(template, false);
    for (let i = 0; i < 4; i++) await call.say(null, 900, 9000);
    assert.deepEqual(
      call.ended.map(({ reason }) => reason),
      ['flow-ended'],
      template.name,
    );
  }
});
