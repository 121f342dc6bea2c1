/** Sounds that are no words, people in the background, voices that are hard to hear. */
import { asked, type Dialogue } from './dialogue.ts';

const cough = { sound: 'cough', ms: 280 } as const;
const laugh = { sound: 'laugh', ms: 700 } as const;
const click = { sound: 'click', ms: 40 } as const;
const breath = { sound: 'breath', ms: 300 } as const;
const yesNo = { slot: { type: 'yes_no' } } as const;

export const noises: readonly Dialogue[] = [
  asked('cough before the answer', 'Does that suit you?', [cough, 700, 'Yes it does.']),
  asked('cough before a playbook answer', 'Does that suit you?', [cough, 800, 'Yes it does.'], yesNo),
  asked('two coughs', 'When shall we call again?', [cough, 300, cough, 900, 'Tomorrow at five.']),
  asked('cough inside', 'What is it about?', ['It is about my', 250, cough, 500, 'insurance claim.']),
  asked('laugh before', 'Are you happy with the result?', [laugh, 400, 'Not really no.']),
  asked('laugh after', 'Did the cat break it again?', ['Yes it did.', 150, laugh]),
  asked('clicks', 'Which plan do you have?', [click, 500, click, 600, 'The basic plan.']),
  asked('breath before', 'What do you think about it?', [breath, 500, 'I think it is too expensive.']),
  asked('babble, short answer', 'Can you hear me well?', ['Yes I can.'], { babble: -42 }),
  asked('babble, sentence', 'How can I help?', ['I want to speak to the manager.'], { babble: -42 }),
  asked('babble, pause', 'How can I help?', ['I bought a phone and', 800, 'it does not work.'], {
    babble: -44,
  }),
  asked('babble, two sentences', 'How can I help?', ['I am at the airport.', 500, 'My bag is lost.'], {
    babble: -42,
  }),
  asked('quiet voice', 'Would you like a receipt?', ['Yes send it by mail.'], { level: -34 }),
  asked('quiet voice with a pause', 'What is it about?', ['It is about', 800, 'the last invoice.'], {
    level: -34,
  }),
  asked('click after the answer', 'Shall I repeat it?', ['No that is fine.', 200, click], yesNo),
];
