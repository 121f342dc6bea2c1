/** Shapes as TypeScript. */
import type { Named } from './naming.ts';
import type { Member, Shape } from './shapes.ts';

/** Columns of a comment, its indentation apart. */
const WIDTH = 100;

type ObjectShape = Extract<Shape, { kind: 'object' }>;
type UnionShape = Extract<Shape, { kind: 'union' }>;

export class Writer {
  readonly #named: ReadonlyMap<Shape, Named>;
  /** Those with most members first. */
  readonly #objects: readonly ObjectShape[];
  /** Those with most options first. */
  readonly #unions: readonly UnionShape[];

  constructor(named: ReadonlyMap<Shape, Named>) {
    this.#named = named;
    this.#objects = [...named.keys()]
      .filter((one) => one.kind === 'object')
      .toSorted((one, other) => other.members.length - one.members.length || one.id - other.id);
    this.#unions = [...named.keys()]
      .filter((one) => one.kind === 'union')
      .toSorted((one, other) => other.options.length - one.options.length || one.id - other.id);
  }

  /** A shape where it is used: its name when it has one. @param seen is told each name */
  use(shape: Shape, seen: (name: string) => void): string {
    const name = this.#named.get(shape)?.name;
    if (name === undefined) return this.#inside(shape, seen);
    seen(name);
    return name;
  }

  /** The declaration of a named shape. */
  declare(shape: Shape, seen: (name: string) => void): string {
    const { name, says } = this.#named.get(shape)!;
    const head = `${comment(says)}export `;
    if (shape.kind !== 'object' || shape.isOpen) return `${head}type ${name} = ${this.#inside(shape, seen)};`;
    const whole = this.#wholeOf(shape);
    if (whole) return `${head}type ${name} = Partial<${this.use(whole, seen)}>;`;
    const base = this.#baseOf(shape);
    const own = base ? shape.members.filter((member) => !has(base, member)) : shape.members;
    const from = base ? ` extends ${this.use(base, seen)}` : '';
    return `${head}interface ${name}${from} ${this.#members(own, seen)}`;
  }

  #inside(shape: Shape, seen: (name: string) => void): string {
    switch (shape.kind) {
      case 'plain':
        return shape.text;
      case 'choice':
        return shape.texts.join(' | ');
      case 'list':
        return `readonly (${this.use(shape.of, seen)})[]`;
      case 'nullable':
        return `${this.use(shape.of, seen)} | null`;
      case 'record':
        return `Readonly<Record<string, ${this.use(shape.of, seen)}>>`;
      case 'union':
        return this.#optionsOf(shape)
          .map((one) => this.use(one, seen))
          .join(' | ');
      case 'all':
        return shape.options.map((one) => `(${this.use(one, seen)})`).join(' & ');
      case 'object': {
        const text = this.#members(shape.members, seen);
        return shape.isOpen ? `(${text} & Readonly<Record<string, unknown>>)` : text;
      }
    }
  }

  #members(members: readonly Member[], seen: (name: string) => void): string {
    const lines = members.map(
      ({ name, isOptional, says, shape }) =>
        `${comment(says)}readonly ${quoted(name)}${isOptional ? '?' : ''}: ${this.use(shape, seen)};`,
    );
    return `{\n${lines.join('\n')}\n}`;
  }

  /** The largest named union within it in the place of its options. */
  #optionsOf(shape: UnionShape): readonly Shape[] {
    const part = this.#unions.find(
      ({ options }) =>
        options.length < shape.options.length && options.every((one) => shape.options.includes(one)),
    );
    return part ? [part, ...shape.options.filter((one) => !part.options.includes(one))] : shape.options;
  }

  /** The largest thing of the same name whose members are all among its own. */
  #baseOf(shape: ObjectShape): ObjectShape | null {
    const named = this.#named.get(shape)!;
    const found = this.#objects.find(
      (one) =>
        one !== shape &&
        !one.isOpen &&
        one.members.length > 1 &&
        one.members.length < shape.members.length &&
        related(this.#named.get(one)!, named) &&
        this.#wholeOf(one) === null &&
        one.members.every((member) => has(shape, member)),
    );
    return found ?? null;
  }

  /** What has the same members, which must be given there. */
  #wholeOf(shape: ObjectShape): ObjectShape | null {
    if (shape.members.length < 2 || shape.members.some(({ isOptional }) => !isOptional)) return null;
    const found = this.#objects.find(
      (one) =>
        one !== shape &&
        !one.isOpen &&
        one.members.length === shape.members.length &&
        one.members.some(({ isOptional }) => !isOptional) &&
        related(this.#named.get(one)!, this.#named.get(shape)!) &&
        one.members.every(({ name, says, shape: of }) =>
          shape.members.some((mine) => mine.name === name && mine.shape === of && says.startsWith(mine.says)),
        ),
    );
    return found ?? null;
  }
}

function related(one: Named, other: Named): boolean {
  return one.noun === other.noun || other.noun.startsWith(one.noun) || one.noun.startsWith(other.noun);
}

function has({ members }: ObjectShape, { name, isOptional, says, shape }: Member): boolean {
  return members.some(
    (one) => one.name === name && one.isOptional === isOptional && one.says === says && one.shape === shape,
  );
}

/** Words as a comment; empty when there are none. */
export function comment(words: string): string {
  const text = words.replaceAll('*/', '* /');
  if (text === '') return '';
  if (text.length <= WIDTH && !text.includes('\n')) return `/** ${text} */\n`;
  return `/**\n${text
    .split('\n')
    .flatMap(wrapped)
    .map((line) => ` * ${line}\n`)
    .join('')} */\n`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function quoted(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
