/** The same kinds in Spanish. */
import { asked, type Dialogue, type Exchange, type Piece } from './dialogue.ts';

const yesNo = { slot: { type: 'yes_no' } } as const;
const es = (name: string, agent: string, callee: readonly Piece[], more: Partial<Exchange> = {}): Dialogue =>
  asked(`es ${name}`, agent, callee, { ...more, language: 'es-ES' });

export const spanish: readonly Dialogue[] = [
  es('sí', '¿Le viene bien el martes?', ['Sí.'], yesNo),
  es('no gracias', '¿Quiere que le cuente la oferta?', ['No gracias.']),
  es('sí claro', '¿Confirma la cita?', ['Sí claro.'], yesNo),
  es('frase', '¿En qué puedo ayudarle?', ['Quiero cambiar la fecha de mi cita.']),
  es('pregunta', '¿Tiene alguna duda?', ['¿Cuánto cuesta la entrega?']),
  es('y al final', '¿Qué desea pedir?', ['Quiero dos pizzas grandes y', 850, 'una ensalada.']),
  es('porque', '¿Por qué nos llama?', ['Llamo porque', 900, 'no tengo internet.']),
  es('pues', '¿Cuándo puede venir?', ['Pues', 800, 'el viernes por la tarde.']),
  es('respiro', '¿Qué pasó?', ['Lo pedí el lunes', 430, 'y todavía no ha llegado.']),
  es('teléfono', '¿Cuál es su teléfono?', [
    'seis uno dos',
    700,
    'tres cuatro cinco',
    700,
    'siete ocho nueve',
  ]),
  es('correo', '¿Cuál es su correo electrónico?', ['ana punto ruiz', 700, 'arroba ejemplo', 600, 'punto es']),
  es('código', 'Dígame su código de cuatro cifras.', ['cuatro siete', 600, 'uno nueve']),
  es(
    'ajá mientras habla',
    'Le llamo de la clínica por su cita del próximo jueves a las nueve. ¿Puede venir?',
    ['Sí puedo.'],
    { over: [{ at: 2200, say: ['ajá'] }] },
  ),
  es('quién es', 'Buenos días, ¿tiene un minuto?', ['¿Quién es usted?']),
];
