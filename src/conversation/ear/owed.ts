/** A turn was taken on words that could still change; now they come again, perhaps others, perhaps more. Pure. */
import { spokenWords } from '#models';

export interface Settling {
  /** What became of the words that were taken. */
  readonly taken: string;
  /** What comes after them: nobody has answered it. */
  readonly rest: string;
  /** The taken words are others than they were. */
  readonly changed: boolean;
}

/**
 * Cuts `text` where the words that were taken end: where the alignment with them costs the fewest changed words, the
 * longest such beginning.
 */
export function settleOwed(owed: string, text: string): Settling {
  const pieces = text.split(/\s+/).filter((piece) => piece !== '');
  const said = pieces.map((piece) => spokenWords(piece).join(' '));
  const before = owed
    .split(/\s+/)
    .map((piece) => spokenWords(piece).join(' '))
    .filter((word) => word !== '');
  const cut = aligned(before, said);
  const head = said.slice(0, cut).filter((word) => word !== '');
  return {
    taken: pieces.slice(0, cut).join(' '),
    rest: pieces.slice(cut).join(' '),
    changed: head.join(' ') !== before.join(' '),
  };
}

/** How many of `said` stand for `before`. */
function aligned(before: readonly string[], said: readonly string[]): number {
  // Edit distance of `before` to each beginning of `said`.
  let costs = said.map((_, index) => index);
  costs.push(said.length);
  for (const [index, word] of before.entries()) {
    const next = [index + 1];
    for (let i = 0; i < said.length; i++) {
      const same = costs[i]! + (said[i] === word ? 0 : 1);
      next.push(Math.min(same, costs[i + 1]! + 1, next[i]! + 1));
    }
    costs = next;
  }
  let best = 0;
  for (const [index, cost] of costs.entries()) if (cost <= costs[best]!) best = index;
  return best;
}
