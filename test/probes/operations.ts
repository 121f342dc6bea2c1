/** Every operation of every OpenAPI document, with its schemas written out. */

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** JSON Schema, as far as the documents use it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What an answer of one status may be. */
export interface AnswerShape {
  /** Absent: no body. */
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly mediaTypes: readonly string[];
}

export interface ApiOperation {
  /** `openapi` (native) or the dialect's name. */
  readonly api: string;
  readonly id: string;
  readonly method: string;
  /** With the base, e.g. `/dial/calls/{callId}`. */
  readonly path: string;
  /** It asks for no key. */
  readonly isOpen: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly schema: JsonSchema; readonly example: unknown } | null;
  /** By status, or `default`. */
  readonly answers: Readonly<Record<string, AnswerShape>>;
}

/** The parts of a document that are read here. */
export interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema; readonly example?: unknown }>>;

interface RawOperation {
  readonly security?: readonly unknown[];
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export function operationsOf(api: string, document: Document): ApiOperation[] {
  const base = document.servers?.[0]?.url ?? '';
  const shared = document.components.schemas;
  const written = new Map<string, JsonSchema>();
  const write = (schema: JsonSchema): JsonSchema => writeOut(schema, shared, written) as JsonSchema;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => {
      const body = raw.requestBody?.content['application/json'];
      return {
        api,
        id: raw.operationId,
        method: method.toUpperCase(),
        path: base + path,
        isOpen: raw.security?.length === 0,
        parameters: (raw.parameters ?? []).map((one) => ({ ...one, schema: write(one.schema) })),
        body: body?.schema ? { schema: write(body.schema), example: body.example } : null,
        answers: Object.fromEntries(
          Object.entries(raw.responses).map(([status, { content = {} }]) => {
            const json = Object.entries(content).find(([type]) => type.endsWith('json'))?.[1];
            return [
              status,
              {
                mediaTypes: Object.keys(content),
                ...(json?.schema && { schema: write(json.schema) }),
                ...(json?.example !== undefined && { example: json.example }),
              },
            ];
          }),
        ),
      };
    }),
  );
}

/** References replaced by what they name; each shared schema is written once. */
function writeOut(
  value: unknown,
  shared: Readonly<Record<string, JsonSchema>>,
  written: Map<string, JsonSchema>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => writeOut(item, shared, written));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: unknown };
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String($ref))?.[1];
  if (name !== undefined) {
    if (!written.has(name)) written.set(name, writeOut(shared[name], shared, written) as JsonSchema);
    return written.get(name);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, writeOut(item, shared, written)]),
  );
}
