/** The demo's agent: a reminder of an appointment, and somebody who answers it. */

/** Name and age of nobody: placeholders of the playbook. */
export const demoVariables = { name: 'Anna' } as const;

/** What the callee's process says, one line a turn of the agent; each fits the question before it. */
export const demoAnswers = ['Yes, that works for me.', 'In the morning, please.', 'No, thank you.'] as const;

/** The callee speaks with another voice. */
export const demoCalleeVoice = 'slt';

/** Body of `POST /v1/agents`. */
export const demoAgent = {
  name: 'Appointment reminder',
  language: 'en-US',
  voice: { id: 'rms' },
  flow: {
    start: 'hello',
    nodes: [
      { id: 'hello', type: 'say', text: 'Hello {{name}}, this is Riverside Dental.' },
      {
        id: 'thursday',
        type: 'ask',
        text: 'You have a check-up on Thursday. Does that still work for you?',
        slot: { type: 'yes_no', name: 'comes' },
        reprompt: 'Please say yes or no. Can you come on Thursday?',
        retries: 2,
      },
      { id: 'comes', type: 'decide' },
      {
        id: 'time',
        type: 'ask',
        text: 'Good. Would you rather come in the morning, or in the afternoon?',
        slot: {
          type: 'choice',
          name: 'time',
          options: [
            {
              value: 'morning',
              phrases: ['in the morning', 'in the morning please', 'morning', 'morning please'],
            },
            {
              value: 'afternoon',
              phrases: ['in the afternoon', 'in the afternoon please', 'afternoon', 'afternoon please'],
            },
          ],
        },
        reprompt: 'In the morning, or in the afternoon?',
        retries: 2,
      },
      {
        id: 'reminder',
        type: 'ask',
        text: 'In the {{time}}, then. Shall we call you again the day before?',
        slot: { type: 'yes_no', name: 'reminder' },
        reprompt: 'Please say yes or no. Shall we call you again?',
        retries: 2,
      },
      { id: 'again', type: 'decide' },
      { id: 'remind', type: 'end', text: 'We will. See you on Thursday, {{name}}. Goodbye.' },
      { id: 'done', type: 'end', text: 'All right, no more calls. See you on Thursday, {{name}}. Goodbye.' },
      { id: 'moved', type: 'end', text: 'No problem. Please call us for another day. Goodbye.' },
      { id: 'unclear', type: 'end', text: 'Sorry, I did not get that. We will call again later. Goodbye.' },
    ],
    edges: [
      { from: 'hello', to: 'thursday' },
      { from: 'thursday', to: 'comes' },
      { from: 'thursday', to: 'unclear', on: 'no_match' },
      { from: 'thursday', to: 'unclear', on: 'no_input' },
      { from: 'comes', to: 'time', when: { variable: 'comes', op: 'equals', value: 'yes' } },
      { from: 'comes', to: 'moved' },
      { from: 'time', to: 'reminder' },
      { from: 'time', to: 'unclear', on: 'no_match' },
      { from: 'time', to: 'unclear', on: 'no_input' },
      { from: 'reminder', to: 'again' },
      { from: 'reminder', to: 'unclear', on: 'no_match' },
      { from: 'reminder', to: 'unclear', on: 'no_input' },
      { from: 'again', to: 'remind', when: { variable: 'reminder', op: 'equals', value: 'yes' } },
      { from: 'again', to: 'done' },
    ],
  },
} as const;
