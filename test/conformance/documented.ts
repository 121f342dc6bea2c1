/** The operations of an OpenAPI document and the fields that it names, flat. */

export type Schema = Record<string, any>;
/** A documented property: dotted path, arrays as `[]`, and the object schema that names it. */
export interface Field {
  readonly path: string;
  readonly owner: Schema;
}
export interface Operation {
  /** `POST /call` */
  readonly name: string;
  readonly matches: RegExp;
  readonly method: string;
  readonly query: readonly string[];
  readonly sent: readonly Field[];
  /** By status, or `default`. */
  readonly answers: Readonly<Record<string, readonly Field[]>>;
}

/** Those with fewer parameters in their path first. */
export function operationsOf(document: Schema): Operation[] {
  const paths = Object.entries(document['paths'] as Record<string, Record<string, Schema>>);
  const json = (part: Schema | undefined): Schema => part?.['content']?.['application/json']?.schema ?? {};
  return paths
    .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`),
        method: method.toUpperCase(),
        query: ((operation['parameters'] ?? []) as Schema[])
          .filter((parameter) => parameter['in'] === 'query')
          .map((parameter) => parameter['name'] as string),
        sent: fieldsOf(json(operation['requestBody']), document),
        answers: Object.fromEntries(
          Object.entries(operation['responses'] as Record<string, Schema>).map(([status, response]) => [
            status,
            fieldsOf(json(response), document),
          ]),
        ),
      })),
    );
}

/** Every property of the schema and of what is in it; of alternatives, those of all. */
function fieldsOf(schema: Schema, document: Schema, at = '', open: readonly string[] = []): Field[] {
  const ref = schema['$ref'] as string | undefined;
  if (ref !== undefined) {
    if (open.includes(ref)) return [];
    const target = ref
      .slice(2)
      .split('/')
      .reduce((part, name) => part[name], document);
    return fieldsOf(target, document, at, [...open, ref]);
  }
  const inner = (part: Schema, path: string): Field[] => fieldsOf(part, document, path, open);
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => (schema[word] ?? []) as Schema[]);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  return [
    ...branches.flatMap((branch) => inner(branch, at)),
    ...properties
      .filter(([, part]) => part['type'] !== 'null')
      .flatMap(([name, part]) => {
        const path = at === '' ? name : `${at}.${name}`;
        return [{ path, owner: schema }, ...inner(part, path)];
      }),
    ...(schema['items'] ? inner(schema['items'], `${at}[]`) : []),
  ];
}

/** Paths of all that is in the value and not null. */
export function pathsOf(value: unknown, at = '', found: Set<string> = new Set()): Set<string> {
  if (value === null || value === undefined) return found;
  if (at !== '') found.add(at);
  if (Array.isArray(value)) for (const one of value) pathsOf(one, `${at}[]`, found);
  else if (typeof value === 'object')
    for (const [name, part] of Object.entries(value))
      pathsOf(part, at === '' ? name : `${at}.${name}`, found);
  return found;
}

const identities = new WeakMap<Schema, string>();
/** The same for a property of the same schema, wherever it stands. */
export function identity({ owner, path }: Field): string {
  if (!identities.has(owner)) identities.set(owner, JSON.stringify(owner));
  return `${identities.get(owner)} ${path.split('.').at(-1)}`;
}
