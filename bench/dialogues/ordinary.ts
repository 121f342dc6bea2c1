/** Calls without anything special: what most turns of most calls are like. */
import type { Dialogue, Piece } from './dialogue.ts';

/** A call in which the agent's lines and the callee's answers alternate. */
function call(name: string, ...lines: readonly (readonly [agent: string, ...callee: Piece[]])[]): Dialogue {
  const exchanges = lines.map(([agent, ...callee]) => ({ agent, callee }));
  return { name: `call: ${name}`, language: 'en-US', exchanges };
}

export const ordinary: readonly Dialogue[] = [
  call(
    'dentist reminder',
    ['Hello, this is the dental practice. Am I speaking with Mrs Brown?', 'Yes speaking.'],
    ['You have an appointment tomorrow at ten. Can you make it?', 'Yes I will be there.'],
    ['Do you have any questions?', 'No thank you.'],
  ),
  call(
    'parcel',
    ['Your parcel arrives today. Will somebody be at home?', 'I am home until five.'],
    ['Shall we leave it with a neighbour otherwise?', 'Yes with the Smiths please.'],
    ['Is the doorbell working?', 'It is.'],
  ),
  call(
    'survey',
    ['How satisfied were you with our service?', 'Very satisfied.'],
    ['Would you recommend us to a friend?', 'I already have.'],
    ['What could we do better?', 'You could answer the phone faster.'],
    ['May we call you again next year?', 'Sure.'],
  ),
  call(
    'restaurant',
    ['Good evening, how can I help you?', 'I would like to book a table for tonight.'],
    ['For how many people?', 'Three adults and one child.'],
    ['At what time?', 'At half past seven.'],
    ['Do you want to sit outside?', 'Inside please.'],
  ),
  call(
    'car service',
    ['Which car is it about?', 'The green Volvo.'],
    ['What does it need?', 'New tires and an oil change.'],
    ['Can you bring it on Monday?', 'Monday is fine.'],
    ['Do you need a replacement car?', 'No I can take the bus.'],
  ),
  call(
    'payment reminder',
    ['Our records show an open invoice. Did you receive it?', 'No I never got it.'],
    ['Shall I send it again by email?', 'Yes please do that.'],
    ['Can you pay it this week?', 'I can pay it on Friday.'],
  ),
  call(
    'insurance',
    ['When did the accident happen?', 'Last Sunday.'],
    ['Was anybody hurt?', 'Nobody was hurt.'],
    ['Where is the car now?', 'It is still in front of my house.'],
    ['Do you have photos?', 'I took a few pictures with my phone.'],
  ),
  call(
    'wrong person',
    ['Am I speaking with Peter Jones?', 'He is not here right now.'],
    ['When can I reach him?', 'Try again after six.'],
    ['Thank you. May I ask who you are?', 'I am his sister.'],
  ),
];
