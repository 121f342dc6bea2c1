/** Everything committed that comes from the API's own schemas and catalogue. */
import fastify from 'fastify';
import type { DialectDeps } from '../dialect.ts';
import { dialects } from '../dialects/index.ts';
import { ERROR_PAGES } from '../errors/catalogue.ts';
import { renderErrorIndex, renderErrorPage } from '../errors/pages.ts';
import { watchRoutes, type RouteTable } from '../http/route-table.ts';
import { nativeOperations } from '../native/index.ts';
import type { NativeApp, NativeDeps } from '../native/native.ts';
import { dialectDocument, nativeDocument } from './document.ts';

/** Text by path from the root of the repository. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  const { routes } = await routesAlone();
  return {
    'openapi/openapi.json': print(nativeDocument(routes, dialects)),
    ...Object.fromEntries(
      dialects.map((dialect) => [`openapi/${dialect.name}.json`, print(dialectDocument(routes, dialect))]),
    ),
    'docs/errors/README.md': renderErrorIndex(),
    ...Object.fromEntries(
      Object.entries(ERROR_PAGES).map(([code, page]) => [
        `docs/errors/${code}.md`,
        renderErrorPage(code, page),
      ]),
    ),
  };
}

/** Every route of the native API and the dialects, on a server that never serves: nothing behind them is asked. */
export async function routesAlone(): Promise<RouteTable> {
  const app = fastify();
  const routes = watchRoutes(app);
  for (const add of nativeOperations) add(app as unknown as NativeApp, {} as NativeDeps);
  for (const dialect of dialects)
    for (const prefix of dialect.bases)
      await app.register(async (scope) => dialect.register(scope, {} as DialectDeps), { prefix });
  return routes;
}

function print(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
