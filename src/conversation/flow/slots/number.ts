/** Numbers and runs of digits. */
import type { Slot } from '#domain';
import { plainWords } from '#models';
import { readNumbers } from '../../language/read-numbers.ts';
import { holdsAny } from '../../language/plain.ts';
import { LIKELY, SURE, type Reading, type ReadingScene } from './reading.ts';

type NumberSlot = Slot & { type: 'number' };

/** @returns the number in decimal notation */
export function readNumber(text: string, slot: NumberSlot, { language }: ReadingScene): Reading | null {
  const fraction = slot.integer ? null : decimal(text);
  if (fraction !== null) return within(slot, fraction) ? { value: String(fraction), confidence: SURE } : null;
  const words = plainWords(ungrouped(text));
  const tokens = readNumbers(words, language.values.numbers);
  const byDigit = tokens.length > 1 && tokens.every(({ digits }) => digits.length === 1) && joined(tokens);
  const whole = Number(tokens.map(({ digits }) => digits).join(''));
  const values = byDigit && within(slot, whole) ? [whole] : tokens.map(({ value }) => value);
  const fitting = [...new Set(values.filter((value) => within(slot, value)))];
  const [first] = fitting;
  if (first === undefined) return null;
  // "Two, no, three": the last word counts, but not for much.
  return { value: String(fitting.at(-1)), confidence: fitting.length === 1 ? SURE : LIKELY };
}

export function within({ min, max, integer }: NumberSlot, value: number): boolean {
  if (integer && !Number.isInteger(value)) return false;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** Digits as they were dictated, "double four" included. @returns only digits */
export function dictatedDigits(text: string, { language }: ReadingScene): string {
  const { numbers } = language.values;
  const words = plainWords(text);
  const tokens = new Map(readNumbers(words, numbers).map((token) => [token.from, token]));
  let digits = '';
  let times = 1;
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const token = tokens.get(at);
    const found = numbers.dictated?.[word] ?? token?.digits;
    if (found !== undefined) digits += found[0]!.repeat(times - 1) + found;
    times = repeats(word, language.values.numbers);
    at = token && numbers.dictated?.[word] === undefined ? token.to : at + 1;
  }
  return digits;
}

function repeats(word: string, { double = '', triple = '' }: { double?: string; triple?: string }): number {
  return holdsAny(word, double) ? 2 : holdsAny(word, triple) ? 3 : 1;
}

export function readDigits(
  text: string,
  { min, max }: Slot & { type: 'digits' },
  scene: ReadingScene,
): Reading | null {
  const value = dictatedDigits(text, scene);
  return value.length >= min && value.length <= max ? { value, confidence: 0.9 } : null;
}

/** "1.500" and "1,500" and "1 500" are one number; a comma or point before other than three digits is none of these. */
function ungrouped(text: string): string {
  return text.replace(/\b\d{1,3}(?:[.,\s']\d{3})+\b/g, (found) => found.replace(/\D/g, ''));
}

function decimal(text: string): number | null {
  const found = /-?\b\d+[.,]\d{1,2}\b(?![.,]?\d)/.exec(text);
  return found ? Number(found[0].replace(',', '.')) : null;
}

function joined(tokens: readonly { readonly from: number; readonly to: number }[]): boolean {
  return tokens.every(({ from }, index) => index === 0 || from === tokens[index - 1]!.to);
}
