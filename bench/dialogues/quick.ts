/** Short answers, questions back, and sentences said in one breath. */
import { asked, type Dialogue } from './dialogue.ts';

const yesNo = { slot: { type: 'yes_no' } } as const;
const when = {
  slot: {
    type: 'choice',
    options: {
      morning: ['morning', 'in the morning', 'tomorrow morning'],
      afternoon: ['afternoon', 'in the afternoon'],
      evening: ['evening', 'in the evening', 'after work'],
    },
  },
} as const;

export const quick: readonly Dialogue[] = [
  asked('quick yes', 'Is this a good time to talk?', ['Yes.'], yesNo),
  asked('quick yes to a prompt', 'Is this a good time to talk?', ['Yes.']),
  asked('quick no', 'Do you still have the old contract?', ['No.'], yesNo),
  asked('yeah sure', 'Shall I send you the details?', ['Yeah sure.'], yesNo),
  asked('no thanks', 'Would you like to hear about our offer?', ['No thanks.']),
  asked(
    'yes with a tail after a gap',
    'Does Tuesday work for you?',
    ['Yes', 320, 'that works for me.'],
    yesNo,
  ),
  asked('yes please', 'Should I book the appointment?', ['Yes please.'], yesNo),
  asked('correct', 'Your date of birth is the fourth of May, is that right?', ["That's correct."], yesNo),
  asked('hello back', 'Good morning, this is the dental office.', ['Hello?']),
  asked('who is this', 'Hello, do you have a minute?', ['Who is this please?']),
  asked('pardon', 'We would like to move your appointment to Thursday.', ['Sorry, what was that?']),
  asked('choice in one word', 'Would you prefer morning, afternoon or evening?', ['Morning.'], when),
  asked(
    'choice in a sentence',
    'Would you prefer morning, afternoon or evening?',
    ['The afternoon please.'],
    when,
  ),
  asked('open sentence', 'How can I help you today?', ['I would like to change my appointment.']),
  asked('open question', 'What would you like to know?', ['How much does the premium plan cost?']),
  asked('statement', 'What happened to the device?', ['It stopped charging two days ago.']),
  asked('long sentence', 'Can you describe the problem?', [
    'Every time I open the app it shows a blank screen and then closes by itself.',
  ]),
  asked('two words', 'Which day works best?', ['Next Tuesday.']),
  asked('a time', 'At what time should we come?', ['Around three in the afternoon.']),
  asked('a name', 'Who am I speaking with?', ['This is Martha Jones.']),
  asked('a number of people', 'For how many people is the table?', ['For four people.']),
  asked('refusal in a sentence', 'May I ask why you want to cancel?', ['I just do not use it anymore.']),
];
