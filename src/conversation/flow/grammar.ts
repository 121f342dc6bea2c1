/** What a question listens for: its answers in natural carrier phrases, keys, and what is heard at any time. */
import { DIGIT_WORDS, type Grammar } from '#models';
import type { Slot } from '#domain';
import type { AskKind, Expectation, KeyPlan } from '../core/signal.ts';
import { askedControl } from '../ear/phrases.ts';
import { digitWordsOf, wordsIn, type Language } from '../language/index.ts';
import { digitRun, digitsOf, valuePhrases } from './slots/phrases.ts';
import type { ReadingScene } from './slots/reading.ts';

type Phrase = Grammar['phrases'][number];
/** Phrases that carriers may add to a grammar: it must stay small, and the commonest carriers stand first. */
const MOST_CARRIED = 160;
/**
 * Ways to say yes, and no, that a recogniser listens for. Every further phrase is one more that a short word can be
 * taken for, and optional words around a phrase ("um", "then") make it hear answers in anything; so there are none.
 */
const COMMONEST = 32;
const DEFAULT_KEYS = '1234567890*#';

/**
 * The expectation of a slot. Where two phrases read the same, the slot's own wins, then the earlier.
 * @param reading who and when, for slots whose phrases depend on it; absent: they have none
 */
export function expectationOf(slot: Slot, language: Language, reading?: ReadingScene): Expectation {
  const values = reading ? valuePhrases(slot, reading) : [];
  const phrases = distinct([...answers(slot, language), ...values, ...askedControl(language)], language);
  const run = digitRun(slot, values);
  const words = language.base === 'en' ? DIGIT_WORDS : digitWordsOf(language);
  return {
    asks: asksOf(slot),
    grammar: { phrases, language: language.base, ...(run ? { digits: { ...run, words } } : {}) },
    keys: keyPlan(slot),
    yesNo: slot.type === 'yes_no',
  };
}

function asksOf(slot: Slot): AskKind {
  if (slot.type === 'date' && slot.when === 'past') return 'past_date';
  return slot.type === 'free' ? (slot.about ?? 'free') : slot.type;
}

/** The key of each option: its own, else 1, 2, 3 … as far as they are free. */
export function optionKeys(slot: Slot & { type: 'choice' }): string[] {
  const taken = new Set(slot.options.map((option) => option.key));
  const free = [...DEFAULT_KEYS].filter((key) => !taken.has(key));
  return slot.options.map((option, index) => {
    const natural = DEFAULT_KEYS[index] ?? '';
    const own = option.key ?? (free.includes(natural) ? natural : free[0]);
    if (option.key === undefined && own !== undefined) free.splice(free.indexOf(own), 1);
    return own ?? '';
  });
}

function keyPlan(slot: Slot): KeyPlan {
  switch (slot.type) {
    case 'yes_no':
      return { kind: 'options', values: { 1: 'yes', 2: 'no' } };
    case 'choice': {
      const keys = optionKeys(slot);
      const pairs = slot.options.map((option, index) => [keys[index]!, option.value] as const);
      return { kind: 'options', values: Object.fromEntries(pairs.filter(([key]) => key !== '')) };
    }
    case 'digits':
      return { kind: 'digits', min: slot.min, max: Math.max(slot.min, slot.max) };
    case 'number':
      return { kind: 'digits', min: 1, max: digitsOf(slot) };
    case 'date':
      // A day long past needs its year.
      return slot.when === 'past'
        ? { kind: 'digits', min: 8, max: 8 }
        : { kind: 'digits', min: 4, max: slot.when === 'any' ? 8 : 4 };
    case 'time':
      return { kind: 'digits', min: 3, max: 4 };
    case 'phone':
      return { kind: 'digits', min: 5, max: 15 };
    case 'email':
    case 'free':
      return { kind: 'none' };
  }
}

function answers(slot: Slot, { hear }: Language): Phrase[] {
  if (slot.type !== 'yes_no' && slot.type !== 'choice') return [];
  if (slot.type === 'yes_no')
    return [
      ...hear.yes.slice(0, COMMONEST).map((text) => ({ text, value: 'yes' })),
      ...hear.no.slice(0, COMMONEST).map((text) => ({ text, value: 'no' })),
    ];
  const plain = slot.options.flatMap(({ phrases, value }) => phrases.map((text) => ({ text, value })));
  const carriers = hear.carriers.slice(0, Math.floor(MOST_CARRIED / plain.length));
  const carried = plain.flatMap(({ text, value }) =>
    carriers.map((carrier) => ({ text: carrier.replace('%', text), value })),
  );
  const numbered = slot.options
    .slice(0, hear.numbers.length)
    .flatMap(({ value }, index) =>
      hear.numbered.map((form) => ({ text: form.replace('%', hear.numbers[index]!), value })),
    );
  return [...plain, ...carried, ...numbered];
}

function distinct(phrases: readonly Phrase[], language: Language): Phrase[] {
  const seen = new Map<string, Phrase>();
  for (const phrase of phrases) {
    const words = wordsIn(phrase.text, language).join(' ');
    if (words !== '' && !seen.has(words)) seen.set(words, { text: words, value: phrase.value });
  }
  return [...seen.values()];
}
