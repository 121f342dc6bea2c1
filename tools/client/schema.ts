/** What the generator reads of an OpenAPI 3.1 document. */

/** The part of JSON Schema 2020-12 that our document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
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

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** An operation with its place. */
export interface Placed {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
}

export function operationsOf({ paths }: Document): Placed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operation,
      method,
      path,
      tag: operation.tags?.[0] ?? 'other',
    })),
  );
}

/** The schema of a good answer; `binary` when it is no JSON, both unset when it has no body. */
export function answerOf({ responses }: Operation): { schema: Schema | null; binary: boolean } {
  const [, good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const content = good?.content ?? {};
  const schema = content['application/json']?.schema ?? null;
  return { schema, binary: schema === null && Object.keys(content).length > 0 };
}

export function bodyOf({ requestBody }: Operation): Schema | null {
  return requestBody?.content['application/json']?.schema ?? null;
}

/** The query's parameters as the members of one object; null when there are none. */
export function queryOf({ parameters = [] }: Operation): Schema | null {
  const asked = parameters.filter((one) => one.in === 'query');
  if (asked.length === 0) return null;
  return {
    type: 'object',
    properties: Object.fromEntries(
      asked.map(({ name, schema, description }) => [
        name,
        description === undefined ? schema : { description, ...schema },
      ]),
    ),
    required: asked.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** The rows of a list; null for anything else. */
export function rowOf(schema: Schema | null): Schema | null {
  const { data, next_cursor: next } = schema?.properties ?? {};
  return data?.items && next ? data.items : null;
}

/** A list that says no more than every list. */
export function isPage(schema: Schema | null): boolean {
  const names = Object.keys(schema?.properties ?? {});
  return rowOf(schema) !== null && names.length === 3 && names.includes('has_more');
}
