import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { spokenWords } from '#models';
import { verdictOf } from '../../ear/verdict.ts';
import { expectationOf } from '../../flow/grammar.ts';
import { english } from '../../language/en.ts';
import { spanish } from '../../language/es.ts';
import { askedBy } from './asked.ts';
import type { EndpointFacts } from './facts.ts';
import { ENDPOINT_PRESETS, endpointSettings } from './settings.ts';
import { sttWait, withLatency } from './stt-wait.ts';
import { endpointWait } from './wait.ts';

const BALANCED = ENDPOINT_PRESETS.balanced;

function facts(text: string, more: Partial<EndpointFacts> = {}): EndpointFacts {
  return {
    ...{
      text,
      words: spokenWords(text),
      known: true,
      byUtterance: false,
      settled: true,
      verdict: 'none',
      asks: null,
      opening: null,
      digits: null,
    },
    ...{
      speechMs: 1000,
      pauses: [],
      turnPauses: [],
      turnPace: 0,
      advice: null,
      judged: null,
      language: english,
    },
    ...more,
  };
}

const wait = (text: string, more?: Partial<EndpointFacts>): number =>
  endpointWait(facts(text, more), BALANCED);

test('what asks for more gets time, what is whole does not', () => {
  const cases: readonly (readonly [string, keyof typeof BALANCED, Partial<EndpointFacts>?])[] = [
    ['I would like a table and', 'openEnd'],
    ['my number is', 'openEnd'],
    ['I ordered pizza,', 'openEnd'],
    ['I ordered it on Monday um', 'hesitation'],
    ['sounds', 'unfinished', { verdict: 'prefix', asks: 'yes_no' }],
    ['yes', 'bare', { verdict: 'complete' }],
    ['yes it is', 'complete', { verdict: 'complete' }],
    ['yes it is', 'utterance', { verdict: 'complete', byUtterance: true }],
    ['five five', 'dictation', { asks: 'phone', byUtterance: true }],
    ['', 'unheard', { byUtterance: true }],
    ['I think it is', 'base', { opening: 'is' }],
    ['I think it is', 'openEnd', { opening: 'what' }],
    ['no actually my wife is', 'unfinished', { verdict: 'contains', asks: 'yes_no' }],
    ['It stopped charging yesterday.', 'finished'],
    ['It stopped charging yesterday', 'base'],
    ['It stopped charging yesterday', 'finished', { advice: 0.9 }],
    ['It stopped charging yesterday', 'complete', { judged: 0.9 }],
    ['It stopped charging yesterday', 'openEnd', { judged: 0.1 }],
    ['It stopped charging yesterday', 'storyBegun', { asks: 'story' }],
    ['Two days ago it suddenly stopped charging', 'story', { asks: 'story' }],
    ['may the fourth', 'unfinished', { asks: 'past_date' }],
    ['may the fourth nineteen eighty one', 'base', { asks: 'past_date' }],
    ['It was May 4', 'unfinished', { asks: 'past_date' }],
    ['the 4th of May 1981', 'base', { asks: 'past_date' }],
    ['b seven', 'dictation'],
    ['yes please do that', 'base', { asks: 'email' }],
    ['Next Tuesday', 'brief'],
    ['', 'unheard'],
    ['five five five', 'dictation', { asks: 'phone' }],
    ['five five five two three', 'dictation'],
    ['anna at example', 'dictation', { asks: 'email' }],
    ['twelve', 'dictation', { asks: 'address' }],
    ['forty two Park Avenue', 'address', { asks: 'address' }],
  ];
  for (const [text, named, more] of cases)
    assert.equal(wait(text, more), BALANCED[named], `${text} ${named}`);
});

test('a whole number, address or e-mail is over as soon as anything is', () => {
  assert.equal(wait('four one five five five five two six seven one', { asks: 'phone' }), BALANCED.base);
  assert.equal(wait('anna at example dot com', { asks: 'email' }), BALANCED.base);
  assert.equal(wait('four one five five five five two six seven', { asks: 'phone' }), BALANCED.brief);
  assert.equal(wait('anna@example.com', { asks: 'email' }), BALANCED.base);
  const es = { language: spanish, asks: 'phone' } as const;
  assert.equal(wait('seis uno dos tres cuatro cinco siete ocho nueve', es), BALANCED.base);
  assert.equal(wait('seis uno dos tres cuatro', es), BALANCED.dictation);
});

test('a rhythm shown in a turn bounds the patience with it', () => {
  const spelled = wait('k o w a l', { asks: 'spelling', turnPauses: [300, 320, 310] });
  assert.ok(spelled > 320 && spelled < BALANCED.dictation, String(spelled));
});

