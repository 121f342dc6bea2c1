import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen',
  ),
  ...row(15, 'fifteen, sixteen, seventeen, eighteen, nineteen'),
  ...row(20, 'twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety', 10),
};

export const englishValues: Values = {
  numbers: {
    atoms,
    hundred: 'hundred',
    thousand: 'thousand',
    joiners: 'and',
    ordinals: {
      ...row(
        1,
        'first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth',
      ),
      ...row(
        13,
        'thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth',
      ),
      30: 'thirtieth',
    },
    dictated: { oh: '0', o: '0', nought: '0' },
    double: 'double',
    triple: 'triple|treble',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${word(ten)} ${word(unit)}`,
      hundreds: (count, _, word) => `${word(count)} hundred`,
      thousands: (count, _, word) => `${word(count)} thousand`,
      between: ' ',
    }),
  },
  dates: {
    weekdays: [
      ...['sunday|sundays|sun', 'monday|mon', 'tuesday|tues|tue', 'wednesday|wed', 'thursday|thurs|thu'],
      ...['friday|fri', 'saturday|sat'],
    ],
    months: [
      ...[
        'january|jan',
        'february|feb',
        'march|mar',
        'april|apr',
        'may',
        'june|jun',
        'july|jul',
        'august|aug',
      ],
      ...['september|sept|sep', 'october|oct', 'november|nov', 'december|dec'],
    ],
    today: 'today|tonight',
    tomorrow: 'tomorrow',
    dayAfterTomorrow: 'day after tomorrow',
    yesterday: 'yesterday',
    day: 'day|days',
    week: 'week|weeks',
    month: 'month|months',
    one: 'a|an|one',
    next: 'next',
    ago: 'ago',
  },
  times: {
    am: 'am|a m|in the morning|morning',
    pm: 'pm|p m|in the afternoon|in the evening|at night|afternoon|evening|tonight',
    noon: 'noon|midday',
    midnight: 'midnight',
    halfPast: 'half past|half',
    halfTo: '',
    quarterPast: 'quarter past|quarter after',
    quarterTo: 'quarter to|quarter of|quarter till',
    past: 'past|after',
    to: 'to|till',
    less: '',
  },
  mail: {
    at: 'at|at sign',
    dot: 'dot|point|period',
    dash: 'dash|hyphen|minus',
    underscore: 'underscore|under score',
    asIn: 'as in|for|like',
    letters: { w: 'double u|double you', z: 'zed|zee' },
  },
};
