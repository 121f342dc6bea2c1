/** Asks some time later whether everything was settled. */
import { ask, choice, end, inBothLanguages, onward, say, when } from './template.ts';

const english = {
  hello: 'Hello {{name}}, this is {{company}}. I am calling about {{topic}}.',
  now: 'Do you have a minute now?',
  later: 'Of course. On which day may we call you again?',
  solved: 'Thank you. Has everything been settled for you?',
  how: 'I am sorry to hear that. Shall a colleague call you, or send you a message?',
  call: ['call me', 'a call', 'call', 'please call me', 'by phone'],
  message: ['a message', 'message', 'send a message', 'send me a message', 'in writing'],
  good: 'I am glad to hear that. Have a good day. Goodbye.',
  callBack: 'A colleague will call you soon. Goodbye.',
  write: 'A colleague will write to you soon. Goodbye.',
  postponed: 'We will call you on {{call_day}}. Goodbye.',
};

const spanish: typeof english = {
  hello: 'Hola {{name}}, le llamamos de {{company}} por {{topic}}.',
  now: '¿Tiene un minuto ahora?',
  later: 'Por supuesto. ¿Qué día podemos volver a llamarle?',
  solved: 'Gracias. ¿Ha quedado todo resuelto?',
  how: 'Lo siento. ¿Prefiere que le llame un compañero, o que le mande un mensaje?',
  call: ['que me llame', 'una llamada', 'llamada', 'por teléfono'],
  message: ['un mensaje', 'mensaje', 'que me mande un mensaje', 'por escrito'],
  good: 'Me alegro mucho. Que tenga un buen día. Adiós.',
  callBack: 'Un compañero le llamará pronto. Adiós.',
  write: 'Un compañero le escribirá pronto. Adiós.',
  postponed: 'Le llamaremos el {{call_day}}. Adiós.',
};

export const followUps = inBothLanguages({
  name: 'follow-up',
  titles: ['Follow-up', 'Seguimiento'],
  description: 'Asks whether everything was settled, and how to get in touch if it was not.',
  texts: [english, spanish],
  variables: [
    {
      name: 'topic',
      description: 'What it is about, as it is said.',
      examples: ['your visit last week', 'su visita de la semana pasada'],
    },
  ],
  flow: (text) => {
    return {
      nodes: [
        say('hello', text.hello),
        ask('now', text.now, { type: 'yes_no', name: 'now' }),
        ask('later', text.later, { type: 'date', name: 'call_day', when: 'future' }),
        ask('solved', text.solved, { type: 'yes_no', name: 'solved' }),
        ask('how', text.how, choice('contact', { call: text.call, message: text.message })),
        end('good', text.good),
        end('call_back', text.callBack),
        end('write', text.write),
        end('postponed', text.postponed),
      ],
      edges: [
        onward('hello', 'now'),
        when('now', 'solved', 'now', 'yes'),
        onward('now', 'later'),
        onward('later', 'postponed'),
        when('solved', 'good', 'solved', 'yes'),
        onward('solved', 'how'),
        when('how', 'call_back', 'contact', 'call'),
        onward('how', 'write'),
      ],
    };
  },
});
