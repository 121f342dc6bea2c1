import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'zero, jeden|jedna|jedno, dwa|dwie, trzy, cztery, pięć, sześć, siedem, osiem, dziewięć, dziesięć',
  ),
  ...row(
    11,
    'jedenaście, dwanaście, trzynaście, czternaście, piętnaście, szesnaście, siedemnaście, osiemnaście',
  ),
  19: 'dziewiętnaście',
  ...row(20, 'dwadzieścia, trzydzieści, czterdzieści, pięćdziesiąt, sześćdziesiąt, siedemdziesiąt', 10),
  ...row(80, 'osiemdziesiąt, dziewięćdziesiąt', 10),
  ...row(100, 'sto, dwieście, trzysta, czterysta, pięćset, sześćset, siedemset, osiemset, dziewięćset', 100),
};

/** "Trzeciego maja", "o trzeciej", "trzecia": days and hours are counted by ordinals, in three cases. */
const STEMS: Readonly<Record<number, string>> = {
  ...row(1, 'pierwsz, drug, trzec, czwart, piąt, szóst, siódm, ósm, dziewiąt, dziesiąt, jedenast, dwunast'),
  ...row(13, 'trzynast, czternast, piętnast, szesnast, siedemnast, osiemnast, dziewiętnast, dwudziest'),
  30: 'trzydziest',
};

function ordinal(stem: string): string {
  if (stem === 'drug') return 'drugiego|druga|drugiej|drugi|drugą';
  if (stem === 'trzec') return 'trzeciego|trzecia|trzeciej|trzeci|trzecią';
  return ['ego', 'a', 'ej', 'y', 'ą'].map((ending) => stem + ending).join('|');
}

const thousands = (count: number): string =>
  count % 10 >= 2 && count % 10 <= 4 && !(count >= 12 && count <= 14) ? 'tysiące' : 'tysięcy';

export const polishValues: Values = {
  numbers: {
    atoms,
    hundred: '',
    thousand: 'tysiąc|tysiące|tysięcy',
    joiners: '',
    ordinals: Object.fromEntries(Object.entries(STEMS).map(([value, stem]) => [value, ordinal(stem)])),
    double: 'podwójne|dwa razy',
    triple: 'trzy razy',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${word(ten)} ${word(unit)}`,
      hundreds: (count, _, word) => word(count * 100),
      thousands: (count, _, word) => (count === 1 ? 'tysiąc' : `${word(count)} ${thousands(count)}`),
      between: ' ',
    }),
  },
  dates: {
    weekdays: [
      ...['niedziela|niedzielę|niedzieli', 'poniedziałek|poniedziałku', 'wtorek|wtorku', 'środa|środę|środy'],
      ...['czwartek|czwartku', 'piątek|piątku', 'sobota|sobotę|soboty'],
    ],
    months: [
      ...[
        'stycznia|styczeń',
        'lutego|luty',
        'marca|marzec',
        'kwietnia|kwiecień',
        'maja|maj',
        'czerwca|czerwiec',
      ],
      ...['lipca|lipiec', 'sierpnia|sierpień', 'września|wrzesień', 'października|październik'],
      ...['listopada|listopad', 'grudnia|grudzień'],
    ],
    today: 'dzisiaj|dziś',
    tomorrow: 'jutro',
    dayAfterTomorrow: 'pojutrze',
    yesterday: 'wczoraj',
    day: 'dzień|dni',
    week: 'tydzień|tygodnie|tygodni',
    month: 'miesiąc|miesiące|miesięcy',
    one: 'jeden',
    next: 'następny|następna|następnym|przyszły|przyszłym|przyszłą',
    ago: 'temu',
  },
  times: {
    am: 'rano|przed południem|nad ranem',
    pm: 'po południu|wieczorem|w nocy',
    noon: 'w południe|południe',
    midnight: 'północ|o północy',
    halfPast: '',
    halfTo: 'wpół do|w pół do',
    quarterPast: 'kwadrans po',
    quarterTo: 'za kwadrans|kwadrans przed',
    past: 'po',
    to: 'przed',
    less: '',
  },
  mail: {
    at: 'małpa|at',
    dot: 'kropka',
    dash: 'myślnik|minus|kreska',
    underscore: 'podkreślnik|podkreślenie',
    asIn: 'jak',
    letters: { y: 'igrek', v: 'fał', x: 'iks', z: 'zet' },
  },
};
