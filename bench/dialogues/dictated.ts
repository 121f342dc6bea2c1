/** Numbers, letters, addresses: said in groups. */
import { asked, type Dialogue } from './dialogue.ts';

const digits = (min: number, max: number) => ({ slot: { type: 'digits', min, max } }) as const;

export const dictated: readonly Dialogue[] = [
  asked('phone in three groups', 'What is your phone number?', [
    'five five five',
    700,
    'two three eight',
    750,
    'one four nine zero',
  ]),
  asked('phone in two groups', 'What is the best callback number?', [
    'six one seven',
    600,
    'five five five oh one three two',
  ]),
  asked('phone with a lead', 'Can I have your phone number?', [
    'Sure it is',
    650,
    'two one two',
    700,
    'seven three six',
    600,
    'five double zero one',
  ]),
  asked('phone in one breath', 'What is your phone number?', [
    'four one five five five five two six seven one',
  ]),
  asked('phone of a prompt nobody named', 'How can we reach you?', [
    'nine one seven',
    650,
    'three four two',
    600,
    'eight eight one six',
  ]),
  asked('four digits', 'Please tell me your four digit code.', ['four seven', 650, 'one nine'], digits(4, 4)),
  asked(
    'four digits one by one',
    'Please tell me your four digit code.',
    ['two', 420, 'zero', 430, 'eight', 420, 'five'],
    digits(4, 4),
  ),
  asked(
    'four digits at once',
    'Please tell me your four digit code.',
    ['nine five seven eight'],
    digits(4, 4),
  ),
  asked('six digits', 'What is your customer number?', ['one two three', 800, 'four five six'], digits(6, 6)),
  asked(
    'five to eight digits',
    'What is your order number?',
    ['seven seven zero', 700, 'four two one'],
    digits(5, 8),
  ),
  asked('order number, open', 'What is your order number?', [
    'Yes it is',
    700,
    'four four two',
    700,
    'nine zero one',
  ]),
  asked('e-mail in one breath', 'What is your email address?', ['anna at example dot com']),
  asked('e-mail in parts', 'What is your email address?', [
    'anna dot miller',
    750,
    'at example',
    650,
    'dot com',
  ]),
  asked('e-mail spelled', 'Could you give me your email?', ['j', 400, 'k', 420, 'l at', 600, 'mail dot org']),
  asked('e-mail with a lead', 'What is your email address?', [
    "It's",
    800,
    'peter underscore',
    500,
    'seven at web dot net',
  ]),
  asked('name spelled', 'Could you spell your last name?', ['k', 380, 'o', 400, 'w', 420, 'a', 400, 'l']),
  asked('name spelled in groups', 'How do you spell that?', ['s c h', 650, 'm i', 600, 'd t']),
  asked('address', 'What is your address?', ['twelve', 500, 'Baker Street', 800, 'Springfield']),
  asked('address with a flat', 'Where do you live?', ['forty two Park Avenue', 750, 'second floor']),
  asked('post code after', 'What is the delivery address?', [
    'one oh one Main Street',
    700,
    'Boston',
    650,
    'oh two one oh eight',
  ]),
  asked('date in parts', 'When were you born?', ['May the fourth', 550, 'nineteen eighty one']),
];
