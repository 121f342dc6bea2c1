/** `/healthz`: the process answers. `/readyz`: it can take calls. */
import type { FastifyInstance } from 'fastify';
import { errorText } from '#kernel';
import type { ReadinessCheck } from '../options.ts';

export function serveHealth(
  app: FastifyInstance,
  readiness: () => Promise<readonly ReadinessCheck[]>,
  draining: () => boolean,
): void {
  app.get('/healthz', { config: { public: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { public: true } }, async (_request, reply) => {
    const checks = await readiness().catch((thrown: unknown) => [
      { name: 'readiness', ok: false, detail: errorText(thrown) },
    ]);
    const ready = !draining() && checks.every((check) => check.ok);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: draining() ? 'shutting-down' : ready ? 'ready' : 'not-ready', checks });
  });
}
