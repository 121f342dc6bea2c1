/**
 * Which type stands in which file: beside the class of its resource when nothing else uses it; what several use, in the
 * file of the thing that all of them come to it by. A file that grows too long gives its largest part away.
 */
import { kebab } from './names.ts';

/** A declaration, or a class. */
export interface Piece {
  /** Of the type; of a class, its file. */
  readonly name: string;
  /** Formatted. */
  readonly text: string;
  readonly uses: ReadonlySet<string>;
  /** It is a class, which nothing uses. */
  readonly isClass: boolean;
}

/** Lines of types that a file may hold, what it imports apart. */
const LONGEST = 340;
/** A part that is smaller is no file of its own. */
const SMALLEST = 40;
const SHARED = 'shared';

/** Names of pieces by file, in the order in which they are written: what is used comes after what uses it. */
export function layOut(pieces: readonly Piece[]): ReadonlyMap<string, readonly Piece[]> {
  const byName = new Map(pieces.map((piece) => [piece.name, piece]));
  const parents = dominators(pieces);
  const users = usersOf(pieces);
  const children = new Map<string, string[]>();
  for (const name of topological(pieces, users)) {
    const parent = parents.get(name) ?? '';
    children.set(parent, [...(children.get(parent) ?? []), name]);
  }
  const files = new Map<string, Piece[]>();
  const lines = (name: string): number => byName.get(name)!.text.split('\n').length + 1;

  /** What stays together below a name; larger parts have gone to files of their own. */
  const gather = (name: string): string[] => {
    const parts = (children.get(name) ?? []).map((child) => gather(child));
    const sizes = parts.map((part) => part.reduce((sum, one) => sum + lines(one), 0));
    let size = lines(name) + sizes.reduce((sum, one) => sum + one, 0);
    const away = new Set<number>();
    for (;;) {
      const left = [...parts.keys()].filter((at) => !away.has(at));
      if (size <= LONGEST || left.length === 0) break;
      const largest = left.reduce((best, at) => (sizes[at]! > sizes[best]! ? at : best));
      // A class gives all its types away at once where they are one file; so does what has small parts only.
      const together =
        sizes[largest]! < SMALLEST || (byName.get(name)!.isClass && size - lines(name) <= LONGEST);
      const going = together ? left : [largest];
      const names = going.flatMap((at) => parts[at]!);
      put(
        files,
        together ? `${kebab(name)}-types` : kebab(names[0]!),
        names.map((one) => byName.get(one)!),
      );
      for (const at of going) away.add(at);
      size -= going.reduce((sum, at) => sum + sizes[at]!, 0);
    }
    return [name, ...parts.filter((_, at) => !away.has(at)).flat()];
  };

  const shared = new Set<string>();
  // What is used is placed first: a small thing is shared when all that it uses is, so that no circle runs through there.
  const placed = (children.get('') ?? []).toReversed().map((root): [string, Piece[]] => {
    const kept = gather(root).map((one) => byName.get(one)!);
    if (byName.get(root)!.isClass) return [root, kept];
    const size = kept.reduce((sum, one) => sum + lines(one.name), 0);
    const own = new Set(kept.map(({ name }) => name));
    const isClosed = kept.every(({ uses }) => [...uses].every((used) => own.has(used) || shared.has(used)));
    if (size >= SMALLEST || !isClosed) return [kebab(root), kept];
    for (const name of own) shared.add(name);
    return [SHARED, kept];
  });
  for (const [file, kept] of placed.toReversed()) put(files, file, kept);
  return files;
}

function put(files: Map<string, Piece[]>, name: string, pieces: readonly Piece[]): void {
  files.set(name, [...(files.get(name) ?? []), ...pieces]);
}

function usersOf(pieces: readonly Piece[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { name, uses } of pieces)
    for (const used of uses) users.set(used, [...(users.get(used) ?? []), name]);
  return users;
}

/** By piece the one that every way to it leads over; none where there is no such. */
function dominators(pieces: readonly Piece[]): Map<string, string> {
  const users = usersOf(pieces);
  const order = topological(pieces, users);
  const above = new Map<string, string>();
  const depth = new Map<string, number>([['', 0]]);
  const meet = (one: string, other: string): string => {
    let [left, right] = [one, other];
    while (left !== right)
      if (depth.get(left)! >= depth.get(right)!) left = above.get(left) ?? '';
      else right = above.get(right) ?? '';
    return left;
  };
  for (const name of order) {
    const parent = (users.get(name) ?? []).reduce<string | null>(
      (sofar, user) => (sofar === null ? user : meet(sofar, user)),
      null,
    );
    above.set(name, parent ?? '');
    depth.set(name, depth.get(parent ?? '')! + 1);
  }
  return above;
}

/** Users before what they use; schemas have no circles. */
function topological(pieces: readonly Piece[], users: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const user of users.get(name) ?? []) visit(user);
    order.push(name);
  };
  for (const { name } of pieces) visit(name);
  return order;
}
