/** Reminds of an appointment, and moves or cancels it. */
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
  readonly comes: string;
  readonly comesAgain: string;
  readonly change: string;
  readonly move: readonly string[];
  readonly cancel: readonly string[];
  readonly when: string;
  readonly confirmed: string;
  readonly moved: string;
  readonly cancelled: string;
}

const english: Texts = {
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

const spanish: Texts = {
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

function build(name: string, title: string, text: Texts, wording: Wording): Template {
  const change = choice('change', { move: text.move, cancel: text.cancel });
  const nodes = [
    say('hello', text.hello),
    ask('comes', text.comes, { type: 'yes_no', name: 'comes' }, text.comesAgain),
    ask('change', text.change, change),
    ask('when', text.when, { type: 'date', name: 'new_day', when: 'future' }),
    end('confirmed', text.confirmed),
    end('moved', text.moved),
    end('cancelled', text.cancelled),
  ];
  const edges = [
    onward('hello', 'comes'),
    when('comes', 'confirmed', 'comes', 'yes'),
    onward('comes', 'change'),
    when('change', 'when', 'change', 'move'),
    onward('change', 'cancelled'),
    onward('when', 'moved'),
  ];
  return {
    name,
    language: wording.tag,
    title,
    description: 'Reminds of an appointment; takes a new day or a cancellation.',
    variables: [
      NAME,
      COMPANY,
      {
        name: 'day',
        description: 'The day, as it is said.',
        example: wording === ENGLISH ? 'Thursday' : 'jueves',
      },
      {
        name: 'time',
        description: 'The time, as it is said.',
        example: wording === ENGLISH ? 'three' : 'tres',
      },
    ],
    agent: agentOf(title, wording, flowOf('hello', nodes, edges, wording)),
  };
}

export const appointmentReminders: readonly Template[] = [
  build('appointment-reminder-en', 'Appointment reminder', english, ENGLISH),
  build('appointment-reminder-es', 'Recordatorio de cita', spanish, SPANISH),
];
