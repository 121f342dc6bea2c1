/** What callees say in the network's bench: sentences that a grammar of all of them tells apart, and numbers. */
import type { Grammar } from '../../src/models/index.ts';
import { english } from '../../src/conversation/language/en.ts';
import { expectationOf } from '../../src/conversation/flow/grammar.ts';

export interface Utterance {
  readonly text: string;
  readonly grammar: Grammar;
}

const SENTENCES = [
  ...[
    'yes that works for me',
    'no thank you',
    'please call me back tomorrow morning',
    'hold on one moment please',
  ],
  ...[
    'who is this',
    'i would like to speak to technical support',
    'i am not interested',
    'yes please',
    'yes',
  ],
  ...['the appointment on thursday afternoon is fine', 'can you hear me', 'in the morning please', 'no'],
  ...[
    'in the afternoon please',
    'please call me back on thursday',
    'i want to cancel the appointment',
    'maybe later',
  ],
  ...[
    'can you repeat that please',
    'i want to change the appointment',
    'speak to a person please',
    'wrong number',
  ],
  ...['that is not me', 'yes that is me', 'i have a question about billing', 'please take me off your list'],
];
const NUMBERS = ['4 7 1 9', '2 0 8 5', '1 2 3 4', '6 6 3 0', '9 5 7 8', '8 4 2 1', '7 0 0 3', '5 1 6 2'];

const phrases: Grammar = { phrases: SENTENCES.map((text) => ({ text, value: text })) };
const { grammar: digits } = expectationOf({ name: 'number', type: 'digits', min: 4, max: 4 }, english);

export const sentences: readonly Utterance[] = SENTENCES.map((text) => ({ text, grammar: phrases }));
export const numbers: readonly Utterance[] = NUMBERS.map((text) => ({ text, grammar: digits }));
