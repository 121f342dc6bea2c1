/** One operation as a method, with the types that are its own. */
import { methodName, pascal } from './names.ts';
import { comment, typeOf, type Schema } from './types.ts';

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
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** Where it is. */
export interface Place {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
}

/** Texts for the tag's file. */
export interface Written {
  readonly types: readonly string[];
  readonly methods: readonly string[];
}

const STREAM = 'text/event-stream';

/** @param seen is told each shared schema that is named. @param taken the class's method names so far */
export function writeOperation(
  operation: Operation,
  { method, path, tag }: Place,
  taken: Set<string>,
  seen: (name: string) => void,
): Written {
  const own = pascal(operation.operationId);
  const types: string[] = [];
  const declare = (suffix: string, schema: Schema): string => {
    const text = typeOf(schema, seen);
    if (/^[A-Za-z]+$/.test(text)) return text;
    types.push(`export type ${own}${suffix} = ${text};`);
    return `${own}${suffix}`;
  };
  const parameters = operation.parameters ?? [];
  const ids = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  const query = queryOf(parameters.filter((one) => one.in === 'query'));
  const bodySchema = operation.requestBody?.content['application/json']?.schema;
  const answer = answerOf(operation);
  const body = bodySchema ? declare('Body', bodySchema) : null;
  const ask = query ? declare('Query', query) : null;
  const got = answer.schema ? declare('Answer', answer.schema) : 'void';
  const mustAsk = (query?.required?.length ?? 0) > 0;
  const mayOmitBody = operation.requestBody?.required === false;

  const asked = [
    ...ids.map((id) => `${argument(id)}: string`),
    ...(body ? [`body${mayOmitBody ? '?' : ''}: ${body}`] : []),
    ...(ask
      ? [mustAsk || (body && !mayOmitBody) ? `query${mustAsk ? '' : '?'}: ${ask}` : `query?: ${ask}`]
      : []),
  ];
  const keyed = parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');
  const request = `{ ${[
    `method: '${method.toUpperCase()}'`,
    `path: \`${path.replaceAll(/\{(\w+)\}/g, (_, id: string) => `\${encodeURIComponent(${argument(id)})}`)}\``,
    ...(ask ? ['...(query ? { query } : {})'] : []),
    ...(body ? ['body'] : []),
    ...(keyed ? ['keyed: true'] : []),
  ].join(', ')} }`;
  const says = comment({
    description: [operation.summary, operation.description].filter(Boolean).join('. '),
  });
  const name = free(methodName(operation.operationId, tag), operation.operationId, taken);
  const args = [...asked, 'options?: RequestOptions'].join(', ');
  const methods = [
    answer.binary
      ? `${says}${name}(${args}): Promise<Response> { return this.#transport.raw(${request}, options); }`
      : `${says}${name}(${args}): Promise<${got}> { return this.#transport.json(${request}, options); }`,
  ];
  const row = rowOf(answer.schema);
  const noun = name.replace(/^list/, '');
  if (row && ask && name.startsWith('list')) {
    const cursor = query!.properties!['cursor'] ? 'cursor' : query!.properties!['after'] ? 'after' : null;
    const handed = ids.map((id) => `${argument(id)}, `).join('');
    const first = ids.map((id) => `${argument(id)}: string, `).join('');
    if (cursor)
      methods.push(
        `/** ${operation.summary ?? 'Rows'}, one by one over all pages. */
        each${noun}(${first}query${mustAsk ? '' : '?'}: ${ask}, options?: RequestOptions): AsyncGenerator<${typeOf(row, seen)}, void, void> {
          return eachRow((asked: ${ask}) => this.${name}(${handed}asked, options), query${mustAsk ? '' : ' ?? {}'}, '${cursor}');
        }`,
      );
    if (JSON.stringify(operation).includes(STREAM))
      methods.push(
        `/** ${operation.summary ?? 'Events'} as they happen; resumed by itself when the connection breaks. */
        follow${noun}(${args}): AsyncGenerator<${typeOf(row, seen)}, void, void> {
          return followEvents(this.#transport, ${request}, options);
        }`,
      );
  }
  return { types, methods };
}

function answerOf({ responses }: Operation): { schema: Schema | null; binary: boolean } {
  const [, good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const content = good?.content ?? {};
  const schema = content['application/json']?.schema ?? null;
  return { schema, binary: schema === null && Object.keys(content).length > 0 };
}

function queryOf(parameters: readonly Parameter[]): Schema | null {
  if (parameters.length === 0) return null;
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [
        name,
        description === undefined ? schema : { description, ...schema },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** The rows of a list; null for anything else. */
function rowOf(schema: Schema | null): Schema | null {
  const { data, next_cursor: next } = schema?.properties ?? {};
  return data?.items && next ? data.items : null;
}

function argument(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function free(name: string, otherwise: string, taken: Set<string>): string {
  const chosen = taken.has(name) ? otherwise : name;
  taken.add(chosen);
  return chosen;
}
