import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'zéro, un|une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze',
  ),
  ...row(15, 'quinze, seize, dix-sept, dix-huit, dix-neuf'),
  ...row(20, 'vingt, trente, quarante, cinquante, soixante', 10),
  80: 'quatre-vingts|quatre-vingt|huitante|octante',
};
/** Belgian and Swiss tens are understood, not said. */
const further = { 70: 'septante', 90: 'nonante' };

export const frenchValues: Values = {
  numbers: {
    atoms: { ...atoms, ...further },
    hundred: 'cent|cents',
    thousand: 'mille',
    joiners: 'et',
    twenties: true,
    ordinals: { 1: 'premier|première' },
    double: 'double',
    triple: 'triple',
    say: sayBy({
      atoms,
      tens(ten, unit, word) {
        if (ten === 70) return unit === 1 ? 'soixante et onze' : `soixante-${word(10 + unit)}`;
        if (ten >= 80) return `quatre-vingt-${word(ten === 90 ? 10 + unit : unit)}`;
        return unit === 1 ? `${word(ten)} et un` : `${word(ten)}-${word(unit)}`;
      },
      hundreds: (count, rest, word) =>
        count === 1 ? 'cent' : `${word(count)} ${rest === 0 ? 'cents' : 'cent'}`,
      thousands: (count, _, word) => (count === 1 ? 'mille' : `${word(count)} mille`),
      between: ' ',
    }),
  },
  dates: {
    weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    months: [
      ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre'],
      ...['novembre', 'décembre'],
    ],
    today: "aujourd'hui|ce soir",
    tomorrow: 'demain',
    dayAfterTomorrow: 'après-demain',
    yesterday: 'hier',
    day: 'jour|jours',
    week: 'semaine|semaines',
    month: 'mois',
    one: 'un|une',
    next: 'prochain|prochaine|qui vient',
    ago: 'il y a',
  },
  times: {
    am: 'du matin|le matin',
    pm: "de l'après-midi|l'après-midi|du soir|le soir",
    noon: 'midi',
    midnight: 'minuit',
    halfPast: 'et demie|et demi',
    halfTo: '',
    quarterPast: 'et quart',
    quarterTo: 'moins le quart|moins quart',
    past: '',
    to: '',
    less: 'moins',
  },
  mail: {
    at: 'arobase|arrobase|at',
    dot: 'point',
    dash: 'tiret|trait d’union',
    underscore: 'tiret bas|underscore|souligné',
    asIn: 'comme|comme dans',
    letters: { w: 'double v', y: 'i grec', z: 'zède' },
  },
};