test("a callee's own pauses lengthen the wait up to the ceiling, not that of a whole answer", () => {
  assert.equal(wait('the heating is cold', { pauses: [600, 0, 0] }), BALANCED.base);
  assert.equal(wait('the heating is cold', { pauses: [600] }), 700);
  assert.equal(wait('the heating is cold', { pauses: [640, 600] }), 740);
  assert.equal(wait('the heating is cold', { turnPace: 600 }), 700);
  assert.equal(wait('the heating is cold', { pauses: [1400, 1400] }), BALANCED.paceCeiling);
  assert.equal(wait('yes it is', { pauses: [1400, 1400], verdict: 'complete' }), BALANCED.complete);
});

test('the verdict of a grammar: whole, holding, beginning, none', () => {
  const yesNo = expectationOf({ type: 'yes_no', name: 'x' }, english);
  const pin = expectationOf({ type: 'digits', name: 'x', min: 3, max: 4 }, english);
  const of = (text: string, value: string | null, expectation = yesNo): string =>
    verdictOf(text, value, expectation, english);
  assert.equal(of('yes please', 'yes'), 'complete');
  assert.equal(of('um yes', 'yes'), 'complete');
  assert.equal(of('yes I will be in town then', 'yes'), 'contains');
  assert.equal(of('that', null), 'prefix');
  assert.equal(of('hold on a second', null), 'prefix');
  assert.equal(of('who is this', null), 'complete');
  assert.equal(of('the weather is nice', null), 'none');
  assert.equal(of('one two three', '123', pin), 'none');
  assert.equal(of('one two three four', '1234', pin), 'complete');
  assert.equal(of('', null), 'none');
});

test('what a question asks for is told from its last sentence', () => {
  assert.equal(askedBy('I have your address. What is your phone number?', english), 'phone');
  assert.equal(askedBy('Could you spell that?', english), 'spelling');
  assert.equal(askedBy('How can I help you?', english), 'story');
  assert.equal(askedBy('¿Cuál es su correo electrónico?', spanish), 'email');
  assert.equal(askedBy('Does Tuesday work for you?', english), null);
});

const anyFacts = fc.record({
  text: fc
    .array(
      fc.constantFrom('yes', 'and', 'um', 'five', 'k', 'at', 'dot', 'com', 'the', 'table', 'no', 'I', ','),
      { maxLength: 14 },
    )
    .map((words) => words.join(' ')),
  verdict: fc.constantFrom<EndpointFacts['verdict']>('complete', 'contains', 'prefix', 'none'),
  asks: fc.constantFrom<EndpointFacts['asks']>(
    null,
    'yes_no',
    'phone',
    'email',
    'spelling',
    'address',
    'digits',
    'story',
  ),
  pauses: fc.array(fc.integer({ min: 250, max: 1500 }), { maxLength: 20 }),
  turnPauses: fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 5 }),
  turnPace: fc.integer({ min: 0, max: 2000 }),
  advice: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  judged: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  settled: fc.boolean(),
  language: fc.constantFrom(english, spanish),
});

test('no wait is shorter than min or longer than max, and the knobs of an agent win', () => {
  const knobs = fc.record(
    {
      preset: fc.constantFrom('patient', 'balanced', 'quick'),
      min_endpoint_ms: fc.integer({ min: 100, max: 5000 }),
      max_endpoint_ms: fc.integer({ min: 200, max: 10_000 }),
      endpoint_ms: fc.integer({ min: 200, max: 5000 }),
    } as const,
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anyFacts, knobs, ({ text, ...more }, turns) => {
      const settings = endpointSettings(turns);
      const ms = endpointWait(facts(text, more), settings);
      if (turns.endpoint_ms !== undefined) return assert.equal(ms, turns.endpoint_ms);
      assert.ok(ms >= settings.min && ms <= settings.max, `${ms}`);
      if (turns.max_endpoint_ms !== undefined) assert.ok(ms <= turns.max_endpoint_ms);
      const least = Math.min(turns.min_endpoint_ms ?? 0, turns.max_endpoint_ms ?? Infinity);
      assert.ok(ms >= least);
    }),
  );
});

test('the recogniser is waited for as long as it takes in this call, never longer than its contract', () => {
  assert.equal(sttWait([]), 400);
  assert.equal(sttWait([900]), 1000);
  assert.equal(sttWait([120, 150, 140, 130]), 250);
  assert.equal(sttWait([4000, 4000, 4000]), 1500);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 3, maxLength: 200 }), (all) => {
      const kept = all.reduce<readonly number[]>(withLatency, []);
      assert.ok(kept.length <= 50);
      assert.ok(sttWait(kept) <= 1500);
    }),
  );
});
