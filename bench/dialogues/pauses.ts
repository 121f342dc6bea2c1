/** Turns with pauses inside: thinking, breathing, conjunctions, second thoughts. */
import { asked, type Dialogue } from './dialogue.ts';

const yesNo = { slot: { type: 'yes_no' } } as const;

export const pauses: readonly Dialogue[] = [
  asked('trailing and', 'What would you like to order?', [
    'I would like two large pizzas and',
    850,
    'a small salad.',
  ]),
  asked('trailing because', 'Why are you calling?', ['I am calling because', 900, 'my internet is down.']),
  asked('trailing um', 'When can you come?', ['I can come um', 1000, 'on Friday.']),
  asked('um first', 'What is your preferred date?', ['Um', 900, 'the twelfth of June.']),
  asked('well first', 'How satisfied are you with the service?', ['Well', 750, 'it was mostly fine.']),
  asked('trailing the', 'Which product is it about?', ['It is about the', 950, 'blue washing machine.']),
  asked('trailing to', 'What can I do for you?', ['I need to', 700, 'cancel my order.']),
  asked('breath between clauses', 'What went wrong?', [
    'I ordered it on Monday',
    420,
    'and it still has not arrived.',
  ]),
  asked('breath after a clause', 'What went wrong?', [
    'The driver came too early',
    450,
    'so nobody was home.',
  ]),
  asked('two sentences', 'How can I help you?', ['I have a question.', 480, 'How do I reset my password?']),
  asked('two sentences, longer gap', 'How can I help you?', [
    'My card was stolen.',
    700,
    'Can you block it please?',
  ]),
  asked('if clause', 'Would Wednesday work?', ['Wednesday works if', 650, 'it is before noon.']),
  asked('comma list', 'Which items are missing?', ['The charger', 480, 'the cable', 500, 'and the manual.']),
  asked('restart', 'Where should we deliver it?', ['To my', 500, 'to my office please.']),
  asked('thinking about a date', 'When did you buy it?', ['I think it was', 1100, 'in the middle of March.']),
  asked('my number is', 'What else do you need from me?', [
    'My account number is',
    1100,
    'on the letter I sent.',
  ]),
  asked('let me see', 'When are you free?', ['Let me see', 1100, 'Thursday after four.']),
  asked('yes but', 'Can we move it to Monday?', ['Yes but', 600, 'only in the morning.'], yesNo),
  asked('no actually', 'Are you the account holder?', ['No', 350, 'actually my wife is.'], yesNo),
  asked('I think so', 'Did you receive our letter?', ['I', 500, 'think so yes.'], yesNo),
  asked('slow talker', 'What seems to be the problem?', [
    ...['The heating', 650, 'does not', 600, 'get warm', 620, 'in the evening.'],
  ]),
  asked('pause before an object', 'What should I write down?', [
    'Please write down',
    800,
    'that I called twice.',
  ]),
  asked('or with a pause', 'Which colour would you like?', ['Red or', 750, 'maybe green.']),
  asked('clause then so', 'Anything else?', ['My son broke his leg so', 800, 'we have to cancel.']),
  asked('very long with breaths', 'Tell me what happened.', [
    ...['I was driving home from work', 380, 'when a car came from the left', 430, 'and hit my door.'],
  ]),
  {
    name: 'slow talker through the call',
    language: 'en-US',
    exchanges: [
      { agent: 'How are you feeling today?', callee: ['I feel a bit', 700, 'tired today.'] },
      { agent: 'Did you take your pills?', callee: ['I took the white one', 720, 'after breakfast.'] },
      { agent: 'And the second one?', callee: ['The red one', 760, 'I forgot again.'] },
      { agent: 'Should a nurse call you?', callee: ['That would be nice', 740, 'if it is possible.'] },
    ],
  },
  {
    name: 'brisk talker through the call',
    language: 'en-US',
    exchanges: [
      { agent: 'Is the machine still under warranty?', callee: ['Yes it is.'] },
      { agent: 'When did you buy it?', callee: ['Last September.'] },
      { agent: 'And what is wrong with it?', callee: ['It leaks water on the left side.'] },
      { agent: 'Shall we send somebody?', callee: ['Please do.'] },
    ],
  },
];
