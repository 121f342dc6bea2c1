/** Everything committed that comes from the API's own schemas and catalogue. */
import fastify from 'fastify';
import { ERROR_PAGES } from '../errors/catalogue.ts';
import { renderErrorIndex, renderErrorPage } from '../errors/pages.ts';
import { watchRoutes } from '../http/route-table.ts';
import { nativeOperations } from '../native/index.ts';
import type { NativeApp, NativeDeps } from '../native/native.ts';
import { openApiDocument } from './document.ts';

/** Text by path from the root of the repository. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  return {
    'src/api/openapi.json': JSON.stringify(await nativeDocument(), null, 2) + '\n',
    'docs/errors/README.md': renderErrorIndex(),
    ...Object.fromEntries(
      Object.entries(ERROR_PAGES).map(([code, page]) => [
        `docs/errors/${code}.md`,
        renderErrorPage(code, page),
      ]),
    ),
  };
}

/** The routes are registered on a server that never serves, so nothing behind them is asked. */
async function nativeDocument(): Promise<Readonly<Record<string, unknown>>> {
  const app = fastify();
  const routes = watchRoutes(app);
  for (const add of nativeOperations) add(app as unknown as NativeApp, {} as NativeDeps);
  return openApiDocument(routes.routes);
}
