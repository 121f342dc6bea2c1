/** `GET /health`, for whoever asks. */
import { errorText, type Millis } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { iso } from '../shapes/moments.ts';

const State = Type.Enum(['ok', 'error']);
const Health = Type.Object(
  {
    status: State,
    timestamp: Type.String(),
    version: Type.String(),
    checks: Type.Object(
      {
        database: Type.Object(
          { status: State, latency_ms: Type.Integer({ description: 'Of one round trip.' }) },
          { additionalProperties: false },
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export function serveHealth(app: FastifyInstance, deps: DialectDeps): void {
  app.get(
    '/health',
    {
      config: { public: true },
      schema: {
        ...{ tags: ['system'], operationId: 'getHealth', summary: 'Ask how it is' },
        description: 'Needs no key. 503 while the database is out of reach.',
        response: { 200: Health, 503: Health },
      },
    },
    async (_request, reply) => {
      const database = await pingOf(deps);
      return reply.code(database.status === 'ok' ? 200 : 503).send({
        status: database.status,
        timestamp: iso(deps.clock.now()),
        version: deps.version ?? '0',
        checks: { database },
      });
    },
  );
}

async function pingOf({
  store,
  clock,
  logger,
}: DialectDeps): Promise<{ status: string; latency_ms: Millis }> {
  const begin = clock.monotonic();
  let status = 'ok';
  try {
    await store.ping();
  } catch (thrown) {
    logger.warn('database-out-of-reach', { fault: errorText(thrown) });
    status = 'error';
  }
  return { status, latency_ms: Math.round(clock.monotonic() - begin) };
}
