/**
 * Which shapes get a name, and which: those of the document's components and of what operations take and give; of the
 * others what is said in several places, and what is too long to be read inside of another. A name is made of the thing
 * that a shape belongs to and the member that holds it, `CampaignWindow`; of things that have nothing in common, of the
 * member alone.
 */
import { lastWord, nounOf, pascal, singular } from './names.ts';
import { answerOf, bodyOf, isPage, operationsOf, queryOf, rowOf, type Document } from './schema.ts';
import { within, type Shape, type Shapes } from './shapes.ts';

export interface Named {
  readonly name: string;
  /** What the shape is, of which its members are. */
  readonly noun: string;
  /** What the document says of it. */
  readonly says: string;
}

/** Where an unnamed shape is: whose it is, the words that lead to it, and the literal that tells it from others there. */
interface Place {
  readonly owner: string;
  readonly words: readonly string[];
  readonly variant: string | null;
}

/** Too general for what is found in several places, or the language's own. */
const TAKEN = new Set(
  [
    'Action Answer Array Body Config Content Data Date Details Entry Error Event Function Header Headers Item',
    'List Map Message Number Object Option Page PageQuery Params Parley Problem Promise Query Record Request RequestOptions',
    'Response Result Row Rows Set Settings State Status String Symbol Text Transport Type Value Values When',
  ].flatMap((line) => line.split(' ')),
);
/** What is shorter is read where it stands, when it is there alone. */
const LONGEST_INSIDE = 4;
/** Of a list that has no filters: written by hand, others extend it. */
export const PAGE_QUERY = 'PageQuery';

export function nameShapes(document: Document, shapes: Shapes): ReadonlyMap<Shape, Named> {
  const named = new Map<Shape, Named>();
  const taken = new Set<string>();
  const give = (shape: Shape, name: string, noun: string, says = ''): void => {
    if (named.has(shape) || !mayBeNamed(shape)) return;
    const free = taken.has(name) ? `${name}Row` : name;
    taken.add(free);
    named.set(shape, { name: free, noun, says });
  };
  const roots: Shape[] = [];
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    roots.push(shapes.of(schema));
    give(roots.at(-1)!, name === 'Number' ? 'PhoneNumber' : name, componentNoun(name), schema.description);
  }
  nameOfOperations(document, shapes, roots, give);

  const order = parentsFirst(roots);
  const holders = holdersOf(order);
  const places = new Map<Shape, readonly Place[]>();
  for (const shape of order) {
    const known = named.get(shape);
    if (known) {
      places.set(shape, [{ owner: known.noun, words: [], variant: null }]);
      continue;
    }
    const found = (holders.get(shape) ?? []).flatMap((holder) => ledTo(holder, shape, places.get(holder)!));
    places.set(shape, found);
    if (!deserves(shape, holders.get(shape)?.length ?? 0)) continue;
    const name = candidates(found).find((one) => !taken.has(one) && !TAKEN.has(one));
    if (name === undefined) continue;
    give(shape, name, name);
    places.set(shape, [{ owner: name, words: [], variant: null }]);
  }
  return named;
}

function nameOfOperations(
  document: Document,
  shapes: Shapes,
  roots: Shape[],
  give: (shape: Shape, name: string, noun: string) => void,
): void {
  const all = operationsOf(document).map(({ operation }) => operation);
  const later: (() => void)[] = [];
  const page = all
    .map(queryOf)
    .find((query) => Object.keys(query?.properties ?? {}).join() === 'limit,cursor');
  if (page) give(shapes.of(page), PAGE_QUERY, '');
  for (const operation of all) {
    const { operationId } = operation;
    const [own, noun] = [pascal(operationId), nounOf(operationId)];
    const row = rowOf(answerOf(operation).schema);
    const wanted = [
      [answerOf(operation).schema, answerName(operationId)],
      [row, plain(noun)],
      [bodyOf(operation), `${own}Body`],
      [queryOf(operation), `${own}Query`],
    ] as const;
    for (const [schema, name] of wanted) {
      if (!schema || (isPage(schema) && schema !== row)) continue;
      const shape = shapes.of(schema);
      roots.push(shape);
      const naming = (): void => give(shape, name, noun);
      // What one gets is the thing itself; others that answer the same answer the thing.
      if (operationId.startsWith('get') && schema === wanted[0][0]) naming();
      else later.push(naming);
    }
  }
  for (const naming of later) naming();
}

