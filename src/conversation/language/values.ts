/** How numbers, dates, times and addresses are spoken in one language. `|` stands between ways to say the same. */

/** 0 to 9999 in words, and back. */
export interface NumberWords {
  /** Words of one number each: 0 to 19, the tens, and hundreds that are words of their own. The first is said. */
  readonly atoms: Readonly<Record<number, string>>;
  /** Multiply what stands before them; empty: hundreds are atoms. */
  readonly hundred: string;
  readonly thousand: string;
  /** Said between the parts: "and". */
  readonly joiners: string;
  /** "Einundzwanzig": the unit stands before the ten. */
  readonly unitsFirst?: boolean;
  /** "Soixante-dix": teens follow sixty and eighty. */
  readonly twenties?: boolean;
  /** Written as one word. */
  readonly fused?: boolean;
  /** Words of the days of a month, and where it is so of the hours. */
  readonly ordinals: Readonly<Record<number, string>>;
  /** Further words of single digits, where digits are dictated. */
  readonly dictated?: Readonly<Record<string, string>>;
  /** "Double four". */
  readonly double?: string;
  readonly triple?: string;
  /** @param value 0 to 9999 */
  say(value: number): string;
}

export interface DateWords {
  /** Sunday first. */
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly today: string;
  readonly tomorrow: string;
  readonly dayAfterTomorrow: string;
  readonly yesterday: string;
  readonly day: string;
  readonly week: string;
  readonly month: string;
  /** "A week": one. */
  readonly one: string;
  readonly next: string;
  /** "Three days ago". */
  readonly ago: string;
}

export interface TimeWords {
  readonly am: string;
  readonly pm: string;
  readonly noon: string;
  readonly midnight: string;
  /** Half an hour after the hour that is named, and before it ("halb vier"). */
  readonly halfPast: string;
  readonly halfTo: string;
  readonly quarterPast: string;
  readonly quarterTo: string;
  /** "Ten past three", "ten to three". */
  readonly past: string;
  readonly to: string;
  /** "Las tres menos diez". */
  readonly less: string;
}

export interface MailWords {
  readonly at: string;
  readonly dot: string;
  readonly dash: string;
  readonly underscore: string;
  /** "A as in Anna". */
  readonly asIn: string;
  /** Names of letters, by letter. */
  readonly letters: Readonly<Record<string, string>>;
}

export interface Values {
  readonly numbers: NumberWords;
  readonly dates: DateWords;
  readonly times: TimeWords;
  readonly mail: MailWords;
}

/** Consecutive numbers from `first`, one word each. @example atoms(10, 'ten, eleven') // { 10: 'ten', 11: 'eleven' } */
export function atoms(first: number, words: string, step = 1): Readonly<Record<number, string>> {
  return Object.fromEntries(words.split(',').map((word, index) => [first + index * step, word.trim()]));
}

/** The first of the ways to say it. */
export function firstWay(ways: string): string {
  return ways.split('|')[0]!;
}
