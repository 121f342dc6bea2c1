/**
 * Where the words of a part are, by the times that the synthesizer gave. It may count words otherwise than our spaces
 * do ("3" is "three", "don't" is two): words that agree are anchors, and what lies between two takes its share of the
 * time by the number of its characters.
 */
import type { Samples } from '#audio';

export interface Span {
  readonly text: string;
  readonly start: Samples;
  readonly end: Samples;
}

/** The words of `text` with their times, in order. @param end after the last sound */
export function timedWords(text: string, spoken: readonly Span[], end: Samples): Span[] {
  const words = text.split(' ');
  const anchors = anchorsOf(
    words.map(letters),
    spoken.map((it) => letters(it.text)),
  );
  const spans: Span[] = [];
  for (let at = 0; at < words.length;) {
    const anchor = anchors.get(at);
    if (anchor) {
      const [first, last] = [spoken[anchor.from]!, spoken[anchor.to]!];
      spans.push(...shared(words.slice(at, at + anchor.words), first.start, last.end));
      at += anchor.words;
      continue;
    }
    let until = at + 1;
    while (until < words.length && !anchors.has(until)) until++;
    const before = spans.at(-1)?.end ?? spoken[0]?.start ?? 0;
    const next = anchors.get(until);
    const after = next ? spoken[next.from]!.start : Math.max(spoken.at(-1)?.end ?? end, before);
    spans.push(...shared(words.slice(at, until), before, Math.max(before, after)));
    at = until;
  }
  return spans;
}

/** Words of one stretch of time, each by its characters. */
export function shared(words: readonly string[], start: Samples, end: Samples): Span[] {
  const all = words.reduce((sum, word) => sum + word.length, 0);
  let passed = 0;
  return words.map((text) => {
    const from = start + ((end - start) * passed) / Math.max(all, 1);
    passed += text.length;
    return { text, start: from, end: start + ((end - start) * passed) / Math.max(all, 1) };
  });
}

interface Anchor {
  /** Our words in it, and the synthesizer's first and last. */
  readonly words: number;
  readonly from: number;
  readonly to: number;
}

/** Longest common subsequence of words; an equal run of letters split otherwise ("don", "'t") is one anchor. */
function anchorsOf(ours: readonly string[], theirs: readonly string[]): Map<number, Anchor> {
  const best: number[][] = Array.from({ length: ours.length + 1 }, () =>
    Array.from({ length: theirs.length + 1 }, () => 0),
  );
  const joins = new Map<string, Anchor>();
  for (let i = ours.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--) {
      const anchor = joined(ours, theirs, i, j);
      let most = Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
      if (anchor) {
        const whole = anchor.words + best[i + anchor.words]![anchor.to + 1]!;
        if (whole >= most) {
          most = whole;
          joins.set(`${i} ${j}`, anchor);
        }
      }
      best[i]![j] = most;
    }
  const anchors = new Map<number, Anchor>();
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    const anchor = joins.get(`${i} ${j}`);
    if (anchor) {
      anchors.set(i, anchor);
      i += anchor.words;
      j = anchor.to + 1;
    } else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++;
    else j++;
  }
  return anchors;
}

/** The fewest words of both sides, from `i` and `j` on, that have the same letters; `null` when none have. */
function joined(ours: readonly string[], theirs: readonly string[], i: number, j: number): Anchor | null {
  let [a, b] = [ours[i]!, theirs[j]!];
  let [words, to] = [1, j];
  while (a !== '' && b !== '') {
    if (a === b) return { words, from: j, to };
    if (b.startsWith(a) && i + words < ours.length) a += ours[i + words++]!;
    else if (a.startsWith(b) && to + 1 < theirs.length) b += theirs[++to]!;
    else return null;
  }
  return null;
}

function letters(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
