/** Days: named, counted from today, or by weekday; as ISO 8601 dates in the person's time zone. */
import { regionOf, type Slot } from '#domain';
import { plainWords } from '#models';
import { findAny, holdsAny, plainText } from '../../language/plain.ts';
import { readNumbers, type NumberToken } from '../../language/read-numbers.ts';
import { wallTime } from '../../tools/time.ts';
import { addDays, addMonths, dayOf, isoDate, weekdayOf, type Day } from './calendar.ts';
import { LIKELY, SURE, type Reading, type ReadingScene } from './reading.ts';

type DateSlot = Slot & { type: 'date' };
type Found = { readonly day: Day; readonly confidence: number };

/** @returns an ISO date, not before today unless the slot is of the past */
export function readDate(text: string, slot: DateSlot, scene: ReadingScene): Reading | null {
  const today = todayOf(scene);
  const found = numeric(text, slot, scene) ?? spokenDay(text, slot, scene);
  if (!found || !allowed(found.day, slot, today)) return null;
  return { value: isoDate(found.day), confidence: found.confidence };
}

export function todayOf({ now, zone }: Pick<ReadingScene, 'now' | 'zone'>): Day {
  const { year, month, day } = wallTime(now, zone);
  return { year, month, day };
}

/** Does the month stand first where this language is spoken? In the United States it does. */
export function monthFirst({ order }: DateSlot, locale: string): boolean {
  if (order !== undefined) return order === 'month_first';
  return /^en\b/i.test(locale) && ['US', null, 'PH'].includes(regionOf(locale));
}

/** Keys: day and month by the region's order, with the year where four more digits are given. */
export function keyedDate(keys: string, slot: DateSlot, scene: ReadingScene): Reading | null {
  if (keys.length !== 4 && keys.length !== 8) return null;
  const [first, second] = [Number(keys.slice(0, 2)), Number(keys.slice(2, 4))];
  const [month, day] = monthFirst(slot, scene.locale) ? [first, second] : [second, first];
  const year = keys.length === 8 ? Number(keys.slice(4)) : null;
  const today = todayOf(scene);
  const found = inYear(month, day, year, slot, today);
  return found && allowed(found, slot, today) ? { value: isoDate(found), confidence: 1 } : null;
}

function allowed(day: Day, { when }: DateSlot, today: Day): boolean {
  const [date, now] = [isoDate(day), isoDate(today)];
  return when === 'any' || (when === 'past' ? date <= now : date >= now);
}

