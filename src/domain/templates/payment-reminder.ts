/** Reminds of an open payment; says nothing of it before it is sure who listens. */
import { ask, choice, end, inBothLanguages, onward, say, when } from './template.ts';

const english = {
  hello: 'Hello, this is {{company}}.',
  person: 'Am I speaking with {{name}}?',
  open: 'Your payment of {{amount}} was due on {{due}}. Have you paid already, will you pay later, or do you have a question?',
  paid: ['already paid', 'i have paid', 'i paid already', 'i have paid already', 'paid'],
  later: ['later', 'i will pay later', 'pay later', 'i will pay'],
  question: ['a question', 'question', 'i have a question'],
  when: 'On which day will you pay?',
  stranger: 'Then I am sorry to have bothered you. Goodbye.',
  thanks: 'Thank you, then all is well. Goodbye.',
  promised: 'Thank you. We have noted {{pay_day}}. Goodbye.',
  colleague: 'A colleague will call you about it. Goodbye.',
};

const spanish: typeof english = {
  hello: 'Hola, le llamamos de {{company}}.',
  person: '¿Hablo con {{name}}?',
  open: 'Su pago de {{amount}} vencía el {{due}}. ¿Ya lo ha pagado, lo pagará más adelante, o tiene alguna pregunta?',
  paid: ['ya está pagado', 'ya lo he pagado', 'ya pagué', 'pagado'],
  later: ['más adelante', 'lo pagaré más adelante', 'lo pagaré', 'pagaré'],
  question: ['una pregunta', 'tengo una pregunta', 'pregunta'],
  when: '¿Qué día lo pagará?',
  stranger: 'Entonces disculpe la molestia. Adiós.',
  thanks: 'Gracias, entonces todo está en orden. Adiós.',
  promised: 'Gracias. Hemos anotado el {{pay_day}}. Adiós.',
  colleague: 'Un compañero le llamará para hablarlo. Adiós.',
};

export const paymentReminders = inBothLanguages({
  name: 'payment-reminder',
  titles: ['Payment reminder', 'Recordatorio de pago'],
  description: 'Asks for the person first, then whether and when an open amount will be paid.',
  texts: [english, spanish],
  variables: [
    {
      name: 'amount',
      description: 'The open amount, as it is said.',
      examples: ['forty dollars', 'cuarenta euros'],
    },
    { name: 'due', description: 'The day it was due, as it is said.', examples: ['Monday', 'lunes'] },
  ],
  flow: (text) => {
    const { paid, later, question } = text;
    return {
      nodes: [
        say('hello', text.hello),
        ask('person', text.person, { type: 'yes_no', name: 'person' }),
        ask('open', text.open, choice('payment', { paid, later, question })),
        ask('when', text.when, { type: 'date', name: 'pay_day', when: 'future' }),
        end('stranger', text.stranger),
        end('thanks', text.thanks),
        end('promised', text.promised),
        end('colleague', text.colleague),
      ],
      edges: [
        onward('hello', 'person'),
        when('person', 'open', 'person', 'yes'),
        onward('person', 'stranger'),
        when('open', 'thanks', 'payment', 'paid'),
        when('open', 'when', 'payment', 'later'),
        onward('open', 'colleague'),
        onward('when', 'promised'),
      ],
    };
  },
});
