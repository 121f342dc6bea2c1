import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(0, 'zero, unu|una|un, doi|două, trei, patru, cinci, șase, șapte, opt, nouă, zece, unsprezece|unșpe'),
  ...row(
    12,
    'doisprezece|douăsprezece|doișpe, treisprezece|treișpe, paisprezece|paișpe, cincisprezece|cinșpe',
  ),
  ...row(16, 'șaisprezece|șaișpe, șaptesprezece|șapteșpe, optsprezece|optșpe, nouăsprezece|nouășpe'),
  ...row(20, 'douăzeci, treizeci, patruzeci, cincizeci, șaizeci, șaptezeci, optzeci, nouăzeci', 10),
  100: 'o sută',
};

const feminine = (count: number, word: (value: number) => string): string =>
  count === 2 ? 'două' : word(count);

export const romanianValues: Values = {
  numbers: {
    atoms,
    hundred: 'sute|sută',
    thousand: 'mii|o mie|mie',
    joiners: 'și',
    ordinals: { 1: 'întâi|prima|primul' },
    double: 'dublu',
    triple: 'triplu',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${word(ten)} și ${word(unit)}`,
      hundreds: (count, _, word) => (count === 1 ? 'o sută' : `${feminine(count, word)} sute`),
      thousands: (count, _, word) => (count === 1 ? 'o mie' : `${feminine(count, word)} mii`),
      between: ' ',
    }),
  },
  dates: {
    weekdays: [
      ...[
        'duminică|duminica',
        'luni|lunea',
        'marți|marțea',
        'miercuri|miercurea',
        'joi|joia',
        'vineri|vinerea',
      ],
      'sâmbătă|sâmbăta',
    ],
    months: [
      ...['ianuarie', 'februarie', 'martie', 'aprilie', 'mai', 'iunie', 'iulie', 'august', 'septembrie'],
      ...['octombrie', 'noiembrie', 'decembrie'],
    ],
    today: 'azi|astăzi|diseară',
    tomorrow: 'mâine',
    dayAfterTomorrow: 'poimâine',
    yesterday: 'ieri',
    day: 'zi|zile',
    week: 'săptămână|săptămâni',
    month: 'lună',
    one: 'o|un',
    next: 'viitoare|viitor|următoare|următorul',
    ago: 'acum',
  },
  times: {
    am: 'dimineața|de dimineață',
    pm: 'după-amiaza|după-amiază|după masă|seara',
    noon: 'la prânz|amiază',
    midnight: 'miezul nopții',
    halfPast: 'și jumătate',
    halfTo: '',
    quarterPast: 'și un sfert|și sfert',
    quarterTo: 'fără un sfert|fără sfert',
    past: '',
    to: '',
    less: 'fără',
  },
  mail: {
    at: 'arond|a rond|at|coadă de maimuță',
    dot: 'punct',
    dash: 'cratimă|liniuță|minus',
    underscore: 'underscore|linie jos',
    asIn: 'de la|ca în',
    letters: { w: 'dublu ve', x: 'ics', y: 'igrec', z: 'zet' },
  },
};
