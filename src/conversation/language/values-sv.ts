import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'noll, ett|en, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv, tretton, fjorton, femton',
  ),
  ...row(16, 'sexton, sjutton, arton, nitton'),
  ...row(20, 'tjugo, trettio|tretti, fyrtio|fyrti, femtio|femti, sextio|sexti, sjuttio|sjutti', 10),
  ...row(80, 'åttio|åtti, nittio|nitti', 10),
};

export const swedishValues: Values = {
  numbers: {
    atoms,
    hundred: 'hundra',
    thousand: 'tusen',
    joiners: 'och',
    fused: true,
    ordinals: {
      ...row(
        1,
        'första, andra, tredje, fjärde, femte, sjätte, sjunde, åttonde, nionde, tionde, elfte, tolfte',
      ),
      ...row(13, 'trettonde, fjortonde, femtonde, sextonde, sjuttonde, artonde, nittonde, tjugonde'),
      30: 'trettionde',
    },
    double: 'dubbel',
    triple: 'trippel',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => word(ten) + word(unit),
      hundreds: (count, _, word) => `${word(count)}hundra`,
      thousands: (count, _, word) => `${word(count)} tusen`,
      between: '',
    }),
  },
  dates: {
    weekdays: ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'],
    months: [
      ...['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober'],
      ...['november', 'december'],
    ],
    today: 'idag|i dag|ikväll|i kväll',
    tomorrow: 'imorgon|i morgon',
    dayAfterTomorrow: 'övermorgon',
    yesterday: 'igår|i går',
    day: 'dag|dagar',
    week: 'vecka|veckor',
    month: 'månad|månader',
    one: 'en|ett',
    next: 'nästa',
    ago: 'sedan',
  },
  times: {
    am: 'på morgonen|på förmiddagen',
    pm: 'på eftermiddagen|på kvällen',
    noon: 'klockan tolv på dagen',
    midnight: 'midnatt',
    halfPast: '',
    halfTo: 'halv',
    quarterPast: 'kvart över',
    quarterTo: 'kvart i',
    past: 'över',
    to: 'i',
    less: '',
  },
  mail: {
    at: 'snabel-a|at',
    dot: 'punkt',
    dash: 'bindestreck|streck',
    underscore: 'understreck',
    asIn: 'som i',
    letters: { w: 'dubbel-v', z: 'zäta' },
  },
};
