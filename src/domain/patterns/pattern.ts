/**
 * Whether a text fits a stranger's regular expression, in a time that grows with the text's length and not with its
 * powers: every state that the automaton can be in is followed at once, none twice at a place. It is what
 * `new RegExp(source, 'u').test(text)` says, for expressions without references back to groups.
 */
import { parsePattern, PatternFault, type Place } from './parse.ts';
import { programOf, type Program, type State } from './program.ts';

/** Steps that may still be taken; shared by all that is judged together. A step takes about 0.1 µs. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get left(): number {
    return this.#left;
  }

  /** @throws BudgetSpent */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetSpent('too much to judge');
  }
}

export class BudgetSpent extends Error {}

export interface Pattern {
  /** @throws BudgetSpent */
  test(text: string, budget: Budget): boolean;
}

/** `fault` ends a sentence that begins with the expression's place. */
export type ReadPattern = { readonly pattern: Pattern } | { readonly fault: string };

export function readPattern(source: string): ReadPattern {
  let program: Program;
  try {
    program = programOf(parsePattern(source));
  } catch (thrown) {
    if (thrown instanceof PatternFault) return { fault: thrown.message };
    throw thrown;
  }
  return {
    pattern: {
      test(text, budget) {
        budget.spend(text.length);
        return sweep(program, Array.from(text), new Map(), budget).includes(1);
      },
    },
  };
}

/**
 * Starts the program at every place of the text at once.
 * @returns 1 for each place (0 to the text's length) where it can end: after what it took, or before, if it goes
 * backwards
 */
function sweep(
  program: Program,
  characters: readonly string[],
  looked: Map<Program, Uint8Array>,
  budget: Budget,
): Uint8Array {
  const { start, states, backwards } = program;
  const { length } = characters;
  budget.spend(states + length);
  const ends = new Uint8Array(length + 1);
  const seenAt = new Int32Array(states).fill(-1);
  const holds = (state: Extract<State, { type: 'look' }>, place: number): boolean => {
    const found = looked.get(state.look) ?? sweep(state.look, characters, looked, budget);
    looked.set(state.look, found);
    return (found[place] === 1) === state.wanted;
  };
  let reached: State[] = [];
  for (let turn = 0; turn <= length; turn += 1) {
    const place = backwards ? length - turn : turn;
    const character = characters[backwards ? place - 1 : place];
    const open = [start, ...reached];
    reached = [];
    for (let state = open.pop(); state; state = open.pop()) {
      budget.spend(1);
      if (seenAt[state.id] === turn) continue;
      seenAt[state.id] = turn;
      if (state.type === 'done') ends[place] = 1;
      else if (state.type === 'fork') open.push(...state.next);
      else if (state.type === 'take') {
        if (character !== undefined && state.fits(character)) reached.push(state.next);
      } else if (state.type === 'at' ? isAt(state.place, characters, place) : holds(state, place))
        open.push(state.next);
    }
  }
  return ends;
}

function isAt(wanted: Place, characters: readonly string[], place: number): boolean {
  if (wanted === 'start') return place === 0;
  if (wanted === 'end') return place === characters.length;
  const edge = isWord(characters[place - 1]) !== isWord(characters[place]);
  return edge === (wanted === 'edge');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}
