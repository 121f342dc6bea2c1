/** Reminds of an appointment, and moves or cancels it. */
import { ask, choice, end, inBothLanguages, onward, say, when } from './template.ts';

const english = {
  hello: 'Hello {{name}}, this is {{company}}.',
  comes: 'You have an appointment on {{day}} at {{time}}. Will you be there?',
  comesAgain: 'Please say yes or no. Will you come on {{day}} at {{time}}?',
  change: 'No problem. Would you like another day, or shall we cancel?',
  move: ['another day', 'a different day', 'a new day', 'move it', 'change it'],
  cancel: ['cancel', 'cancel it', 'please cancel it', 'cancel the appointment'],
  when: 'Which day suits you?',
  confirmed: 'Thank you. See you on {{day}} at {{time}}. Goodbye.',
  moved: 'Thank you. We have noted {{new_day}}, and will call you with the time. Goodbye.',
  cancelled: 'Your appointment is cancelled. Goodbye.',
};

const spanish: typeof english = {
  hello: 'Hola {{name}}, le llamamos de {{company}}.',
  comes: 'Tiene una cita el {{day}} a las {{time}}. ¿Podrá venir?',
  comesAgain: 'Diga sí o no, por favor. ¿Podrá venir el {{day}} a las {{time}}?',
  change: 'No hay problema. ¿Prefiere otro día, o cancelamos la cita?',
  move: ['otro día', 'un día distinto', 'cambiarla', 'cambiar de día'],
  cancel: ['cancelar', 'cancelarla', 'cancele la cita', 'cancelamos la cita'],
  when: '¿Qué día le viene bien?',
  confirmed: 'Gracias. Nos vemos el {{day}} a las {{time}}. Adiós.',
  moved: 'Gracias. Hemos anotado el {{new_day}} y le llamaremos con la hora. Adiós.',
  cancelled: 'Su cita queda cancelada. Adiós.',
};

export const appointmentReminders = inBothLanguages({
  name: 'appointment-reminder',
  titles: ['Appointment reminder', 'Recordatorio de cita'],
  description: 'Reminds of an appointment; takes a new day or a cancellation.',
  texts: [english, spanish],
  variables: [
    { name: 'day', description: 'The day, as it is said.', examples: ['Thursday', 'jueves'] },
    { name: 'time', description: 'The time, as it is said.', examples: ['three', 'tres'] },
  ],
  flow: (text) => {
    const change = choice('change', { move: text.move, cancel: text.cancel });
    return {
      nodes: [
        say('hello', text.hello),
        ask('comes', text.comes, { type: 'yes_no', name: 'comes' }, text.comesAgain),
        ask('change', text.change, change),
        ask('when', text.when, { type: 'date', name: 'new_day', when: 'future' }),
        end('confirmed', text.confirmed),
        end('moved', text.moved),
        end('cancelled', text.cancelled),
      ],
      edges: [
        onward('hello', 'comes'),
        when('comes', 'confirmed', 'comes', 'yes'),
        onward('comes', 'change'),
        when('change', 'when', 'change', 'move'),
        onward('change', 'cancelled'),
        onward('when', 'moved'),
      ],
    };
  },
});
