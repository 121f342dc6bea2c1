/** What is not a person: mailboxes, menus, screeners, faxes and dead lines. */
import { answer, type Answer, type Piece } from './case.ts';

const beep = (ms: number, ...frequencies: readonly number[]): Piece => ({ beep: frequencies, ms });

const mailboxes: readonly (readonly Piece[])[] = [
  [
    500,
    'Hi, you have reached Anna Miller. I can not take your call right now. Please leave your name and number after the tone, and I will call you back.',
    600,
    beep(450, 1000),
  ],
  [
    400,
    "Hi, this is Tom. I can't come to the phone right now. Leave a message and I will get back to you.",
    700,
    beep(300, 1400),
  ],
  [
    800,
    'Your call has been forwarded to an automatic voice message system. Five five five, one two three four, is not available. At the tone, please record your message.',
    500,
    beep(500, 1000),
  ],
  [
    600,
    'The person you are trying to reach is not available. Please leave a message after the tone.',
    400,
    beep(400, 440, 480),
  ],
  [500, 'Hello. You have reached the voicemail of Peter Brown. Please leave a message.', 500, beep(250, 950)],
  [300, "Hey, it's Joe, you know what to do.", 500, beep(400, 1000)],
  [400, 'Please leave a message after the beep.', 500, beep(400, 850)],
  [600, 'Leave a message.', 450, beep(500, 1000)],
  [500, "Hi, it's Susan, leave me a message.", 400, beep(300, 1200)],
  [
    700,
    'Hello, this is the Miller family. Nobody is at home right now. Please leave your name, your number and a short message after the beep. Thank you.',
    800,
    beep(600, 800),
  ],
  [
    500,
    'You have reached Acme Plumbing. Our office is closed. Our business hours are Monday to Friday, eight to five. Please leave a message after the tone.',
    500,
    beep(350, 1000),
  ],
  [
    900,
    'The subscriber you have called is not available. Please try again later, or leave a message after the signal.',
    500,
    beep(400, 620),
  ],
  [
    400,
    'Thank you for calling Brown and Partners. We are unable to take your call at the moment. Please leave a message with your name and number, and we will return your call as soon as possible.',
    600,
    beep(450, 1100),
  ],
  [
    300,
    "Hi! Sorry I missed your call. I'm either away from my desk or on the other line. Leave your details and I'll call you right back.",
    500,
    beep(300, 1000),
  ],
  [
    1000,
    'Welcome to the voice mailbox of',
    300,
    'Maria Lopez.',
    300,
    'Please leave a message after the tone.',
    400,
    beep(500, 1400),
  ],
  [
    500,
    'I am not available right now, so please leave your message after the tone. When you have finished recording, you may hang up, or press one for more options.',
    500,
    beep(500, 1000),
  ],
  [400, 'This is Kevin. Leave a message. Thanks.', 600, beep(400, 1000)],
  [600, "Hello, I can't answer the phone. Speak after the tone.", 300, beep(800, 440)],
  [500, 'The mailbox is full and can not accept any messages at this time. Goodbye.', 2000],
  [1500, 'The person you have called is unavailable right now. Please try again later.', 2000],
  [
    500,
    'Hi, this is Doctor Brown. If this is an emergency, hang up and dial nine one one. Otherwise leave a message and I will return your call on the next business day.',
    500,
    beep(450, 1000),
  ],
  [
    700,
    'Google Voice subscriber. Please leave your message after the tone. When done, hang up or press the pound key.',
    400,
    beep(300, 1000, 1400),
  ],
  [
    400,
    'Hi. You have reached Lisa.',
    500,
    "I'm not here right now.",
    400,
    'Leave a message.',
    500,
    beep(400, 1000),
  ],
  [
    800,
    'You have reached the voicemail box of seven seven zero, four four one, nine nine two. To leave a message, press one or just wait for the tone.',
    500,
    beep(500, 1000),
  ],
  [500, "We can't get to the phone. You know the drill.", 600, beep(250, 900)],
  [
    300,
    'No one is available to take your call. Please leave a message after the tone.',
    500,
    beep(1000, 1000),
  ],
  [
    600,
    'Hello, and thank you for calling the Green Garden Center. All of us are busy with our plants. Please leave a message and we will call you back before the end of the day.',
    500,
    beep(400, 750),
  ],
  [500, 'At the tone, please record your message.', 400, beep(500, 425)],
  [450, "Hi, it's me. I'm probably at work. Send me a text or leave a message.", 500, beep(350, 1000)],
  [2200, 'The number you have reached has a voice mailbox that has not been set up yet. Goodbye.', 2000],
  [500, 'Voicemail.', 600, beep(500, 1000)],
  [400, 'Hi, please leave a message and I will call you back.', 500, beep(150, 1000)],
  [350, beep(500, 1000), 500],
  [
    700,
    'Good day. This is the answering machine of the Smith family. Please speak after the beep.',
    500,
    beep(400, 480, 620),
  ],
  [
    500,
    "You've reached the office of Martin Green. I am currently out of the office with no access to my phone. For urgent matters please call my colleague.",
    600,
    beep(400, 1000),
  ],
  [
    600,
    'Please hold while I forward your call.',
    500,
    'The person at extension one two three is not available. Record your message at the tone.',
    500,
    beep(500, 1000),
  ],
  [
    400,
    'Hey, thanks for calling, I will be back on Monday, please leave a message until then.',
    500,
    beep(400, 1300),
  ],
  [
    550,
    'The wireless customer you are calling is not available. Please leave a message at the tone.',
    400,
    beep(450, 2000),
  ],
];

