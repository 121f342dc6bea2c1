/** What the API says about itself: its OpenAPI documents, the reference over them, the guides. */
import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../dialect.ts';
import type { RouteTable } from '../http/route-table.ts';
import { dialectDocument, nativeDocument } from '../openapi/document.ts';
import { serveGuides } from './docs-guides.ts';
import { serveReference } from './docs-reference.ts';

/** All of it is open: it holds nothing of anybody's. */
export function serveDocs(app: FastifyInstance, routes: RouteTable, dialects: readonly Dialect[]): void {
  serveDocument(app, '/openapi.json', () => nativeDocument(routes.routes, dialects));
  for (const dialect of dialects)
    serveDocument(app, `/${dialect.name}/openapi.json`, () => dialectDocument(routes.routes, dialect));
  serveReference(app, dialects);
  serveGuides(app, ['/openapi.json', ...dialects.map(({ name }) => `/${name}/openapi.json`)]);
}

/** Made when it is first asked for: by then every route is there. */
function serveDocument(app: FastifyInstance, path: string, make: () => unknown): void {
  let text: string | null = null;
  app.get(path, { config: { public: true } }, async (_request, reply) => {
    text ??= JSON.stringify(make());
    return reply.type('application/json').send(text);
  });
}
