/** The generated files of the client, by name. */
import { camel, pascal } from './names.ts';
import { writeOperation, type Operation } from './operation.ts';
import { comment, schemaName, typeOf, type Schema } from './types.ts';

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const HEAD = '// Written by tools/client.ts from openapi/openapi.json.\n';

/** Text by file name, not yet formatted. */
export function clientFiles({ paths, components }: Document): Readonly<Record<string, string>> {
  const tags = new Map<string, { path: string; method: string; operation: Operation }[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other';
      tags.set(tag, [...(tags.get(tag) ?? []), { path, method, operation }]);
    }
  const names = [...tags.keys()].toSorted();
  return {
    'schemas.ts': schemasFile(components.schemas),
    ...Object.fromEntries(names.map((tag) => [`${tag}.ts`, tagFile(tag, tags.get(tag)!)])),
    'parley.ts': parleyFile(names),
    'index.ts': `${HEAD}${['schemas', ...names].map((name) => `export type * from './${name}.ts';`).join('\n')}\n`,
  };
}

function schemasFile(schemas: Readonly<Record<string, Schema>>): string {
  const types = Object.entries(schemas).map(
    ([name, schema]) =>
      `${comment(schema)}export type ${schemaName(name)} = ${typeOf(schema, () => undefined)};`,
  );
  return `${HEAD}\n${types.join('\n\n')}\n`;
}

function tagFile(
  tag: string,
  operations: readonly { path: string; method: string; operation: Operation }[],
): string {
  const seen = new Set<string>();
  const taken = new Set<string>();
  const written = operations.map(({ path, method, operation }) =>
    writeOperation(operation, { path, method, tag }, taken, (name) => void seen.add(name)),
  );
  const methods = written.flatMap((one) => one.methods);
  const uses = (word: string): boolean => methods.some((text) => text.includes(word));
  const imports = [
    uses('followEvents(') ? "import { followEvents } from '../events.ts';" : '',
    uses('eachRow(') ? "import { eachRow } from '../pages.ts';" : '',
    "import type { RequestOptions, Transport } from '../transport.ts';",
    seen.size > 0 ? `import type { ${[...seen].toSorted().join(', ')} } from './schemas.ts';` : '',
  ].filter(Boolean);
  return `${HEAD}${imports.join('\n')}

${written.flatMap((one) => one.types).join('\n\n')}

/** ${pascal(tag)}. */
export class ${pascal(tag)}Api {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  ${methods.join('\n\n')}
}
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
