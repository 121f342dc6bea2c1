import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const UNITS =
  'eins|ein|eine|einen|einem|einer, zwei|zwo, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf';
const atoms = {
  0: 'null',
  ...row(1, UNITS),
  ...row(13, 'dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn'),
  ...row(20, 'zwanzig, dreißig|dreissig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig', 10),
};

const stem = (word: string): string => word.replace(/^eins$/, 'ein');

/** "Erste", "dreiundzwanzigsten": regular from four on, with few exceptions. */
function ordinals(): Record<number, string> {
  const irregular: Readonly<Record<number, string>> = { 1: 'ers', 3: 'drit', 7: 'sieb', 8: 'ach' };
  const ways = ([value, words]: [string, string]): [string, string] => {
    const stems = irregular[Number(value)]?.split('|') ?? words.split('|').slice(0, 2);
    const link = Number(value) < 20 ? 't' : 'st';
    const endings = ['e', 'en', 'er'].map((ending) => link + ending);
    return [value, stems.flatMap((it) => endings.map((ending) => it + ending)).join('|')];
  };
  return Object.fromEntries(
    Object.entries(atoms)
      .filter(([value]) => value !== '0')
      .map(ways),
  ) as Record<number, string>;
}

export const germanValues: Values = {
  numbers: {
    atoms,
    hundred: 'hundert',
    thousand: 'tausend',
    joiners: 'und',
    unitsFirst: true,
    fused: true,
    ordinals: ordinals(),
    double: 'doppel|zweimal',
    triple: 'dreimal',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${stem(word(unit))}und${word(ten)}`,
      hundreds: (count, _, word) => `${stem(word(count))}hundert`,
      thousands: (count, _, word) => `${stem(word(count))}tausend`,
      between: '',
      afterThousand: '',
    }),
  },
  dates: {
    weekdays: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag|Sonnabend'],
    months: [
      ...[
        'Januar|Jänner',
        'Februar|Feber',
        'März',
        'April',
        'Mai',
        'Juni|Juno',
        'Juli',
        'August',
        'September',
      ],
      ...['Oktober', 'November', 'Dezember'],
    ],
    today: 'heute',
    tomorrow: 'morgen',
    dayAfterTomorrow: 'übermorgen',
    yesterday: 'gestern',
    day: 'Tag|Tage|Tagen',
    week: 'Woche|Wochen',
    month: 'Monat|Monate|Monaten',
    one: 'ein|eine|einer|einem|einen',
    next: 'nächste|nächsten|nächster|kommenden|kommende|kommender',
    ago: 'vor',
  },
  times: {
    am: 'morgens|früh|vormittags|am Morgen|am Vormittag|in der Früh',
    pm: 'nachmittags|abends|am Nachmittag|am Abend|nachts',
    noon: 'Mittag|mittags',
    midnight: 'Mitternacht',
    halfPast: '',
    halfTo: 'halb',
    quarterPast: 'Viertel nach',
    quarterTo: 'Viertel vor|drei Viertel|dreiviertel',
    past: 'nach',
    to: 'vor',
    less: '',
  },
  mail: {
    at: 'at|ät|Klammeraffe',
    dot: 'Punkt',
    dash: 'Bindestrich|minus|Strich',
    underscore: 'Unterstrich',
    asIn: 'wie|wie in',
    letters: { y: 'Ypsilon', v: 'vau', j: 'jot', x: 'ix', z: 'zett' },
  },
};
