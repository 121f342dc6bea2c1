/** One operation of an OpenAPI document. */
import type { FastifySchema } from 'fastify';
import { exampleOf } from './example.ts';

type Json = Readonly<Record<string, unknown>>;

/** How a document writes what all its operations share. */
export interface OperationStyle {
  /** A schema as the document writes it: shared ones by reference. */
  write(schema: unknown): unknown;
  /** Parameters beside those of the schema, e.g. a header. */
  parameters(method: string): readonly Json[];
  /** By status, or `default`. */
  errors(schema: FastifySchema, method: string): Readonly<Record<string, Json>>;
}

/** @param path as the document writes it, `/v1/agents/{id}`: tells of what noun its ids are. */
export function operationOf(schema: FastifySchema, method: string, path: string, style: OperationStyle): Json {
  const noun = nounOf(path);
  const parameters = [
    ...parametersOf(schema.params, 'path', noun, style),
    ...parametersOf(schema.querystring, 'query', noun, style),
    ...style.parameters(method),
  ];
  const content = (of: unknown): Json => ({
    'application/json': { schema: style.write(of), example: exampleOf(of, noun) },
  });
  return {
    operationId: schema.operationId,
    summary: schema.summary,
    ...(schema.description && { description: schema.description }),
    tags: schema.tags,
    ...(parameters.length > 0 && { parameters }),
    ...(schema.body !== undefined && { requestBody: { required: true, content: content(schema.body) } }),
    responses: { ...answersOf(schema, method, content), ...style.errors(schema, method) },
  };
}

/** The last word of the path that is no parameter and has one behind it or nothing: `agents` gives `agent`. */
export function nounOf(path: string): string {
  const words = path.split('/').filter((word) => word !== '');
  const index = words.findLastIndex((word, at) => !word.startsWith('{') && words[at + 1]?.startsWith('{'));
  const word = index < 0 ? words.findLast((one) => !one.startsWith('{')) : words[index];
  return (word ?? 'thing').replace(/ies$/, 'y').replace(/([sx]|ch)es$/, '$1').replace(/([^s])s$/, '$1');
}

function parametersOf(
  schema: unknown,
  place: 'path' | 'query',
  noun: string,
  style: OperationStyle,
): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && field['default'] === undefined),
    schema: style.write(field),
    ...((place === 'path' || required.includes(name)) && { example: exampleOf(field, noun, name) }),
  }));
}

function answersOf(schema: FastifySchema, method: string, content: (of: unknown) => Json): Json {
  const declared = (schema.response ?? {}) as Record<string, Json>;
  if (Object.keys(declared).length === 0 && method === 'DELETE') return { 204: { description: 'Done.' } };
  if (Object.keys(declared).length === 0) {
    const type = schema.produces ?? 'audio/wav';
    return {
      200: { description: 'The whole file.', content: { [type]: {} } },
      206: { description: 'The range asked for.', content: { [type]: {} } },
    };
  }
  return Object.fromEntries(
    Object.entries(declared).map(([status, answer]) => [
      status,
      answer['type'] === 'null'
        ? { description: 'Done.' }
        : { description: status === '201' ? 'Created.' : 'Found.', content: content(answer) },
    ]),
  );
}
