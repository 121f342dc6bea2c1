/** JSON Schema as TypeScript. */

/** The part of JSON Schema 2020-12 that our documents use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

/** A shared schema's name that would hide one of the language's. */
export function schemaName(name: string): string {
  return name === 'Number' ? 'PhoneNumber' : name;
}

/** @param seen is told each shared schema that is named */
export function typeOf(schema: Schema, seen: (name: string) => void): string {
  if (schema.$ref !== undefined) {
    const name = schemaName(schema.$ref.split('/').at(-1)!);
    seen(name);
    return name;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map((one) => typeOf(one, seen)));
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one, seen)})`).join(' & ') || 'unknown';
  if (Array.isArray(schema.type))
    return union(schema.type.map((type) => typeOf({ ...schema, type } as Schema, seen)));
  return plain(schema, seen);
}

function plain(schema: Schema, seen: (name: string) => void): string {
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `readonly (${schema.items ? typeOf(schema.items, seen) : 'unknown'})[]`;
    case 'object':
      return objectOf(schema, seen);
    default:
      return schema.properties ? objectOf(schema, seen) : 'unknown';
  }
}

function objectOf(schema: Schema, seen: (name: string) => void): string {
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const optional = schema.required?.includes(name) ? '' : '?';
    return `${comment(member)}readonly ${quoted(name)}${optional}: ${typeOf(member, seen)};`;
  });
  const { additionalProperties: more } = schema;
  const others = [
    ...Object.values(schema.patternProperties ?? {}),
    ...(typeof more === 'object' ? [more] : more === true ? [{}] : []),
  ].map((value) => typeOf(value, seen));
  if (members.length === 0)
    return others.length > 0
      ? `Readonly<Record<string, ${union(others)}>>`
      : 'Readonly<Record<string, unknown>>';
  const named = `{\n${members.join('\n')}\n}`;
  return others.length > 0 ? `(${named} & Readonly<Record<string, unknown>>)` : named;
}

/** What the description and the default say, as a comment of one line; empty when they say nothing. */
export function comment({ description, default: fallback }: Schema): string {
  const words = [
    ...(description === undefined ? [] : [description.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')]),
    ...(fallback === undefined || typeof fallback === 'object'
      ? []
      : [`Default: ${JSON.stringify(fallback)}.`]),
  ];
  return words.length === 0 ? '' : `/** ${words.join(' ')} */\n`;
}

function quoted(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}
