/** What a recogniser of a closed grammar listens for where a value is asked: English, and small enough to be told apart. */
import type { Slot } from '#domain';
import type { Grammar } from '#models';
import { firstWay } from '../../language/values.ts';
import { addDays, weekdayOf } from './calendar.ts';
import { todayOf } from './date.ts';
import type { ReadingScene } from './reading.ts';
import { readText } from './read.ts';

type Phrases = Grammar['phrases'];

/** Numbers in a range as large as this are listened for as words; of larger ones the digits. */
const MOST_NUMBERS = 120;
/** Days ahead that are listened for by month and day. */
const DAYS_AHEAD = 45;

/** Phrases of a slot's values in its normal form; empty where only digits or open speech can tell. */
export function valuePhrases(slot: Slot, scene: ReadingScene): Phrases {
  if (scene.language.base !== 'en') return [];
  const texts =
    slot.type === 'number'
      ? numberTexts(slot, scene)
      : slot.type === 'date'
        ? dateTexts(slot, scene)
        : slot.type === 'time'
          ? timeTexts(scene)
          : [];
  return texts.flatMap((text) => {
    const reading = readText(slot, text, scene);
    return reading ? [{ text, value: reading.value }] : [];
  });
}

/** Digits that a slot may be given by; `null` where its values are no digits. */
export function digitRun(
  slot: Slot,
  phrases: Phrases,
): { readonly min: number; readonly max: number } | null {
  switch (slot.type) {
    case 'digits':
      return { min: slot.min, max: Math.max(slot.min, slot.max) };
    case 'number':
      return phrases.length > 0 ? null : { min: 1, max: digitsOf(slot) };
    case 'phone':
      return { min: 7, max: 15 };
    default:
      return null;
  }
}

/** Digits of the largest number that is allowed. */
export function digitsOf({ max = 999_999 }: Slot & { type: 'number' }): number {
  return String(Math.max(0, Math.floor(max))).length;
}

function numberTexts({ min = 0, max }: Slot & { type: 'number' }, { language }: ReadingScene): string[] {
  const from = Math.max(0, Math.ceil(min));
  if (max === undefined || max - from >= MOST_NUMBERS || max > 9999) return [];
  const count = Math.max(0, Math.floor(max) - from + 1);
  return Array.from({ length: count }, (_, index) => language.values.numbers.say(from + index));
}

function dateTexts(slot: Slot & { type: 'date' }, scene: ReadingScene): string[] {
  const { dates, numbers } = scene.language.values;
  const today = todayOf(scene);
  const step = slot.when === 'past' ? -1 : 1;
  const texts = ['today', 'tomorrow', 'the day after tomorrow', 'in a week', 'in two weeks', 'in a month'];
  for (const ways of dates.weekdays) {
    const day = firstWay(ways);
    texts.push(day, `on ${day}`, `this ${day}`, `next ${day}`, `${day} next week`);
  }
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead++) {
    const day = addDays(today, ahead * step);
    const month = firstWay(dates.months[day.month - 1]!);
    const ordinal = ordinalOf(day.day, numbers);
    texts.push(`${month} ${ordinal}`, `the ${ordinal} of ${month}`);
    if (ahead < 7) texts.push(`${firstWay(dates.weekdays[weekdayOf(day)]!)} the ${ordinal}`);
  }
  return [...new Set(texts)];
}

function ordinalOf(day: number, numbers: ReadingScene['language']['values']['numbers']): string {
  const own = numbers.ordinals[day];
  if (own !== undefined) return firstWay(own);
  return `${numbers.say(Math.floor(day / 10) * 10)} ${firstWay(numbers.ordinals[day % 10]!)}`;
}

function timeTexts({ language }: ReadingScene): string[] {
  const { say } = language.values.numbers;
  const texts = ['noon', 'midnight', 'midday'];
  for (let hour = 1; hour <= 12; hour++) {
    const name = say(hour);
    texts.push(name, `at ${name}`, `${name} o'clock`, `at ${name} o'clock`, `${name} a m`, `${name} p m`);
    texts.push(`${name} in the ${hour < 12 && hour > 5 ? 'morning' : 'afternoon'}`);
    texts.push(`half past ${name}`, `quarter past ${name}`, `quarter to ${name}`);
    for (const minute of ['fifteen', 'thirty', 'forty five'])
      texts.push(`${name} ${minute}`, `${name} ${minute} a m`, `${name} ${minute} p m`);
  }
  return texts;
}
