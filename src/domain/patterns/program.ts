/** A tree as the states of an automaton that can be in many at once (Thompson). Pure. */
import { PatternFault, type Place, type Tree } from './parse.ts';

/** `id` counts from 0 within a program. `fork` is the only state without a character, a place or an end. */
export type State =
  | { readonly id: number; readonly type: 'take'; readonly fits: Fits; readonly next: State }
  | { readonly id: number; readonly type: 'fork'; readonly next: State[] }
  | { readonly id: number; readonly type: 'at'; readonly place: Place; readonly next: State }
  | {
      readonly id: number;
      readonly type: 'look';
      readonly look: Program;
      readonly wanted: boolean;
      readonly next: State;
    }
  | { readonly id: number; readonly type: 'done' };

type Fits = (character: string) => boolean;

/** `backwards`: its characters are taken from the end of the text to its start. */
export interface Program {
  readonly start: State;
  readonly states: number;
  readonly backwards: boolean;
}

/** States of an expression, looks included: `.{1,5000}` has ten thousand. */
const MOST_STATES = 20_000;

/** @throws PatternFault when its counted repeats come to too many states */
export function programOf(tree: Tree): Program {
  let built = 0;
  const fits = new Map<string, Fits>();
  const looks = new Map<Tree, Program>();
  /** Also counts what adds no state: `(){1000000}` is work as well. */
  const grow = (): void => {
    built += 1;
    if (built > MOST_STATES)
      throw new PatternFault(`repeats more than can be judged (${MOST_STATES} steps); use smaller counts`);
  };
  const program = (tree: Tree, backwards: boolean): Program => {
    let states = 0;
    const id = (): number => {
      grow();
      states += 1;
      return states - 1;
    };
    const build = (tree: Tree, next: State): State => {
      grow();
      switch (tree.type) {
        case 'one':
          return { id: id(), type: 'take', fits: fitsOf(tree.source, fits), next };
        case 'at':
          return { id: id(), type: 'at', place: tree.place, next };
        case 'look': {
          const look = looks.get(tree) ?? program(tree.of, !tree.behind);
          looks.set(tree, look);
          return { id: id(), type: 'look', look, wanted: tree.wanted, next };
        }
        case 'all': {
          const order = backwards ? tree.of : tree.of.toReversed();
          return order.reduce((after, piece) => build(piece, after), next);
        }
        case 'any':
          return { id: id(), type: 'fork', next: tree.of.map((branch) => build(branch, next)) };
        case 'repeat':
          return repeat(tree, next);
      }
    };
    const repeat = ({ of, least, most }: Extract<Tree, { type: 'repeat' }>, next: State): State => {
      let state = next;
      if (most === Infinity) {
        const loop: State = { id: id(), type: 'fork', next: [next] };
        loop.next.push(build(of, loop));
        state = loop;
      } else {
        for (let left = most - least; left > 0; left -= 1)
          state = { id: id(), type: 'fork', next: [next, build(of, state)] };
      }
      for (let left = least; left > 0; left -= 1) state = build(of, state);
      return state;
    };
    const start = build(tree, { id: id(), type: 'done' });
    return { start, states, backwards };
  };
  return program(tree, false);
}

/** One character against a class, an escape or a character: what the engine says, asked once for each. */
function fitsOf(source: string, known: Map<string, Fits>): Fits {
  const before = known.get(source);
  if (before) return before;
  const form = new RegExp(`^${source}$`, 'u');
  const told = new Map<string, boolean>();
  const fits = (character: string): boolean => {
    const said = told.get(character) ?? form.test(character);
    told.set(character, said);
    return said;
  };
  known.set(source, fits);
  return fits;
}
