/** One operation as a method, or several: a list has an iterator besides, a stream of events a follower. */
import { methodName } from './names.ts';
import { comment, type Writer } from './render.ts';
import {
  answerOf,
  bodyOf,
  isPage,
  queryOf,
  rowOf,
  type Operation,
  type Placed,
  type Schema,
} from './schema.ts';
import type { Shapes } from './shapes.ts';

const STREAM = 'text/event-stream';

/** Refusals that any operation may give. */
const OF_ALL = new Set([
  'invalid-request',
  'invalid-json',
  'unauthorized',
  'scope-missing',
  'rate-limited',
  'internal',
  'body-too-large',
  'media-type-unsupported',
  'idempotency-key-busy',
  'idempotency-key-reused',
]);

export interface Tools {
  readonly shapes: Shapes;
  readonly writer: Writer;
  /** Is told each type that is named. */
  readonly seen: (name: string) => void;
  /** The class's method names so far. */
  readonly taken: Set<string>;
}

export function writeOperation({ operation, method, path, tag }: Placed, tools: Tools): string[] {
  const typed = (schema: Schema): string => tools.writer.use(tools.shapes.of(schema), tools.seen);
  const { parameters = [], operationId, summary } = operation;
  const ids = parameters.filter((one) => one.in === 'path').map(({ name }) => argument(name));
  const [query, bodySchema, answer] = [queryOf(operation), bodyOf(operation), answerOf(operation)];
  const body = bodySchema ? typed(bodySchema) : null;
  const ask = query ? typed(query) : null;
  const mustAsk = (query?.required?.length ?? 0) > 0;
  const mayOmitBody = operation.requestBody?.required === false;
  const row = rowOf(answer.schema);
  const rowType = row ? typed(row) : null;
  const got = !answer.schema ? 'void' : isPage(answer.schema) ? `Page<${rowType}>` : typed(answer.schema);
  if (got.startsWith('Page<')) tools.seen('Page');

  const request = `{ ${[
    `method: '${method.toUpperCase()}'`,
    `path: ${pathOf(path)}`,
    ...(ask ? ['query'] : []),
    ...(body ? ['body'] : []),
    ...(parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key') ? ['keyed: true'] : []),
  ].join(', ')} }`;
  const args = [
    ...ids.map((id) => `${id}: string`),
    ...(body ? [`body${mayOmitBody ? '?' : ''}: ${body}`] : []),
    ...(ask ? [`query${mustAsk ? '' : '?'}: ${ask}`] : []),
    'options?: RequestOptions',
  ].join(', ');
  const name = free(methodName(operationId, tag), operationId, tools.taken);
  if (isStream(operation))
    return [
      `${comment(saysOf(operation))}follow(options?: RequestOptions): AsyncGenerator<StreamedCallEvent, void, void> {
        return followEvents(this.#transport, ${request}, options);
      }`,
    ];
  const [gives, by] = answer.binary ? ['Response', 'raw'] : [got, 'json'];
  const methods = [
    `${comment(saysOf(operation))}${name}(${args}): Promise<${gives}> { return this.#transport.${by}(${request}, options); }`,
  ];
  const rows = `AsyncGenerator<${rowType}, void, void>`;
  const noun = name.replace(/^list/, '');
  const cursor = ['cursor', 'after'].find((one) => query?.properties?.[one]);
  if (rowType === null || ask === null || !name.startsWith('list')) return methods;
  if (cursor !== undefined)
    methods.push(
      `${comment(`${summary ?? 'Rows'}, one by one over all pages.`)}each${noun}(${[
        ...ids.map((id) => `${id}: string`),
        `query: ${ask}${mustAsk ? '' : ' = {}'}`,
        'options?: RequestOptions',
      ].join(', ')}): ${rows} {
        return eachRow((asked: ${ask}) => this.${name}(${[...ids, 'asked', 'options'].join(', ')}), query, '${cursor}');
      }`,
    );
  if (JSON.stringify(operation).includes(STREAM))
    methods.push(
      `${comment(`${summary ?? 'Events'} as they happen; resumed by itself when the connection breaks.`)}follow${noun}(${args}): ${rows} {
        return followEvents(this.#transport, ${request}, options);
      }`,
    );
  return methods;
}

/** It answers with events alone. */
function isStream({ responses }: Operation): boolean {
  return Object.values(responses).some(({ content = {} }) => STREAM in content);
}

/** Every code with which an operation refuses. */
export function codesOf({ responses }: Operation): string[] {
  return Object.entries(responses)
    .filter(([status]) => !status.startsWith('2'))
    .flatMap(([, { description = '' }]) =>
      [...description.matchAll(/`([a-z][a-z0-9-]*)`/g)].map(([, code]) => code!),
    );
}

function saysOf(operation: Operation): string {
  const { summary = '', description = '' } = operation;
  const own = codesOf(operation).filter((code) => !OF_ALL.has(code));
  return [
    [summary === '' ? '' : `${summary}.`, description.replaceAll(/\s+/g, ' ')].filter(Boolean).join(' '),
    own.length === 0 ? '' : `@throws ParleyError ${own.map((code) => `\`${code}\``).join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function pathOf(path: string): string {
  if (!path.includes('{')) return `'${path}'`;
  return `path\`${path.replaceAll(/\{(\w+)\}/g, (_, id: string) => `\${${argument(id)}}`)}\``;
}

function argument(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function free(name: string, otherwise: string, taken: Set<string>): string {
  const chosen = taken.has(name) ? otherwise : name;
  taken.add(chosen);
  return chosen;
}
