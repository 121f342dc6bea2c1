/** Three questions about a service. */
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
  readonly willing: string;
  readonly score: string;
  readonly scoreAgain: string;
  readonly recommend: string;
  readonly better: string;
  readonly service: readonly string[];
  readonly price: readonly string[];
  readonly waiting: readonly string[];
  readonly thanks: string;
  readonly declined: string;
}

const english: Texts = {
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

const spanish: Texts = {
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

function build(name: string, title: string, text: Texts, wording: Wording): Template {
  const better = choice('better', { service: text.service, price: text.price, waiting: text.waiting });
  const nodes = [
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
  ];
  const edges = [
    onward('hello', 'willing'),
    when('willing', 'score', 'willing', 'yes'),
    onward('willing', 'declined'),
    onward('score', 'recommend'),
    onward('recommend', 'better'),
    onward('better', 'thanks'),
  ];
  const subject = wording === ENGLISH ? 'your last visit' : 'su última visita';
  return {
    name,
    language: wording.tag,
    title,
    description: 'A score from one to ten, a recommendation, and what should be better.',
    variables: [NAME, COMPANY, { name: 'subject', description: 'What is asked about.', example: subject }],
    agent: agentOf(title, wording, flowOf('hello', nodes, edges, wording)),
  };
}

export const surveys: readonly Template[] = [
  build('survey-en', 'Survey', english, ENGLISH),
  build('survey-es', 'Encuesta', spanish, SPANISH),
];
