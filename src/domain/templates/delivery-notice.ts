/** Announces a delivery, and finds another place or day for it. */
import { ask, choice, end, inBothLanguages, onward, say, when } from './template.ts';

const english = {
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

const spanish: typeof english = {
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

export const deliveryNotices = inBothLanguages({
  name: 'delivery-notice',
  titles: ['Delivery notice', 'Aviso de entrega'],
  description: 'Announces a delivery; if nobody is at home, a neighbor, a collection or another day.',
  texts: [english, spanish],
  variables: [
    { name: 'item', description: 'What is delivered.', examples: ['new sofa', 'nuevo sofá'] },
    { name: 'day', description: 'The day, as it is said.', examples: ['Friday', 'viernes'] },
  ],
  flow: (text) => {
    const { neighbour, collect, otherDay } = text;
    return {
      nodes: [
        say('hello', text.hello),
        ask('home', text.home, { type: 'yes_no', name: 'home' }),
        ask('where', text.where, choice('place', { neighbour, collect, other_day: otherDay })),
        ask('when', text.when, { type: 'date', name: 'new_day', when: 'future' }),
        end('coming', text.coming),
        end('left', text.left),
        end('kept', text.kept),
        end('moved', text.moved),
      ],
      edges: [
        onward('hello', 'home'),
        when('home', 'coming', 'home', 'yes'),
        onward('home', 'where'),
        when('where', 'left', 'place', 'neighbour'),
        when('where', 'kept', 'place', 'collect'),
        onward('where', 'when'),
        onward('when', 'moved'),
      ],
    };
  },
});
