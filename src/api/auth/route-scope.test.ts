import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteOptions } from 'fastify';
import fastify from 'fastify';
import { watchRoutes } from '../http/route-table.ts';
import { nativeOperations } from '../native/index.ts';
import type { NativeApp, NativeDeps } from '../native/native.ts';
import { scopeOfRoute } from './route-scope.ts';

const isOpen = ({ config }: RouteOptions) => (config as { public?: boolean } | undefined)?.public;
const scope = (method: string, url: string) => scopeOfRoute({ method, url, config: {} });

test('every native operation names its scope', async () => {
  const app = fastify({ routerOptions: { maxParamLength: 200 } });
  const { routes } = watchRoutes(app);
  for (const add of nativeOperations) add(app as unknown as NativeApp, {} as NativeDeps);
  const unnamed = routes
    .filter((route) => !isOpen(route) && route.schema?.scope === undefined)
    .map(({ method, url }) => `${String(method)} ${url}`);
  assert.deepEqual(unnamed, []);
});

test('a vendor’s route needs the scope of its noun; one that says nothing needs an unrestricted key', () => {
  assert.equal(scope('POST', '/meetzy/call'), 'calls:create');
  assert.equal(scope('GET', '/synthflow/v2/calls/:call_id'), 'calls:read');
  assert.equal(scope('POST', '/flireo/calls/outbound'), 'calls:create');
  assert.equal(scope('POST', '/flireo/calls/:callId/control'), 'calls:write');
  assert.equal(scope('PATCH', '/flireo/agents/:id'), 'agents:write');
  assert.equal(scope('GET', '/flireo/whatever'), null);
  assert.equal(scope('GET', '/v1/whatever'), null);
});
