import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'zero, uno|un|una, due, tre|tré, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici, tredici',
  ),
  ...row(14, 'quattordici, quindici, sedici, diciassette, diciotto, diciannove'),
  ...row(20, 'venti|vent, trenta|trent, quaranta|quarant, cinquanta|cinquant, sessanta|sessant', 10),
  ...row(70, 'settanta|settant, ottanta|ottant, novanta|novant', 10),
};

export const italianValues: Values = {
  numbers: {
    atoms,
    hundred: 'cento|cent',
    thousand: 'mille|mila',
    joiners: 'e',
    fused: true,
    ordinals: { 1: 'primo|prima' },
    double: 'doppio|doppia',
    triple: 'triplo|tripla',
    say: sayBy({
      atoms,
      tens(ten, unit, word) {
        const tens = unit === 1 || unit === 8 ? word(ten).slice(0, -1) : word(ten);
        return tens + (unit === 3 ? 'tré' : word(unit));
      },
      hundreds: (count, _, word) => (count === 1 ? 'cento' : `${word(count)}cento`),
      thousands: (count, _, word) => (count === 1 ? 'mille' : `${word(count)}mila`),
      between: '',
      afterThousand: '',
    }),
  },
  dates: {
    weekdays: ['domenica', 'lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato'],
    months: [
      ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre'],
      ...['ottobre', 'novembre', 'dicembre'],
    ],
    today: 'oggi|stasera',
    tomorrow: 'domani',
    dayAfterTomorrow: 'dopodomani|dopo domani',
    yesterday: 'ieri',
    day: 'giorno|giorni',
    week: 'settimana|settimane',
    month: 'mese|mesi',
    one: 'un|una',
    next: 'prossimo|prossima|che viene',
    ago: 'fa',
  },
  times: {
    am: 'di mattina|del mattino|della mattina|la mattina',
    pm: 'di pomeriggio|del pomeriggio|di sera|della sera|nel pomeriggio',
    noon: 'mezzogiorno',
    midnight: 'mezzanotte',
    halfPast: 'e mezza|e mezzo',
    halfTo: '',
    quarterPast: 'e un quarto|e quarto',
    quarterTo: 'meno un quarto|meno quarto',
    past: '',
    to: '',
    less: 'meno',
  },
  mail: {
    at: 'chiocciola|at',
    dot: 'punto',
    dash: 'trattino|meno',
    underscore: 'underscore|trattino basso',
    asIn: 'come',
    letters: {
      ...{
        b: 'bi',
        c: 'ci',
        d: 'di',
        f: 'effe',
        g: 'gi',
        h: 'acca',
        l: 'elle',
        m: 'emme',
        n: 'enne',
        p: 'pi',
      },
      ...{ q: 'cu', r: 'erre', s: 'esse', t: 'ti', v: 'vi|vu', w: 'doppia vu', x: 'ics', z: 'zeta' },
    },
  },
};