function answerName(operationId: string): string {
  const noun = nounOf(operationId);
  if (operationId.startsWith('get')) return plain(noun);
  return operationId.startsWith('create') ? `Created${noun}` : `${pascal(operationId)}Answer`;
}

function plain(noun: string): string {
  return TAKEN.has(noun) ? `Parley${noun}` : noun;
}

function componentNoun(name: string): string {
  return name.replace(/(?<=.)(Config|Overrides)$/, '');
}

function mayBeNamed({ kind }: Shape): boolean {
  return kind === 'object' || kind === 'union' || kind === 'choice' || kind === 'all';
}

function deserves(shape: Shape, holders: number): boolean {
  if (shape.kind === 'object')
    return holders > 1 ? shape.members.length > 1 : linesOf(shape) > LONGEST_INSIDE;
  if (shape.kind === 'choice') return shape.texts.length > (holders > 1 ? 2 : 9);
  if (shape.kind === 'union')
    return shape.options.some(({ kind }) => kind === 'object') && (holders > 1 || linesOf(shape) > 8);
  return false;
}

/** Roughly, written out. */
function linesOf(shape: Shape): number {
  const inner = within(shape).reduce((sum, one) => sum + Math.max(1, linesOf(one)), 0);
  return shape.kind === 'object' ? inner + 1 : shape.kind === 'choice' ? 1 : inner;
}

/** Every shape once, none before all that hold it. */
function parentsFirst(roots: readonly Shape[]): Shape[] {
  const seen = new Set<Shape>();
  const order: Shape[] = [];
  const visit = (shape: Shape): void => {
    if (seen.has(shape)) return;
    seen.add(shape);
    for (const one of within(shape).toReversed()) visit(one);
    order.push(shape);
  };
  for (const root of roots.toReversed()) visit(root);
  return order.toReversed();
}

function holdersOf(order: readonly Shape[]): Map<Shape, Shape[]> {
  const holders = new Map<Shape, Shape[]>();
  for (const shape of order)
    for (const one of new Set(within(shape))) holders.set(one, [...(holders.get(one) ?? []), shape]);
  return holders;
}

function ledTo(holder: Shape, shape: Shape, places: readonly Place[]): Place[] {
  if (holder.kind === 'object')
    return holder.members
      .filter((member) => member.shape === shape)
      .flatMap(({ name }) =>
        places.map(({ owner, words }) => ({ owner, words: [...words, pascal(name)], variant: null })),
      );
  if (holder.kind === 'union') {
    const variant = variantOf(shape);
    return places.map((place) => ({ ...place, variant }));
  }
  if (holder.kind === 'list' || holder.kind === 'record')
    return places.map(({ owner, words, variant }) => ({
      owner,
      words: words.map((word, at) => (at === words.length - 1 ? singular(word) : word)),
      variant,
    }));
  return [...places];
}

/** The literal by which an option is known. */
function variantOf(shape: Shape): string | null {
  if (shape.kind !== 'object') return null;
  const member = shape.members.find(
    ({ shape: one, isOptional }) => one.kind === 'choice' && one.texts.length === 1 && !isOptional,
  );
  const text = member?.shape.kind === 'choice' ? (JSON.parse(member.shape.texts[0]!) as unknown) : null;
  return typeof text === 'string' && /^[a-z]/i.test(text) ? pascal(text) : null;
}

/** The best first. */
function candidates(places: readonly Place[]): string[] {
  const last = commonest(places.map(({ words }) => words.at(-1) ?? ''));
  const here = places.filter(({ words }) => (words.at(-1) ?? '') === last);
  const owners = [...new Set(here.map(({ owner }) => owner))];
  const owner = owners.length === 1 ? owners[0]! : sharedStart(owners);
  const variant = commonest(here.map((place) => place.variant ?? ''));
  const path = here[0]!.words.slice(0, -1).join('');
  const first = owners.toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1))[0]!;
  if (variant !== '') {
    const what = last === '' ? lastWord(first) : last;
    return [`${variant}${what}`, `${variant}${first}${last}`];
  }
  const whose = [owner, first].map((one) => (one.endsWith(last) ? `${one}Entry` : `${one}${last}`));
  return [...whose, `${first}${path}${last}`];
}

function commonest(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))[0]?.[0] ?? '';
}

/** The words with which all begin. */
function sharedStart(names: readonly string[]): string {
  const split = names.map((name) => name.match(/[A-Z][a-z0-9]*/g) ?? []);
  const same = split[0]!.findIndex((word, at) => split.some((words) => words[at] !== word));
  return (same < 0 ? split[0]! : split[0]!.slice(0, same)).join('');
}
