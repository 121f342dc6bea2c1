/** Times of day: `HH:MM` of 24 hours. */
import type { Slot } from '#domain';
import { plainWords } from '#models';
import { findAny, holdsAny, plainText } from '../../language/plain.ts';
import { readNumbers, type NumberToken } from '../../language/read-numbers.ts';
import type { TimeWords } from '../../language/values.ts';
import { LIKELY, SURE, type Reading, type ReadingScene } from './reading.ts';

type TimeSlot = Slot & { type: 'time' };
type Half = 'am' | 'pm' | null;
interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Written or said so that it can only be of 24 hours. */
  readonly exact?: boolean;
}

/** Minutes of the day at which an hour without "am" or "pm" is taken to lie, where the slot does not say. */
const USUAL = [8 * 60, 20 * 60 - 1] as const;

export function readTime(text: string, slot: TimeSlot, scene: ReadingScene): Reading | null {
  const { times } = scene.language.values;
  const said = plainText(text);
  if (holdsAny(said, times.midnight)) return fitting(slot, 0, SURE);
  if (holdsAny(said, times.noon)) return fitting(slot, 12 * 60, SURE);
  const clock = written(text) ?? spokenClock(said, scene);
  if (!clock || clock.hour > 24 || clock.minute > 59) return null;
  return placed(slot, clock, halfOf(said, text, scene));
}

/** Keys: `HHMM`, or `HMM`. */
export function keyedTime(keys: string, slot: TimeSlot): Reading | null {
  if (keys.length < 3 || keys.length > 4) return null;
  const [hour, minute] = [Number(keys.slice(0, -2)), Number(keys.slice(-2))];
  if (hour > 23 || minute > 59) return null;
  return keys.length === 4 ? fitting(slot, hour * 60 + minute, 1) : placed(slot, { hour, minute }, null);
}

function written(text: string): Clock | null {
  const found = /\b(\d{1,2})\s*(?::|\.|h|uhr)\s*(\d\d)\b/i.exec(text);
  if (!found) return null;
  const [, hours, minutes] = found as unknown as [string, string, string];
  const hour = Number(hours);
  return { hour, minute: Number(minutes), exact: hour > 12 || hours.startsWith('0') };
}

function spokenClock(said: string, { language }: ReadingScene): Clock | null {
  const { times, numbers } = language.values;
  const { offset, rest } = fraction(said, times);
  const words = plainWords(rest);
  const tokens = readNumbers(words, numbers, language.base === 'pl');
  const [first, second] = tokens;
  if (!first) return null;
  if (offset !== 0) return later({ hour: first.value, minute: 0 }, offset);
  if (first.value >= 100)
    return { hour: Math.floor(first.value / 100), minute: first.value % 100, exact: true };
  if (!second) return { hour: first.value, minute: 0, exact: first.value > 12 };
  const between = words.slice(first.to, second.from).join(' ');
  if (holdsAny(between, times.past)) return { hour: second.value, minute: first.value };
  if (holdsAny(between, times.to)) return later({ hour: second.value, minute: 0 }, -first.value);
  if (holdsAny(between, times.less)) return later({ hour: first.value, minute: 0 }, -second.value);
  const minute = isMinute(first, second) ? second.value : 0;
  return { hour: first.value, minute, exact: first.value > 12 };
}

function isMinute(first: NumberToken, second: NumberToken): boolean {
  return second.value < 60 && second.from - first.to <= 2;
}

/** Halves and quarters around the hour, and the words without them. */
function fraction(said: string, times: TimeWords): { readonly offset: number; readonly rest: string } {
  const ways: readonly (readonly [string, number])[] = [
    [times.quarterPast, 15],
    [times.quarterTo, -15],
    [times.halfPast, 30],
    [times.halfTo, -30],
  ];
  for (const [way, offset] of ways) {
    const found = findAny(said, way);
    if (found) return { offset, rest: `${found.before} ${found.after}` };
  }
  return { offset: 0, rest: said };
}

function later({ hour, minute }: Clock, minutes: number): Clock {
  const at = (hour * 60 + minute + minutes + 24 * 60) % (24 * 60);
  const whole = Math.floor(at / 60);
  // A quarter to one is no quarter to one at night.
  return { hour: hour <= 12 && whole === 0 ? 12 : whole, minute: at % 60, exact: hour > 12 };
}

/** "Am" by itself is English for other things than mornings, unless it follows the time. */
function halfOf(said: string, text: string, { language }: ReadingScene): Half {
  const { times, numbers } = language.values;
  const words = said.split(' ');
  const ends = new Set(readNumbers(words, numbers).map(({ to }) => to));
  const names = (ways: string): boolean =>
    ways.split('|').some((way) => {
      const found = findAny(said, way);
      if (!found) return false;
      const at = found.before === '' ? 0 : found.before.split(' ').length;
      return way !== 'am' || ends.has(at) || /\d\s*am\b/i.test(text) || words[at - 1] === "o'clock";
    });
  return names(times.pm) || /\d\s*pm\b/i.test(text)
    ? 'pm'
    : names(times.am) || /\d\s*am\b/i.test(text)
      ? 'am'
      : null;
}

function placed(slot: TimeSlot, { hour, minute, exact = false }: Clock, half: Half): Reading | null {
  const at = (hours: number): number => (hours % 24) * 60 + minute;
  if (hour > 12) return fitting(slot, at(hour), SURE);
  if (half !== null) return fitting(slot, at((hour % 12) + (half === 'pm' ? 12 : 0)), SURE);
  if (exact || hour === 0) return fitting(slot, at(hour), SURE);
  const both = [at(hour % 12), at((hour % 12) + 12)];
  const allowed = both.filter((it) => fitting(slot, it, 1) !== null);
  if (allowed.length === 1) return fitting(slot, allowed[0]!, SURE);
  const usual = allowed.find((it) => it >= USUAL[0] && it <= USUAL[1]);
  return usual === undefined ? null : fitting(slot, usual, LIKELY);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function fitting({ earliest, latest }: TimeSlot, minutes: number, confidence: number): Reading | null {
  const value = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const fits = (earliest === undefined || value >= earliest) && (latest === undefined || value <= latest);
  return fits ? { value, confidence } : null;
}
