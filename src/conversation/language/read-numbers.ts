/** Numbers in what was said: words of any language's table and numerals, as far as each of them reaches. */
import type { NumberWords } from './values.ts';
import { plainText } from './plain.ts';

export interface NumberToken {
  readonly value: number;
  /** As digits: `07` stays so, "double four" is `44`. */
  readonly digits: string;
  /** Words from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
}

interface Atom {
  readonly words: readonly string[];
  readonly kind: 'value' | 'hundred' | 'thousand' | 'joiner';
  readonly value: number;
}

interface Table {
  readonly atoms: readonly Atom[];
  readonly byFirst: ReadonlyMap<string, readonly Atom[]>;
  readonly fused: readonly Atom[];
}

const tables = new WeakMap<NumberWords, { plain?: Table; ordinal?: Table }>();
const ORDINAL_NUMERAL = /^(\d+)(st|nd|rd|th|er|re|e|eme|o|a|te|ten|de|ste)$/;

/** @param words plain words. @param ordinals "third" is a number too */
export function readNumbers(words: readonly string[], numbers: NumberWords, ordinals = false): NumberToken[] {
  const table = tableOf(numbers, ordinals);
  const found: NumberToken[] = [];
  for (let at = 0; at < words.length;) {
    const token = numeral(words, at, ordinals) ?? spelledOut(words, at, numbers, table);
    if (token) found.push(token);
    at = token?.to ?? at + 1;
  }
  return found;
}

function numeral(words: readonly string[], at: number, ordinals: boolean): NumberToken | null {
  const word = words[at]!;
  const digits = /^\d+$/.test(word) ? word : ordinals ? ORDINAL_NUMERAL.exec(word)?.[1] : undefined;
  return digits === undefined ? null : { value: Number(digits), digits, from: at, to: at + 1 };
}

/** The longest number that begins here. */
function spelledOut(
  words: readonly string[],
  from: number,
  numbers: NumberWords,
  table: Table,
): NumberToken | null {
  const sum = new Sum(numbers);
  let to = from;
  for (let at = from; at < words.length;) {
    const next = atomsAt(words, at, table, numbers);
    if (!next) break;
    const before = sum.copy();
    if (!next.atoms.every((atom) => sum.add(atom))) {
      sum.restore(before);
      break;
    }
    at += next.length;
    if (!sum.open) to = at;
  }
  const value = sum.value();
  return to === from ? null : { value, digits: String(value), from, to };
}

function atomsAt(
  words: readonly string[],
  at: number,
  { byFirst, fused }: Table,
  numbers: NumberWords,
): { atoms: readonly Atom[]; length: number } | null {
  const whole = byFirst.get(words[at]!)?.find((atom) => atom.words.every((it, i) => words[at + i] === it));
  if (whole) return { atoms: [whole], length: whole.words.length };
  const parts = numbers.fused ? segments(words[at]!, fused) : null;
  return parts ? { atoms: parts, length: 1 } : null;
}

/** A word as a row of number words, the fewest that make it. */
function segments(word: string, atoms: readonly Atom[]): readonly Atom[] | null {
  const best: (readonly Atom[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (const atom of atoms) {
      const text = atom.words[0]!;
      const before = best[end - text.length];
      if (!before || !word.startsWith(text, end - text.length)) continue;
      const known = best[end];
      if (!known || before.length + 1 < known.length) best[end] = [...before, atom];
    }
  }
  const found = best[word.length] ?? null;
  return found && found.length > 1 && found.some(({ kind }) => kind !== 'joiner') ? found : null;
}

/** Adds up the parts of one number, and refuses what would begin another one. */
class Sum {
  open = true;
  #total = 0;
  #group = 0;
  #begun = false;
  #grouped = false;
  #joined = false;
  readonly #numbers: NumberWords;

  constructor(numbers: NumberWords) {
    this.#numbers = numbers;
  }

  value(): number {
    return this.#total + this.#group;
  }

  copy(): readonly [boolean, number, number, boolean, boolean, boolean] {
    return [this.open, this.#total, this.#group, this.#begun, this.#grouped, this.#joined];
  }

  restore(state: ReturnType<Sum['copy']>): void {
    [this.open, this.#total, this.#group, this.#begun, this.#grouped, this.#joined] = state;
  }

  /** @returns whether the part belongs to this number */
  add({ kind, value }: Atom): boolean {
    if (kind === 'joiner') {
      if (!this.#begun || this.#joined) return false;
      this.#joined = this.open = true;
      return true;
    }
    const fits = kind === 'value' ? this.#place(value) : this.#multiply(kind);
    this.#joined = this.open = false;
    this.#begun = true;
    return fits;
  }

  #place(value: number): boolean {
    const { unitsFirst, twenties } = this.#numbers;
    const rest = this.#group % 100;
    const fits =
      !this.#grouped ||
      (value !== 0 &&
        ((value < 10 && (rest === 0 || (rest >= 20 && rest % 10 === 0))) ||
          (value < 100 && rest === 0) ||
          (value < 20 && twenties === true && (rest === 60 || rest === 80)) ||
          (value >= 20 && value < 100 && unitsFirst === true && this.#joined && rest > 0 && rest < 10)));
    if (!fits || (this.#grouped && this.#group === 0)) return false;
    this.#group += value;
    this.#grouped = true;
    return true;
  }

  #multiply(kind: 'hundred' | 'thousand'): boolean {
    const factor = kind === 'hundred' ? 100 : 1000;
    if (this.#grouped && (this.#group === 0 || this.#group >= factor)) return false;
    if (kind === 'hundred') {
      this.#group = (this.#grouped ? this.#group : 1) * 100;
      this.#grouped = true;
      return true;
    }
    if (this.#total > 0) return false;
    this.#total = (this.#grouped ? this.#group : 1) * 1000;
    this.#group = 0;
    this.#grouped = false;
    return true;
  }
}

function tableOf(numbers: NumberWords, ordinals: boolean): Table {
  const kept = tables.get(numbers) ?? {};
  tables.set(numbers, kept);
  return (kept[ordinals ? 'ordinal' : 'plain'] ??= makeTable(numbers, ordinals));
}

function makeTable(numbers: NumberWords, ordinals: boolean): Table {
  const ways = (texts: string, kind: Atom['kind'], value: number): Atom[] =>
    texts
      .split('|')
      .filter((text) => text !== '')
      .map((text) => ({ words: plainText(text).split(' '), kind, value }));
  const values = (table: Readonly<Record<number, string>>): Atom[] =>
    Object.entries(table).flatMap(([value, texts]) => ways(texts, 'value', Number(value)));
  const atoms = [
    ...values(numbers.atoms),
    ...(ordinals ? values(numbers.ordinals) : []),
    ...ways(numbers.hundred, 'hundred', 100),
    ...ways(numbers.thousand, 'thousand', 1000),
    ...ways(numbers.joiners, 'joiner', 0),
  ].sort((a, b) => b.words.length - a.words.length);
  const byFirst = new Map<string, Atom[]>();
  for (const atom of atoms) byFirst.set(atom.words[0]!, [...(byFirst.get(atom.words[0]!) ?? []), atom]);
  return { atoms, byFirst, fused: atoms.filter(({ words }) => words.length === 1) };
}
