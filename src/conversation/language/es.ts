import type { Language } from './language.ts';
import { list } from './list.ts';
import { spanishValues } from './values-es.ts';

export const spanish: Language = {
  base: 'es',
  values: spanishValues,
  say: {
    reminder: '¿Sigue ahí?',
    silentGoodbye: 'No le oigo, así que voy a terminar la llamada. Adiós.',
    timeShort: 'Nos queda más o menos medio minuto.',
    timeUp: 'Se nos acabó el tiempo. Adiós.',
    notUnderstood: 'Perdone, no le he entendido.',
    gaveUp: 'Lo siento, no he podido entenderle. Adiós.',
    stopped: 'Entendido. Disculpe la molestia. Adiós.',
    goodbye: 'Adiós.',
    oneMoment: 'Perdone, un momento, por favor.',
    failed: 'Lo siento, algo ha fallado por nuestra parte. Adiós.',
    pressYesNo: 'También puede pulsar 1 para sí, o 2 para no.',
    pressOption: (options) =>
      `También puede pulsar ${options.map(({ key, phrase }) => `${keyName(key)} para ${phrase}`).join(', o ')}.`,
    pressDigits: 'También puede marcarlo en el teclado y terminar con la almohadilla.',
    pressDate: (monthFirst, withYear) =>
      `También puede marcarla en el teclado: dos cifras para el ${monthFirst ? 'mes y dos para el día' : 'día y dos para el mes'}${withYear ? ', y cuatro para el año' : ''}.`,
    pressTime: 'También puede marcarla en el teclado con cuatro cifras; por ejemplo, 1 5 3 0.',
    readBack: (value) => `He entendido ${value}. ¿Es correcto?`,
  },
  hear: {
    yes: [
      ...[
        'sí',
        'claro',
        'claro que sí',
        'por supuesto',
        'desde luego',
        'vale',
        'de acuerdo',
        'está bien',
        'correcto',
      ],
      ...[
        'exacto',
        'así es',
        'perfecto',
        'bueno',
        'sí claro',
        'sí por supuesto',
        'sí de acuerdo',
        'sí perfecto',
      ],
      ...[
        'sí me viene bien',
        'me viene bien',
        'me parece bien',
        'sí puedo',
        'sí quiero',
        'confirmo',
        'sí confirmo',
      ],
      ...['sí soy yo', 'soy yo', 'sí señor', 'sí señora', 'adelante', 'sin problema', 'sí está bien'],
    ],
    no: [
      ...[
        'no',
        'no gracias',
        'no puedo',
        'no quiero',
        'para nada',
        'en absoluto',
        'de ninguna manera',
        'nunca',
      ],
      ...[
        'ahora no',
        'hoy no',
        'no me viene bien',
        'no me va bien',
        'no está bien',
        'no es correcto',
        'incorrecto',
      ],
      ...[
        'no no',
        'lo siento no',
        'no lo siento',
        'claro que no',
        'por supuesto que no',
        'no me interesa',
        'mejor no',
      ],
    ],
    opensYes: ['sí', 'claro que sí', 'por supuesto que sí', 'desde luego'],
    opensNo: ['no gracias', 'no puedo', 'no quiero', 'no no', 'no me', 'no lo siento'],
    backchannel: [
      ...[
        'ajá',
        'mm',
        'mhm',
        'hmm',
        'ah',
        'oh',
        'ya',
        'entiendo',
        'ya veo',
        'vale',
        'vale vale',
        'bueno',
        'ok',
      ],
      ...['okay', 'de acuerdo', 'claro', 'ah vale'],
    ],
    greeting: [
      'hola',
      'diga',
      'dígame',
      'aló',
      'bueno',
      'buenos días',
      'buenas tardes',
      'buenas noches',
      'buenas',
    ],
    stop: [
      ...[
        'no me llame más',
        'no me llamen más',
        'deje de llamarme',
        'dejen de llamarme',
        'no vuelva a llamar',
      ],
      ...['no vuelva a llamarme', 'no vuelvan a llamarme', 'no me vuelva a llamar', 'no me vuelvan a llamar'],
      ...['quíteme de su lista', 'bórreme de su lista', 'borre mi número'],
    ],
    repeat: [
      ...['cómo dice', 'perdón', 'perdone', 'cómo', 'qué', 'qué dice', 'puede repetir', 'puede repetirlo'],
      ...[
        'repita por favor',
        'puede repetir por favor',
        'otra vez por favor',
        'no le he oído',
        'no le entiendo',
      ],
    ],
    who: ['quién es', 'quién habla', 'de parte de quién', 'quién llama', 'quién es usted', 'de qué se trata'],
    wait: [
      ...['espere', 'espere un momento', 'un momento', 'un momento por favor', 'un segundo', 'un minuto'],
      ...['deme un momento', 'déjeme ver', 'déjeme pensar', 'espera'],
    ],
    before: ['eh', 'pues', 'bueno', 'hola', 'este', 'ah'],
    after: ['por favor', 'gracias'],
    carriers: [
      ...[
        '% por favor',
        'el %',
        'la %',
        'quiero %',
        'quiero el %',
        'quiero la %',
        'prefiero %',
        'prefiero el %',
      ],
      ...[
        'prefiero la %',
        'mejor %',
        'mejor el %',
        'sí %',
        '% está bien',
        '% me viene bien',
        'me quedo con %',
      ],
    ],
    numbers: ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
    numbered: ['%', 'el %', 'número %', 'la opción %', 'opción %'],
    openEnds: list(
      'y, e, o, u, pero, porque, así que, entonces, si, cuando, mientras, hasta, aunque, que, cual, como, según',
      'el, la, los, las, un, una, unos, unas, mi, mis, su, sus, tu, lo, este, esta, próximo, próxima, calle',
      'de, del, a, al, para, por, con, sin, en, desde, entre, sobre, a las, me, se, le, yo, muy, más, también',
      'es, son, era, está, estoy, soy, tengo, tiene, hay, puedo, quiero, quería, quisiera, sería, me llamo',
      'tal vez, quizás, creo que, o sea, mi número es, mi nombre es',
    ),
    hesitations: list(
      'eh, em, mm, hmm, pues, a ver, déjeme ver, déjeme pensar, espere que, bueno pues, cómo se dice, vamos a ver',
    ),
    digits: list('cero, uno, una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, doble'),
    pairs: list(
      'diez, once, doce, trece, catorce',
      'quince, veinte, treinta, cuarenta, cincuenta, sesenta, setenta, ochenta, noventa, cien, ciento',
    ),
    phoneDigits: 9,
    letters: {
      names: list(
        'be, ce, de, efe, ge, hache, jota, ka, ele, eme, ene, eñe, pe, cu, erre, ere, ese, te, uve, ve, equis, ye',
        'zeta',
      ),
      marks: list('punto, arroba, guion, guion bajo, barra, mayúscula'),
      at: ['arroba'],
      endings: list('com, es, net, org, mx, ar, cl, co, eu'),
    },
    asking: {
      email: list('correo, email, e mail, mail'),
      spelling: list('deletrear, deletree, deletrea, deletrearlo, letra por letra'),
      phone: list('teléfono, número de contacto, móvil, celular'),
      address: list('dirección, domicilio, qué calle'),
      pastDate: list('nació, naciste, nacimiento'),
      digits: list(
        'código, número de cuenta, número de pedido, referencia, dígitos, tarjeta, número de cliente',
      ),
      story: list(
        'en qué puedo ayudar, en qué puedo ayudarle, qué pasó, cuénteme, descríbame, explíqueme, por qué, problema',
        'de qué se trata, qué desea',
      ),
    },
  },
};

