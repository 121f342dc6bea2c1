/** Knows every route, to tell a wrong method (405) from a wrong path (404). */
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Answers which methods a path takes. */
export interface RouteTable {
  /** In order, without repeats; empty for a path that is not served. */
  methodsOf(path: string): readonly string[];
  readonly routes: readonly RouteOptions[];
}

/** Listens from now on: call it before the first route. */
export function watchRoutes(app: FastifyInstance): RouteTable {
  const routes: RouteOptions[] = [];
  const patterns: { pattern: RegExp; methods: readonly string[] }[] = [];
  app.addHook('onRoute', (route) => {
    const pattern = route.url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:[a-zA-Z_]+/g, '[^/]+')
      .replace(/\*$/, '.*');
    routes.push({ ...route });
    patterns.push({ pattern: new RegExp(`^${pattern}/?$`), methods: [route.method].flat() });
  });
  return {
    routes,
    methodsOf(path) {
      const found = patterns.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
      return [...new Set(found)].sort();
    },
  };
}
