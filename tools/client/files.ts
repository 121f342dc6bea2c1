/** The generated files of the client, by name. */
import { layOut, type Piece } from './layout.ts';
import { camel, pascal } from './names.ts';
import { nameShapes, PAGE_QUERY } from './naming.ts';
import { codesOf, writeOperation } from './operation.ts';
import { Writer } from './render.ts';
import { operationsOf, type Document, type Placed } from './schema.ts';
import { Shapes } from './shapes.ts';

const HEAD = '// Written by tools/client.ts from openapi/openapi.json.\n';

/** What generated files take from the written part of the client: its module, its name, and what shows its use. */
const RUNTIME = [
  ['events', 'followEvents', ' followEvents('],
  ['events', 'type StreamedCallEvent', '<StreamedCallEvent,'],
  ['pages', 'eachRow', ' eachRow('],
  ['pages', 'type Page', '<Page<'],
  ['pages', `type ${PAGE_QUERY}`, PAGE_QUERY],
  ['transport', 'path', 'path`'],
  ['transport', 'type RequestOptions', 'RequestOptions'],
  ['transport', 'type Transport', ': Transport'],
] as const;

/** Text by file name. @param format makes TypeScript pretty */
export async function clientFiles(
  document: Document,
  format: (text: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const shapes = new Shapes(document.components.schemas);
  const named = nameShapes(document, shapes);
  const writer = new Writer(named);
  const operations = operationsOf(document);
  const tags = [...new Set(operations.map(({ tag }) => tag))].toSorted();
  const pieces: Promise<Piece>[] = tags.map((tag) =>
    piece(tag, true, (seen) => classOf(tag, operations, { shapes, writer, seen })),
  );
  for (const [shape, { name }] of named)
    if (name !== PAGE_QUERY) pieces.push(piece(name, false, (seen) => writer.declare(shape, seen)));

  async function piece(
    name: string,
    isClass: boolean,
    write: (seen: (name: string) => void) => string,
  ): Promise<Piece> {
    const uses = new Set<string>();
    const text = write((used) => void (used === name || uses.add(used)));
    return { name, isClass, uses, text: (await format(text)).trim() };
  }

  const all = await Promise.all(pieces);
  const files = layOut(reachable(all));
  const fileOf = new Map([...files].flatMap(([file, inside]) => inside.map(({ name }) => [name, file])));
  const written = [...files].map(([file, inside]) => [
    `${file}.ts`,
    `${HEAD}${importsOf(file, inside, fileOf)}\n\n${inside.map(({ text }) => text).join('\n\n')}\n`,
  ]);
  const texts: Record<string, string> = {
    ...(Object.fromEntries(written) as Record<string, string>),
    'error-codes.ts': errorCodes(operations),
    'parley.ts': parleyFile(tags),
    'index.ts': `${HEAD}${[...files.keys(), 'error-codes']
      .toSorted()
      .map((name) => `export type * from './${name}.ts';`)
      .join('\n')}\n`,
  };
  const pretty = Object.entries(texts).map(async ([name, text]) => [name, await format(text)] as const);
  return Object.fromEntries(await Promise.all(pretty));
}

/** Without what no class comes to, as an object that only its larger form names. */
function reachable(pieces: readonly Piece[]): Piece[] {
  const byName = new Map(pieces.map((one) => [one.name, one]));
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const used of byName.get(name)?.uses ?? []) visit(used);
  };
  for (const { name, isClass } of pieces) if (isClass || name === 'Problem') visit(name);
  return pieces.filter(({ name }) => seen.has(name));
}

function importsOf(file: string, inside: readonly Piece[], fileOf: ReadonlyMap<string, string>): string {
  const text = inside.map((one) => one.text).join('\n');
  const from = new Map<string, Set<string>>();
  for (const { uses } of inside)
    for (const name of uses) {
      const home = fileOf.get(name);
      if (home !== undefined && home !== file)
        from.set(home, (from.get(home) ?? new Set<string>()).add(name));
    }
  const taken = Map.groupBy(
    RUNTIME.filter(([, , word]) => text.includes(word)),
    ([module]) => module,
  );
  return [
    ...[...taken].map(
      ([module, names]) => `import { ${names.map(([, name]) => name).join(', ')} } from '../${module}.ts';`,
    ),
    ...[...from]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([home, names]) => `import type { ${[...names].toSorted().join(', ')} } from './${home}.ts';`),
  ].join('\n');
}

function classOf(
  tag: string,
  operations: readonly Placed[],
  tools: Omit<Parameters<typeof writeOperation>[1], 'taken'>,
): string {
  const taken = new Set<string>();
  const methods = operations
    .filter((one) => one.tag === tag)
    .flatMap((one) => writeOperation(one, { ...tools, taken }));
  const words = tag.replaceAll('-', ' ');
  return `/** ${words.charAt(0).toUpperCase()}${words.slice(1)}. */
export class ${pascal(tag)}Api {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  ${methods.join('\n\n')}
}`;
}

function errorCodes(operations: readonly Placed[]): string {
  const codes = new Set(operations.flatMap(({ operation }) => codesOf(operation)));
  return `${HEAD}
/** Every \`code\` with which an operation refuses; one page each below \`/docs/errors/\`. */
export type ErrorCode = ${[...codes]
    .toSorted()
    .map((code) => `'${code}'`)
    .join(' | ')};
`;
}

function parleyFile(tags: readonly string[]): string {
  return `${HEAD}import { Transport, type ClientOptions } from '../transport.ts';
${tags.map((tag) => `import { ${pascal(tag)}Api } from './${tag}.ts';`).join('\n')}

/** A client of one server with one key. */
export class Parley {
  ${tags.map((tag) => `readonly ${camel(tag)}: ${pascal(tag)}Api;`).join('\n')}

  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    ${tags.map((tag) => `this.${camel(tag)} = new ${pascal(tag)}Api(transport);`).join('\n')}
  }
}
`;
}
