import assert from 'node:assert/strict';
import { test } from 'node:test';
import { menuOptions, operatorOf, optionFor } from './menu.ts';
import { machinePhrases } from './phrases/index.ts';

const keys = (text: string, language = 'en-US'): Record<string, string> =>
  Object.fromEntries(menuOptions(text, machinePhrases(language)).map(({ key, label }) => [key, label]));

test('options are read in both orders, with and without punctuation', () => {
  const sales = { 1: 'sales', 2: 'support', 3: 'billing' };
  for (const text of [
    'For sales, press 1. For support, press 2. For billing, press 3.',
    'for sales press one for support press two for billing press three',
    'Press 1 for sales. Press 2 for support. Press 3 for billing.',
    'press one for sales press two for support press three for billing',
    'Thank you for calling Acme. Press 1 for sales, press 2 for support, or press 3 for billing.',
  ])
    assert.deepEqual(keys(text), sales, text);
});

test('keys other than digits, fillers, and words between', () => {
  assert.deepEqual(keys('To speak to an operator, press the number 0. To repeat, press star.'), {
    0: 'operator',
    '*': 'repeat',
  });
  assert.deepEqual(
    keys('If you want to make an appointment, please press the 4 key.')['4'],
    'make appointment',
  );
  assert.deepEqual(keys('To return to the main menu, press pound.'), { '#': 'return main menu' });
  assert.deepEqual(keys('Please hold while we connect your call.'), {});
});

test('Spanish, French and German menus', () => {
  assert.deepEqual(keys('Para ventas, pulse 1. Para soporte técnico, pulse 2.', 'es-MX'), {
    1: 'ventas',
    2: 'soporte tecnico',
  });
  assert.deepEqual(keys('marque uno para ventas marque dos para facturacion', 'es'), {
    1: 'ventas',
    2: 'facturacion',
  });
  assert.deepEqual(keys('Pour le service commercial, tapez 1. Pour la facturation, tapez 2.', 'fr'), {
    1: 'service commercial',
    2: 'facturation',
  });
  assert.deepEqual(keys('Für den Vertrieb drücken Sie die 1. Für den Support drücken Sie die 2.', 'de'), {
    1: 'vertrieb',
    2: 'support',
  });
  assert.deepEqual(keys('Press 1 for English. Press 2 for support.', 'es'), { 1: 'english', 2: 'support' });
});

test('the goal finds its option by words and their beginnings; else a person', () => {
  const languages = machinePhrases('en');
  const options = menuOptions(
    'For new appointments, press 1. For your bill, press 2. To speak to a representative, press 0.',
    languages,
  );
  const of = (goal: string) => optionFor(goal, options, languages)?.key ?? null;
  assert.equal(of('Make an appointment'), '1');
  assert.equal(of('billing department'), '2');
  assert.equal(of('shipping'), null);
  assert.equal(operatorOf(options, languages)?.key, '0');
});
