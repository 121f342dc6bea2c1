/** `/openapi.json`, `/<dialect>/openapi.json` and `/docs/errors/{code}`: what the API says about itself. */
import { AppError } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../dialect.ts';
import { pageOf } from '../errors/catalogue.ts';
import { renderErrorPage } from '../errors/pages.ts';
import type { RouteTable } from '../http/route-table.ts';
import { dialectDocument, nativeDocument } from '../openapi/document.ts';

export function serveDocs(app: FastifyInstance, routes: RouteTable, dialects: readonly Dialect[]): void {
  serveDocument(app, '/openapi.json', () => nativeDocument(routes.routes, dialects));
  for (const dialect of dialects)
    serveDocument(app, `/${dialect.name}/openapi.json`, () => dialectDocument(routes.routes, dialect));
  app.get<{ Params: { code: string } }>(
    '/docs/errors/:code',
    { config: { public: true } },
    async (request, reply) => {
      const code = request.params.code.replace(/\.md$/, '');
      const page = pageOf(code);
      if (!page)
        throw new AppError({
          code: 'route-unknown',
          status: 404,
          message: 'No error has this code. The index is docs/errors/README.md.',
        });
      return reply.type('text/markdown; charset=utf-8').send(renderErrorPage(code, page));
    },
  );
}

/** Made when it is first asked for: by then every route is there. */
function serveDocument(app: FastifyInstance, path: string, make: () => unknown): void {
  let text: string | null = null;
  app.get(path, { config: { public: true } }, async (_request, reply) => {
    text ??= JSON.stringify(make());
    return reply.type('application/json').send(text);
  });
}
