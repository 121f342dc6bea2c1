/** Three questions about a service. */
import { ask, choice, end, inBothLanguages, onward, say, when } from './template.ts';

const english = {
  hello: 'Hello {{name}}, this is {{company}}, with three short questions about {{subject}}.',
  willing: 'May I ask them now?',
  score: 'From one to ten, how satisfied are you?',
  scoreAgain: 'Please say or press a number from one to ten. How satisfied are you?',
  recommend: 'Would you recommend us?',
  better: 'What should we do better: the service, the price, or the waiting time?',
  service: ['the service', 'service', 'your service'],
  price: ['the price', 'price', 'the prices', 'prices'],
  waiting: ['the waiting time', 'waiting time', 'waiting', 'the waiting'],
  thanks: 'Thank you very much for your answers. Goodbye.',
  declined: 'All right. Have a good day. Goodbye.',
};

const spanish: typeof english = {
  hello: 'Hola {{name}}, le llamamos de {{company}} con tres preguntas breves sobre {{subject}}.',
  willing: '¿Puedo hacérselas ahora?',
  score: 'Del uno al diez, ¿cuál es su satisfacción?',
  scoreAgain: 'Diga o marque un número del uno al diez. ¿Cuál es su satisfacción?',
  recommend: '¿Nos recomendaría?',
  better: '¿Qué deberíamos mejorar: el servicio, el precio o la espera?',
  service: ['el servicio', 'servicio', 'la atención'],
  price: ['el precio', 'precio', 'los precios'],
  waiting: ['la espera', 'espera', 'el tiempo de espera'],
  thanks: 'Muchas gracias por sus respuestas. Adiós.',
  declined: 'De acuerdo. Que tenga un buen día. Adiós.',
};

export const surveys = inBothLanguages({
  name: 'survey',
  titles: ['Survey', 'Encuesta'],
  description: 'A score from one to ten, a recommendation, and what should be better.',
  texts: [english, spanish],
  variables: [
    {
      name: 'subject',
      description: 'What is asked about.',
      examples: ['your last visit', 'su última visita'],
    },
  ],
  flow: (text) => {
    const better = choice('better', { service: text.service, price: text.price, waiting: text.waiting });
    return {
      nodes: [
        say('hello', text.hello),
        ask('willing', text.willing, { type: 'yes_no', name: 'willing' }),
        ask(
          'score',
          text.score,
          { type: 'number', name: 'score', min: 1, max: 10, integer: true },
          text.scoreAgain,
        ),
        ask('recommend', text.recommend, { type: 'yes_no', name: 'recommend' }),
        ask('better', text.better, better),
        end('thanks', text.thanks),
        end('declined', text.declined),
      ],
      edges: [
        onward('hello', 'willing'),
        when('willing', 'score', 'willing', 'yes'),
        onward('willing', 'declined'),
        onward('score', 'recommend'),
        onward('recommend', 'better'),
        onward('better', 'thanks'),
      ],
    };
  },
});
