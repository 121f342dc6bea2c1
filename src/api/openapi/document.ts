/** The OpenAPI 3.1 document, from the routes' own schemas. */
import type { FastifySchema, RouteOptions } from 'fastify';
import { pageOf, type ErrorCode } from '../errors/catalogue.ts';
import { sharedSchemas } from './shared-schemas.ts';
import { withReferences } from './with-references.ts';

type Json = Readonly<Record<string, unknown>>;

/** What every operation may answer beside its own errors. */
const EVERYWHERE: readonly ErrorCode[] = ['unauthorized', 'internal'];
const OF_BODIES: readonly ErrorCode[] = [
  'invalid-request',
  'invalid-json',
  'body-too-large',
  'media-type-unsupported',
];
const OF_POSTS: readonly ErrorCode[] = ['idempotency-key-busy', 'idempotency-key-reused'];

/** Every route that has an `operationId`. */
export function openApiDocument(routes: readonly RouteOptions[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const { schema } = route;
    if (!schema?.operationId || route.method === 'HEAD') continue;
    const path = route.url.replace(/:([a-zA-Z0-9_]+)/g, '{$1}');
    (paths[path] ??= {})[String(route.method).toLowerCase()] = operation(schema, String(route.method));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description: 'AI phone calls: one request, a real SIP call, a provable outcome.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'pk_live_… or pk_test_…' } },
      schemas: Object.fromEntries(
        Object.entries(sharedSchemas).map(([name, schema]) => [name, withReferences(schema, schema)]),
      ),
    },
  };
}

function operation(schema: FastifySchema, method: string): Json {
  const parameters = [
    ...parametersOf(schema.params, 'path'),
    ...parametersOf(schema.querystring, 'query'),
    ...(method === 'POST' ? [idempotencyKey] : []),
  ];
  return {
    operationId: schema.operationId,
    summary: schema.summary,
    ...(schema.description && { description: schema.description }),
    tags: schema.tags,
    ...(parameters.length > 0 && { parameters }),
    ...(schema.body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: withReferences(schema.body) } },
      },
    }),
    responses: { ...answersOf(schema), ...errorsOf(schema, method) },
  };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeating the request with the same key and body gives the first answer again, for 24 hours.',
  schema: { type: 'string', maxLength: 255 },
};

function parametersOf(schema: unknown, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && field['default'] === undefined),
    schema: withReferences(field),
  }));
}

function answersOf(schema: FastifySchema): Json {
  const declared = (schema.response ?? {}) as Record<string, Json>;
  if (Object.keys(declared).length === 0)
    return {
      200: { description: 'The whole file.', content: { 'audio/wav': {} } },
      206: { description: 'The range asked for.', content: { 'audio/wav': {} } },
    };
  return Object.fromEntries(
    Object.entries(declared).map(([status, answer]) => [
      status,
      answer['type'] === 'null'
        ? { description: 'Done.' }
        : {
            description: status === '201' ? 'Created.' : 'Found.',
            content: { 'application/json': { schema: withReferences(answer) } },
          },
    ]),
  );
}

function errorsOf(schema: FastifySchema, method: string): Json {
  const codes = [
    ...(schema.errors ?? []),
    ...(schema.body === undefined ? [] : OF_BODIES),
    ...(method === 'POST' ? OF_POSTS : []),
    ...(schema.querystring === undefined ? [] : (['invalid-request'] as const)),
    ...EVERYWHERE,
  ];
  const byStatus = new Map<number, Set<string>>();
  for (const code of codes) {
    const status = pageOf(code)!.status;
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: [...names].map((name) => `\`${name}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