/** Of Latin America: what is pressed and how one answers the telephone is said otherwise. */
export const latinAmerican: Language = {
  ...spanish,
  say: {
    ...spanish.say,
    notUnderstood: 'Disculpe, no le entendí.',
    gaveUp: 'Lo siento, no pude entenderle. Hasta luego.',
    oneMoment: 'Disculpe, un momento, por favor.',
    failed: 'Lo siento, algo falló de nuestro lado. Hasta luego.',
    pressYesNo: 'También puede presionar 1 para sí, o 2 para no.',
    pressOption: (options) =>
      `También puede presionar ${options.map(({ key, phrase }) => `${key === '#' ? 'numeral' : keyName(key)} para ${phrase}`).join(', o ')}.`,
    pressDigits: 'También puede marcarlo en el teclado y terminar con la tecla numeral.',
    readBack: (value) => `Entendí ${value}. ¿Es correcto?`,
  },
  hear: {
    ...spanish.hear,
    yes: ['sí', 'claro', 'claro que sí', 'cómo no', ...spanish.hear.yes.filter((it) => it !== 'vale')],
    greeting: ['aló', 'hola', 'dígame', ...spanish.hear.greeting],
    repeat: ['cómo dice', 'cómo', 'disculpe', ...spanish.hear.repeat],
    phoneDigits: 10,
  },
};

/** "¿Bueno?" opens a call in Mexico and agrees to nothing. */
export const mexican: Language = {
  ...latinAmerican,
  say: {
    ...latinAmerican.say,
    pressDigits: 'También puede marcarlo en el teclado y terminar con la tecla gato.',
  },
  hear: {
    ...latinAmerican.hear,
    yes: [...latinAmerican.hear.yes.filter((it) => it !== 'bueno'), 'sale', 'ándale', 'órale', 'simón'],
    greeting: ['bueno', 'sí bueno', ...latinAmerican.hear.greeting.filter((it) => it !== 'bueno')],
    backchannel: latinAmerican.hear.backchannel.filter((it) => it !== 'bueno'),
    repeat: ['mande', 'mande usted', ...latinAmerican.hear.repeat],
  },
};

function keyName(key: string): string {
  return key === '*' ? 'asterisco' : key === '#' ? 'almohadilla' : key;
}
