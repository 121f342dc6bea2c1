/** Options of a spoken menu ("for sales, press 1"; "press 1 for sales"), and the one that leads to a goal. Pure. */
import { found, keyWords, spelled, type MachinePhrases } from './phrases/index.ts';

export interface MenuOption {
  /** 0-9, * or #. */
  readonly key: string;
  /** What it leads to, as it is compared. */
  readonly label: string;
}

/** Words that tell nothing of what an option is about. */
const EMPTY = new Set(
  (
    'a an the to for of or and with please our your you is are now el la los las un una de del y o con por le les ' +
    'du des et ou der die das den dem und oder mit il lo gli e di da os as do da em het een i w z si al'
  ).split(' '),
);
/** The longest label, words; what stands before it is another sentence. */
const LONGEST_LABEL = 8;

/** Every option that a text names, in order; a key named twice counts as it was said last. */
export function menuOptions(text: string, languages: readonly MachinePhrases[]): MenuOption[] {
  const options = new Map<string, MenuOption>();
  // The language in which more options are understood is the menu's.
  const read =
    languages.map((phrases) => optionsIn(text, phrases)).toSorted((a, b) => b.length - a.length)[0] ?? [];
  for (const option of read) options.set(option.key, option);
  return [...options.values()];
}

interface Press {
  /** Index of the first word of "press", and of the one after the key. */
  readonly from: number;
  readonly to: number;
  readonly key: string;
}

function optionsIn(text: string, phrases: MachinePhrases): MenuOption[] {
  const sentences = text.split(/[.!?;]+(?:\s|$)/);
  const many = sentences.flatMap((sentence) => optionsOfWords(keyWords(sentence, phrases), phrases));
  return many.some(({ label }) => label === '') ? optionsOfWords(keyWords(text, phrases), phrases) : many;
}

/**
 * Between keys stand labels. Read from the end: a key takes the label behind it that no later key has taken, else the
 * one right before it; so both orders, and menus that mix them, come out.
 */
function optionsOfWords(words: readonly string[], phrases: MachinePhrases): MenuOption[] {
  const presses = pressesIn(words, phrases);
  const gaps = [...presses, null].map((press, index) =>
    labelsIn(words.slice(presses[index - 1]?.to ?? 0, press?.from ?? words.length), phrases),
  );
  const options: MenuOption[] = [];
  for (let index = presses.length - 1; index >= 0; index--) {
    const label = gaps[index + 1]!.shift() ?? gaps[index]!.pop() ?? '';
    options.unshift({ key: presses[index]!.key, label });
  }
  return options;
}

function pressesIn(words: readonly string[], phrases: MachinePhrases): Press[] {
  const presses: Press[] = [];
  const verbs = spelled(phrases, 'press').map((verb) => verb.trim().split(' '));
  const fillers = new Set(spelled(phrases, 'pressFillers').flatMap((filler) => filler.trim().split(' ')));
  for (let at = 0; at < words.length; at++) {
    const verb = verbs
      .filter((verb) => verb.every((word, i) => words[at + i] === word))
      .toSorted((a, b) => b.length - a.length)[0];
    if (!verb) continue;
    let next = at + verb.length;
    while (next < words.length && fillers.has(words[next]!) && keyOf(words[next]!, phrases) === null) next++;
    const key = keyOf(words[next], phrases);
    if (key === null) continue;
    presses.push({ from: at, to: next + 1, key });
    at = next;
  }
  return presses;
}

function keyOf(word: string | undefined, phrases: MachinePhrases): string | null {
  if (word === undefined) return null;
  if (/^[0-9*#]$/.test(word)) return word;
  if (phrases.star.includes(word)) return '*';
  return phrases.pound.includes(word) ? '#' : null;
}

/** The labels in a stretch of words: each begins with "for", "to speak to" and the like. */
function labelsIn(words: readonly string[], phrases: MachinePhrases): string[] {
  const openings = spelled(phrases, 'option').map((option) => option.trim().split(' '));
  const begins = words.flatMap((_, at) =>
    openings.some((opening) => opening.every((word, i) => words[at + i] === word)) ? [at] : [],
  );
  // "To speak to": openings overlap, and the first of a run begins the label.
  const starts = begins.filter((at, index) => index === 0 || at - begins[index - 1]! > 2);
  const openers = new Set(openings.flat());
  return starts
    .map((start, index) =>
      words
        .slice(start, starts[index + 1] ?? words.length)
        .filter((word) => !EMPTY.has(word) && !openers.has(word))
        .slice(0, LONGEST_LABEL)
        .join(' '),
    )
    .filter((label) => label !== '');
}

/**
 * The option for a goal: the one that shares most words with it, by their beginnings ("billing", "bill").
 * @returns `null` when none has anything in common with it.
 */
export function optionFor(
  goal: string,
  options: readonly MenuOption[],
  languages: readonly MachinePhrases[],
): MenuOption | null {
  const wanted = keyWords(goal, languages[0]!).filter((word) => !EMPTY.has(word));
  const scored = options
    .map((option) => ({ option, score: score(wanted, option.label.split(' ')) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return scored[0]?.option ?? null;
}

/** The option behind which a person is. */
export function operatorOf(
  options: readonly MenuOption[],
  languages: readonly MachinePhrases[],
): MenuOption | null {
  for (const phrases of languages) {
    const option = options.find(({ label }) => found(label, phrases, 'operator').length > 0);
    if (option) return option;
  }
  return null;
}

function score(wanted: readonly string[], label: readonly string[]): number {
  const shared = wanted.filter((word) => label.some((other) => sameStem(word, other)));
  return shared.length / Math.max(1, Math.min(wanted.length, label.length));
}

/** Words are alike when they share their first letters: endings differ between "appointment" and "appointments". */
function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const shortest = Math.min(a.length, b.length);
  if (shortest < 4) return false;
  const shared = Math.max(4, shortest - 2);
  return a.slice(0, shared) === b.slice(0, shared);
}
