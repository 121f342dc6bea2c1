/** The OpenAPI 3.1 documents, from the routes' own schemas. */
import type { RouteOptions } from 'fastify';
import type { Dialect } from '../dialect.ts';
import { nativeErrors, nativeParameters } from './native-errors.ts';
import { operationOf, type OperationStyle } from './operation.ts';
import { sharedSchemas } from './shared-schemas.ts';
import { withReferences } from './with-references.ts';

type Json = Readonly<Record<string, unknown>>;

/** The native API's: every route that has an `operationId` and is no dialect's. */
export function nativeDocument(routes: readonly RouteOptions[], dialects: readonly Dialect[]): Json {
  const theirs = dialects.flatMap(({ bases }) => bases);
  const own = routes.filter(({ url }) => !theirs.some((base) => url.startsWith(`${base}/`)));
  const style = { write: withReferences, parameters: nativeParameters, errors: nativeErrors };
  return {
    ...head('Parley', 'AI phone calls: one request, a real SIP call, a provable outcome.'),
    paths: pathsOf(own, '', style),
    components: {
      securitySchemes,
      schemas: Object.fromEntries(
        Object.entries(sharedSchemas).map(([name, schema]) => [name, withReferences(schema, schema)]),
      ),
    },
  };
}

/** A dialect's: its routes below its first base; the others serve the same. */
export function dialectDocument(routes: readonly RouteOptions[], { bases, document }: Dialect): Json {
  const [base = '', ...others] = bases;
  const own = routes.filter(
    ({ url }) => url.startsWith(`${base}/`) && !others.some((other) => url.startsWith(`${other}/`)),
  );
  const refusal = {
    description: 'Refused.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  const style = { write: plain, parameters: () => [], errors: () => ({ default: refusal }) };
  return {
    ...head(document.title, document.description),
    servers: bases.map((url) => ({ url })),
    paths: pathsOf(own, base, style),
    components: { securitySchemes, schemas: { Error: plain(document.error) } },
  };
}

const securitySchemes = { key: { type: 'http', scheme: 'bearer', bearerFormat: 'pk_live_… or pk_test_…' } };

function head(title: string, description: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ key: [] }],
  };
}

function pathsOf(routes: readonly RouteOptions[], base: string, style: OperationStyle): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { url, method, schema, config } of routes) {
    if (!schema?.operationId || method === 'HEAD') continue;
    const path = url.slice(base.length).replace(/:([a-zA-Z0-9_]+)/g, '{$1}');
    const verb = String(method);
    (paths[path] ??= {})[verb.toLowerCase()] = {
      ...operationOf(schema, verb, path, style),
      ...(config?.public && { security: [] }),
    };
  }
  return paths;
}

function plain(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema));
}
