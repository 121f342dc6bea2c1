/**
 * Languages of which the engine's own words and the commonest answers are there, but no number words: numbers, dates
 * and times are understood in figures, as recognisers write them in these languages.
 */
import type { Language } from './language.ts';
import type { Values } from './values.ts';

const NONE: readonly string[] = [];

/** @param words names in this language, Sunday and January first */
export function figures(words: {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly relative: readonly [today: string, tomorrow: string, after: string, yesterday: string];
  readonly am: string;
  readonly pm: string;
}): Values {
  const [today, tomorrow, dayAfterTomorrow, yesterday] = words.relative;
  return {
    numbers: { atoms: {}, hundred: '', thousand: '', joiners: '', ordinals: {}, say: String },
    dates: {
      ...{ weekdays: words.weekdays, months: words.months, today, tomorrow, dayAfterTomorrow, yesterday },
      ...{ day: '', week: '', month: '', one: '', next: '', ago: '' },
    },
    times: {
      ...{ am: words.am, pm: words.pm, noon: '', midnight: '' },
      ...{ halfPast: '', halfTo: '', quarterPast: '', quarterTo: '', past: '', to: '', less: '' },
    },
    mail: { at: 'at', dot: 'dot', dash: '-', underscore: '_', asIn: '', letters: {} },
  };
}

export const unheard: Pick<
  Language['hear'],
  'openEnds' | 'hesitations' | 'digits' | 'pairs' | 'phoneDigits' | 'letters' | 'asking' | 'before' | 'after'
> = {
  openEnds: NONE,
  hesitations: NONE,
  digits: NONE,
  pairs: NONE,
  phoneDigits: 10,
  before: NONE,
  after: NONE,
  letters: { names: NONE, marks: NONE, at: NONE, endings: ['com', 'net', 'org', 'cn', 'jp', 'in'] },
  asking: {
    email: NONE,
    spelling: NONE,
    phone: NONE,
    address: NONE,
    pastDate: NONE,
    digits: NONE,
    story: NONE,
  },
};
