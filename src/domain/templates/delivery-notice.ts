/** Announces a delivery, and finds another place or day for it. */
import {
  agentOf,
  ask,
  choice,
  COMPANY,
  end,
  ENGLISH,
  flowOf,
  NAME,
  say,
  SPANISH,
  onward,
  when,
} from './template.ts';
import type { Template, Wording } from './template.ts';

interface Texts {
  readonly hello: string;
  readonly home: string;
  readonly where: string;
  readonly neighbour: readonly string[];
  readonly collect: readonly string[];
  readonly otherDay: readonly string[];
  readonly when: string;
  readonly coming: string;
  readonly left: string;
  readonly kept: string;
  readonly moved: string;
}

const english: Texts = {
  hello: 'Hello {{name}}, this is {{company}}. Your {{item}} will be delivered on {{day}}.',
  home: 'Will somebody be at home?',
  where: 'Shall we leave it with a neighbor, keep it for you to collect, or come another day?',
  neighbour: ['with a neighbor', 'a neighbor', 'neighbor', 'leave it with a neighbor'],
  collect: ['keep it', 'collect it', 'i will collect it', 'keep it for me', 'i will pick it up'],
  otherDay: ['another day', 'come another day', 'a different day'],
  when: 'Which day should we come?',
  coming: 'Very good. See you on {{day}}. Goodbye.',
  left: 'We will leave it with a neighbor. Goodbye.',
  kept: 'We will keep it for you. Goodbye.',
  moved: 'We will come on {{new_day}}. Goodbye.',
};

const spanish: Texts = {
  hello: 'Hola {{name}}, le llamamos de {{company}}. Su {{item}} llegará el {{day}}.',
  home: '¿Habrá alguien en casa?',
  where: '¿Lo dejamos con un vecino, lo guardamos para que lo recoja, o vamos otro día?',
  neighbour: ['con un vecino', 'un vecino', 'vecino', 'al vecino'],
  collect: ['guardarlo', 'lo recojo', 'recogerlo', 'guárdenlo'],
  otherDay: ['otro día', 'vengan otro día', 'un día distinto'],
  when: '¿Qué día quiere que vayamos?',
  coming: 'Muy bien. Nos vemos el {{day}}. Adiós.',
  left: 'Lo dejaremos con un vecino. Adiós.',
  kept: 'Se lo guardaremos. Adiós.',
  moved: 'Iremos el {{new_day}}. Adiós.',
};

function build(name: string, title: string, text: Texts, wording: Wording): Template {
  const { neighbour, collect, otherDay } = text;
  const nodes = [
    say('hello', text.hello),
    ask('home', text.home, { type: 'yes_no', name: 'home' }),
    ask('where', text.where, choice('place', { neighbour, collect, other_day: otherDay })),
    ask('when', text.when, { type: 'date', name: 'new_day', when: 'future' }),
    end('coming', text.coming),
    end('left', text.left),
    end('kept', text.kept),
    end('moved', text.moved),
  ];
  const edges = [
    onward('hello', 'home'),
    when('home', 'coming', 'home', 'yes'),
    onward('home', 'where'),
    when('where', 'left', 'place', 'neighbour'),
    when('where', 'kept', 'place', 'collect'),
    onward('where', 'when'),
    onward('when', 'moved'),
  ];
  const [item, day] = wording === ENGLISH ? ['new sofa', 'Friday'] : ['nuevo sofá', 'viernes'];
  return {
    name,
    language: wording.tag,
    title,
    description: 'Announces a delivery; if nobody is at home, a neighbor, a collection or another day.',
    variables: [
      NAME,
      COMPANY,
      { name: 'item', description: 'What is delivered.', example: item! },
      { name: 'day', description: 'The day, as it is said.', example: day! },
    ],
    agent: agentOf(title, wording, flowOf('hello', nodes, edges, wording)),
  };
}

export const deliveryNotices: readonly Template[] = [
  build('delivery-notice-en', 'Delivery notice', english, ENGLISH),
  build('delivery-notice-es', 'Aviso de entrega', spanish, SPANISH),
];
