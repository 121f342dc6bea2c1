import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'nul, een|één, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien',
  ),
  ...row(15, 'vijftien, zestien, zeventien, achttien, negentien'),
  ...row(20, 'twintig, dertig, veertig, vijftig, zestig, zeventig, tachtig, negentig', 10),
};

export const dutchValues: Values = {
  numbers: {
    atoms,
    hundred: 'honderd',
    thousand: 'duizend',
    joiners: 'en',
    unitsFirst: true,
    fused: true,
    ordinals: {
      ...row(
        1,
        'eerste, tweede, derde, vierde, vijfde, zesde, zevende, achtste, negende, tiende, elfde, twaalfde',
      ),
      ...row(
        13,
        'dertiende, veertiende, vijftiende, zestiende, zeventiende, achttiende, negentiende, twintigste',
      ),
      30: 'dertigste',
    },
    double: 'dubbel',
    triple: 'driemaal',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => word(unit) + (word(unit).endsWith('e') ? 'ën' : 'en') + word(ten),
      hundreds: (count, _, word) => (count === 1 ? 'honderd' : `${word(count)}honderd`),
      thousands: (count, _, word) => (count === 1 ? 'duizend' : `${word(count)}duizend`),
      between: '',
    }),
  },
  dates: {
    weekdays: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
    months: [
      ...['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober'],
      ...['november', 'december'],
    ],
    today: 'vandaag|vanavond',
    tomorrow: 'morgen',
    dayAfterTomorrow: 'overmorgen',
    yesterday: 'gisteren',
    day: 'dag|dagen',
    week: 'week|weken',
    month: 'maand|maanden',
    one: 'een',
    next: 'volgende|komende|aanstaande',
    ago: 'geleden',
  },
  times: {
    am: "'s ochtends|s ochtends|'s morgens|s morgens|in de ochtend",
    pm: "'s middags|s middags|'s avonds|s avonds|in de middag|in de avond",
    noon: 'twaalf uur in de middag',
    midnight: 'middernacht',
    halfPast: '',
    halfTo: 'half',
    quarterPast: 'kwart over',
    quarterTo: 'kwart voor',
    past: 'over',
    to: 'voor',
    less: '',
  },
  mail: {
    at: 'apenstaartje|at',
    dot: 'punt',
    dash: 'streepje|koppelteken|min',
    underscore: 'liggend streepje|underscore',
    asIn: 'van|zoals in',
    letters: { y: 'ij grec|ypsilon' },
  },
};