const menus: readonly (readonly Piece[])[] = [
  [
    400,
    'Thank you for calling Acme. Press 1 for sales. Press 2 for support. Press 3 for billing. To speak to an operator, press 0.',
  ],
  [600, 'Welcome to City Bank. For English, press 1. Para espanol, marque el dos.'],
  [
    500,
    'Thank you for calling. Please listen carefully, as our menu options have changed. For appointments, press one. For prescriptions, press two.',
  ],
  [
    300,
    'You have reached Brown Insurance. If you know the extension of your party, please dial it now. For claims, press one.',
  ],
  [
    700,
    'Hello, and welcome to Green Energy. This call may be recorded for quality purposes. For a new contract, press one. For questions about your bill, press two.',
  ],
  [
    500,
    'Thank you for calling Acme Dental. For new patients, press 1. For existing patients, press 2. To hear our hours, press 3.',
  ],
  [
    800,
    'Your call is important to us. Please select from the following options. For sales, press one. For service, press two.',
  ],
  [
    400,
    'Welcome. To make a reservation, press one. To change a reservation, press two. For all other questions, stay on the line.',
  ],
  [
    600,
    'Good morning, you have reached the city hall. For the mayor, press one. For taxes, press two. For waste collection, press three.',
  ],
  [500, 'Thanks for calling Pizza Palace. To order, press 1. To check an order, press 2.'],
  [
    450,
    'Main menu. For technical support, press one. For billing, press two. To repeat these options, press star.',
  ],
  [
    900,
    'Welcome to Northern Airlines. For flight information, say flights or press one. To speak to an agent, press zero.',
  ],
];

const screeners: readonly (readonly Piece[])[] = [
  [
    400,
    "Hi, the person you're calling is using a screening service from Google, and will get a copy of this conversation. Go ahead and say your name and why you're calling.",
  ],
  [500, 'Hi, if you record your name and reason for calling, I will see if this person is available.'],
  [600, 'Hello. Before I try to connect you, please state your name and the reason for your call.'],
  [
    500,
    'The person you are calling does not accept calls from unknown numbers. Please say your name after the tone.',
    400,
    beep(300, 1000),
  ],
  [
    700,
    'This call is being screened. Please record your name, and I will see if they are available.',
    300,
    beep(300, 1000),
  ],
  [400, 'Hello, this is the call assistant. Please tell me your name and the reason for calling.'],
  [300, 'You have reached the virtual assistant of Anna Miller. May I know who is calling and why?'],
];

const faxes: readonly (readonly Piece[])[] = [
  [300, { tone: 'fax-ced' }],
  [1000, { tone: 'fax-ced' }],
  [200, { tone: 'fax-cng' }],
  [800, { tone: 'fax-cng' }],
];
const busy: readonly (readonly Piece[])[] = [
  [100, { tone: 'busy' }],
  [600, { tone: 'busy' }],
  [100, { tone: 'congestion' }],
  [700, { tone: 'congestion' }],
];
const dead: readonly (readonly Piece[])[] = [
  [
    200,
    { tone: 'sit' },
    'We are sorry. Your call can not be completed as dialed. Please check the number and dial again.',
  ],
  [600, { tone: 'sit' }, 'The number you have dialed is not in service. Please check the number.'],
  [100, { tone: 'sit' }],
  [500, 'The number you have dialed is not in service. Please check the number and try again.'],
];

export const machines: readonly Answer[] = [
  ...mailboxes.map(answer('machine', 'mailbox')),
  ...menus.map(answer('ivr', 'menu')),
  ...screeners.map(answer('screening', 'screener')),
  ...faxes.map(answer('fax', 'fax')),
  ...busy.map(answer('busy', 'busy')),
  ...dead.map(answer('unreachable', 'dead')),
];
