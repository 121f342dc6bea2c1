/** Both at once: backchannels while the agent speaks, interruptions, "hello?", "hold on". */
import { asked, type Dialogue } from './dialogue.ts';

const TERMS =
  'The new plan has no fixed term, you can leave it every month, and the price stays the same for two years. Does that sound good?';
const CLINIC =
  'I am calling about your appointment with Doctor Lee next Thursday at nine in the morning. Can you make it?';

export const talkover: readonly Dialogue[] = [
  asked('uh huh over the terms', TERMS, ['That sounds good.'], { over: [{ at: 2500, say: ['uh huh'] }] }),
  asked('two backchannels', TERMS, ['I have to think about it.'], {
    over: [
      { at: 1800, say: ['mm hmm'] },
      { at: 4200, say: ['okay'] },
    ],
  }),
  asked('right over the clinic', CLINIC, ['Yes I can.'], { over: [{ at: 2600, say: ['right'] }] }),
  asked('cough over the clinic', CLINIC, ['Yes I will be there.'], {
    over: [{ at: 2000, say: [{ sound: 'cough', ms: 260 }] }],
  }),
  asked('I see over the terms', TERMS, ['What does it cost?'], { over: [{ at: 3000, say: ['I see'] }] }),
  asked('interruption', TERMS, ['Sorry I am not interested in that.'], { interrupts: true, after: 2500 }),
  asked('interruption with a pause', TERMS, ['Wait a second', 500, 'what does it cost per month?'], {
    ...{ interrupts: true, after: 3000 },
  }),
  asked('late interruption', CLINIC, ['Yes I can make it.'], { interrupts: true, after: 5000 }),
  asked('who is calling, over', CLINIC, ['Who is calling please?'], { interrupts: true, after: 1500 }),
  asked('hello while waiting', 'One moment please.', ['Hello?', 500, 'Are you there?'], { after: 1200 }),
  {
    name: 'hold on, then the answer',
    language: 'en-US',
    exchanges: [
      { agent: 'Do you have your contract at hand?', callee: ['Hold on a second.'] },
      { agent: 'Take your time.', callee: ['Okay I have it here.'], after: 2500 },
    ],
  },
  {
    name: 'one moment, then a number',
    language: 'en-US',
    exchanges: [
      { agent: 'Please read me the reference from the letter.', callee: ['One moment please.'] },
      { agent: 'Sure.', callee: ['It says', 700, 'b seven', 600, 'nine four two'], after: 2000 },
    ],
  },
];
