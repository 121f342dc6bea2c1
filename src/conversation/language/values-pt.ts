import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(0, 'zero, um|uma, dois|duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze, treze'),
  ...row(
    14,
    'catorze|quatorze, quinze, dezesseis|dezasseis, dezessete|dezassete, dezoito, dezenove|dezanove',
  ),
  ...row(20, 'vinte, trinta, quarenta, cinquenta, sessenta, setenta, oitenta, noventa', 10),
  ...row(100, 'cem|cento, duzentos|duzentas, trezentos|trezentas, quatrocentos|quatrocentas', 100),
  ...row(500, 'quinhentos|quinhentas, seiscentos|seiscentas, setecentos|setecentas', 100),
  ...row(800, 'oitocentos|oitocentas, novecentos|novecentas', 100),
};

export const portugueseValues: Values = {
  numbers: {
    atoms,
    hundred: '',
    thousand: 'mil',
    joiners: 'e',
    ordinals: { 1: 'primeiro|primeira' },
    dictated: { meia: '6' },
    double: 'duplo|dobro',
    triple: 'triplo',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${word(ten)} e ${word(unit)}`,
      hundreds: (count, rest, word) => (count === 1 && rest > 0 ? 'cento' : word(count * 100)),
      thousands: (count, _, word) => (count === 1 ? 'mil' : `${word(count)} mil`),
      between: ' e ',
    }),
  },
  dates: {
    weekdays: [
      ...[
        'domingo',
        'segunda-feira|segunda',
        'terça-feira|terça',
        'quarta-feira|quarta',
        'quinta-feira|quinta',
      ],
      ...['sexta-feira|sexta', 'sábado'],
    ],
    months: [
      ...[
        'janeiro',
        'fevereiro',
        'março',
        'abril',
        'maio',
        'junho',
        'julho',
        'agosto',
        'setembro',
        'outubro',
      ],
      ...['novembro', 'dezembro'],
    ],
    today: 'hoje',
    tomorrow: 'amanhã',
    dayAfterTomorrow: 'depois de amanhã',
    yesterday: 'ontem',
    day: 'dia|dias',
    week: 'semana|semanas',
    month: 'mês|meses',
    one: 'um|uma',
    next: 'próximo|próxima|que vem',
    ago: 'há|atrás',
  },
  times: {
    am: 'da manhã|de manhã|da madrugada',
    pm: 'da tarde|à tarde|da noite|à noite|de tarde',
    noon: 'meio-dia',
    midnight: 'meia-noite',
    halfPast: 'e meia',
    halfTo: '',
    quarterPast: 'e um quarto|e quarto',
    quarterTo: 'menos um quarto|um quarto para as|um quarto para a',
    past: '',
    to: 'para as|para a|pras',
    less: 'menos',
  },
  mail: {
    at: 'arroba',
    dot: 'ponto',
    dash: 'hífen|traço|tracinho',
    underscore: 'underline|sublinhado|underscore',
    asIn: 'de|como em',
    letters: {
      ...{ b: 'bê', c: 'cê', d: 'dê', f: 'efe', g: 'gê', h: 'agá', j: 'jota', k: 'cá', l: 'ele', m: 'eme' },
      ...{ n: 'ene', p: 'pê', q: 'quê', r: 'erre', s: 'esse', t: 'tê', v: 'vê', w: 'dáblio', x: 'xis' },
      ...{ y: 'ípsilon', z: 'zê' },
    },
  },
};
