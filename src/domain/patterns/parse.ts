/**
 * Reads a regular expression with the flag `u` into a tree (ECMA-262 section 22.2.1). What one character fits is left to
 * the engine's own RegExp, one character at a time; only how pieces stand together is read here. Pure.
 */

export type Place = 'start' | 'end' | 'edge' | 'no-edge';

export type Tree =
  | { readonly type: 'one'; readonly source: string }
  | { readonly type: 'at'; readonly place: Place }
  | { readonly type: 'look'; readonly behind: boolean; readonly wanted: boolean; readonly of: Tree }
  | { readonly type: 'all'; readonly of: readonly Tree[] }
  | { readonly type: 'any'; readonly of: readonly Tree[] }
  | { readonly type: 'repeat'; readonly of: Tree; readonly least: number; readonly most: number };

/** Why an expression is not taken; the message ends a sentence that begins with it. */
export class PatternFault extends Error {}

/** Characters of an expression. */
export const LONGEST_PATTERN = 2_000;

const PLACES: Readonly<Record<string, Place>> = { '^': 'start', $: 'end', '\\b': 'edge', '\\B': 'no-edge' };
const PLACE = /\^|\$|\\[bB]/uy;
const LOOK = /\(\?(<?)([=!])/uy;
const GROUP = /\((?:\?:|\?<[^>=!]+>)?(?!\?)/uy;
const BACK = /\\[1-9k]/uy;
/** A class, an escape (two that make one character together), or a character that stands for itself. */
const ONE =
  /\[(?:\\[\s\S]|[^\]\\])*\]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[pP]\{[^}]+\}|[\s\S])|[^()|]/uy;
const TIMES = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/uy;
const LEAST_AND_MOST = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] } as const;

/** @throws PatternFault for what is no expression, or looks back at what a group took */
export function parsePattern(source: string): Tree {
  if (source.length > LONGEST_PATTERN) throw new PatternFault(`has more than ${LONGEST_PATTERN} characters`);
  try {
    RegExp(source, 'u');
  } catch (cause) {
    throw new PatternFault(`is no regular expression: ${(cause as Error).message}`);
  }
  let index = 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = index;
    const found = form.exec(source);
    if (found) index = form.lastIndex;
    return found;
  };
  const choice = (): Tree => {
    const branches = [row()];
    while (source[index] === '|') {
      index += 1;
      branches.push(row());
    }
    return branches.length === 1 ? branches[0]! : { type: 'any', of: branches };
  };
  const row = (): Tree => {
    const pieces: Tree[] = [];
    while (index < source.length && !'|)'.includes(source[index]!)) pieces.push(piece());
    return pieces.length === 1 ? pieces[0]! : { type: 'all', of: pieces };
  };
  const inside = (): Tree => {
    const tree = choice();
    index += 1;
    return tree;
  };
  const piece = (): Tree => {
    const place = take(PLACE);
    if (place) return { type: 'at', place: PLACES[place[0]]! };
    const look = take(LOOK);
    if (look) return { type: 'look', behind: look[1] !== '', wanted: look[2] === '=', of: inside() };
    if (take(BACK)) throw new PatternFault('refers back to a group (\\1, \\k<name>); spell the text out');
    if (take(GROUP)) return repeated(inside());
    const one = take(ONE);
    if (!one) throw new PatternFault('changes its flags within ((?i:…)); spell both cases out');
    return repeated({ type: 'one', source: one[0] });
  };
  const repeated = (of: Tree): Tree => {
    const times = take(TIMES);
    if (!times) return of;
    const [, sign, from, comma, to] = times;
    if (sign) {
      const [least, most] = LEAST_AND_MOST[sign as keyof typeof LEAST_AND_MOST];
      return { type: 'repeat', of, least, most };
    }
    const most = comma === '' ? Number(from) : to === '' ? Infinity : Number(to);
    return { type: 'repeat', of, least: Number(from), most };
  };
  return choice();
}
