/** `/openapi.json` and `/docs/errors/{code}`: what the API says about itself. */
import { AppError } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { pageOf } from '../errors/catalogue.ts';
import { renderErrorPage } from '../errors/pages.ts';
import type { RouteTable } from '../http/route-table.ts';
import { openApiDocument } from '../openapi/document.ts';

export function serveDocs(app: FastifyInstance, routes: RouteTable): void {
  let text: string | null = null;
  app.get('/openapi.json', { config: { public: true } }, async (_request, reply) => {
    text ??= JSON.stringify(openApiDocument(routes.routes));
    return reply.type('application/json').send(text);
  });
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