function numeric(text: string, slot: DateSlot, scene: ReadingScene): Found | null {
  const iso = /\b(\d{4})-(\d\d)-(\d\d)\b/.exec(text);
  if (iso) return sure(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const parts = /\b(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\b/.exec(text);
  if (!parts) return null;
  const numbers = [Number(parts[1]), Number(parts[2])] as const;
  const [month, day] = monthFirst(slot, scene.locale) ? numbers : ([numbers[1], numbers[0]] as const);
  const year = parts[3] === undefined ? null : fullYear(Number(parts[3]));
  const today = todayOf(scene);
  return sure(inYear(month, day, year, slot, today) ?? inYear(day, month, year, slot, today));
}

function spokenDay(text: string, slot: DateSlot, scene: ReadingScene): Found | null {
  const { dates, times, numbers } = scene.language.values;
  // "Por la mañana" is no tomorrow.
  const said = [times.am, times.pm].reduce(withoutLong, plainText(text));
  const words = plainWords(said);
  const tokens = readNumbers(words, numbers, true);
  const today = todayOf(scene);
  return (
    ofMonth(words, tokens, slot, scene, today) ??
    relative(said, scene, today) ??
    span(words, tokens, scene, today) ??
    weekday(said, slot, scene, today) ??
    (dates.months.some((ways) => holdsAny(said, ways)) ? null : ofThisMonth(tokens, slot, today))
  );
}

function withoutLong(said: string, ways: string): string {
  const long = ways
    .split('|')
    .map(plainText)
    .filter((way) => way.includes(' '));
  return long.reduce((text, way) => ` ${text} `.replace(` ${way} `, ' ').trim(), said);
}

function relative(said: string, { language }: ReadingScene, today: Day): Found | null {
  const { dates } = language.values;
  const days: readonly (readonly [string, number])[] = [
    [dates.dayAfterTomorrow, 2],
    [dates.tomorrow, 1],
    [dates.today, 0],
    [dates.yesterday, -1],
  ];
  const found = days.find(([ways]) => holdsAny(said, ways));
  return found ? sure(addDays(today, found[1])) : null;
}

/** "In two weeks", "a month ago". */
function span(
  words: readonly string[],
  tokens: readonly NumberToken[],
  { language }: ReadingScene,
  today: Day,
): Found | null {
  const { dates } = language.values;
  for (const [unit, ways] of [
    ['day', dates.day],
    ['week', dates.week],
    ['month', dates.month],
  ] as const) {
    const at = words.findIndex((word) => holdsAny(word, ways));
    if (at < 1) continue;
    const counted = tokens.find(({ to }) => to === at)?.value;
    const count = counted ?? (holdsAny(words[at - 1]!, dates.one) ? 1 : undefined);
    if (count === undefined) continue;
    const signed = holdsAny(words.join(' '), dates.ago) ? -count : count;
    return sure(
      unit === 'month' ? addMonths(today, signed) : addDays(today, signed * (unit === 'week' ? 7 : 1)),
    );
  }
  return null;
}

/** The nearest day of that name after today; of next week when that is said. */
function weekday(said: string, { when }: DateSlot, { language }: ReadingScene, today: Day): Found | null {
  const { dates } = language.values;
  const named = dates.weekdays.findIndex((ways) => holdsAny(said, ways));
  if (named < 0) return null;
  const later = ((named - weekdayOf(today) + 6) % 7) + 1;
  if (when === 'past') return sure(addDays(today, later - 7));
  const next = holdsAny(said, dates.next);
  if (next && holdsAny(said, dates.week)) {
    const monday = addDays(today, 7 - ((weekdayOf(today) + 6) % 7));
    return sure(addDays(monday, (named + 6) % 7));
  }
  // Whether "next Friday" is this week's is not agreed upon.
  return { day: addDays(today, later), confidence: next && later < 7 ? LIKELY : SURE };
}

function ofMonth(
  words: readonly string[],
  tokens: readonly NumberToken[],
  slot: DateSlot,
  scene: ReadingScene,
  today: Day,
): Found | null {
  const { months } = scene.language.values.dates;
  const said = words.join(' ');
  for (const [index, ways] of months.entries()) {
    const found = findAny(said, ways);
    if (!found) continue;
    const at = found.before === '' ? 0 : found.before.split(' ').length;
    const days = tokens
      .filter(({ value }) => value >= 1 && value <= 31)
      .sort((a, b) => distance(a, at) - distance(b, at));
    const [day] = days;
    if (!day || distance(day, at) > 3) continue;
    const year = yearOf(tokens.filter((token) => token.from > at && token !== day));
    const date = inYear(index + 1, day.value, year, slot, today);
    if (date) return sure(date);
  }
  return null;
}

function distance({ from, to }: NumberToken, at: number): number {
  return to <= at ? at - to : from - at - 1;
}

/** "2026", "twenty twenty-six", "nineteen eighty-five". */
function yearOf(tokens: readonly NumberToken[]): number | null {
  const whole = tokens.find(({ value }) => value >= 1900 && value < 2200);
  if (whole) return whole.value;
  const pair = tokens.findIndex(
    ({ value, to }, index) => (value === 19 || value === 20) && tokens[index + 1]?.from === to,
  );
  const [century, rest] = [tokens[pair]?.value, tokens[pair + 1]?.value];
  return pair < 0 || century === undefined || rest === undefined || rest > 99 ? null : century * 100 + rest;
}

/** "The 23rd". */
function ofThisMonth(tokens: readonly NumberToken[], slot: DateSlot, today: Day): Found | null {
  const [token] = tokens;
  if (tokens.length !== 1 || !token || token.value < 1 || token.value > 31) return null;
  for (let ahead = 0; ahead < 3; ahead++) {
    const { year, month } = addMonths({ ...today, day: 1 }, slot.when === 'past' ? -ahead : ahead);
    const day = dayOf(year, month, token.value);
    if (day && allowed(day, slot, today)) return { day, confidence: LIKELY };
  }
  return null;
}

/** Without a year it is the next such day, or the last one. */
function inYear(month: number, day: number, year: number | null, slot: DateSlot, today: Day): Day | null {
  if (year !== null) return dayOf(year, month, day);
  const step = slot.when === 'past' ? -1 : 1;
  for (let ahead = 0; ahead < 9; ahead++) {
    const date = dayOf(today.year + ahead * step, month, day);
    const passed = date && (step > 0 ? isoDate(date) < isoDate(today) : isoDate(date) > isoDate(today));
    if (date && !passed) return date;
  }
  return null;
}

function fullYear(year: number): number {
  return year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;
}

function sure(day: Day | null): Found | null {
  return day && { day, confidence: SURE };
}
