/** `GET /v1/usage/embeddings`: what knowledge bases used of models outside calls. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { iso, Moment, MomentText } from '../../shapes/times.ts';
import { readRange } from '../range.ts';

/** A year by days. */
const MOST_DAYS = 400;

const Row = Type.Object(
  {
    day: Type.String({ description: 'In UTC, `YYYY-MM-DD`.' }),
    provider: Type.String(),
    model: Type.String(),
    unit: Type.String({ description: '`input-tokens`; `requests` where the provider counts no tokens.' }),
    quantity: Type.Number(),
    cost: Type.Object(
      { currency: Type.String(), total: Type.Number(), complete: Type.Boolean() },
      {
        additionalProperties: false,
        description: 'By the price table of its time; `complete` false: something had no price.',
      },
    ),
  },
  { additionalProperties: false },
);

const Query = Type.Object(
  { from: Type.Optional(MomentText), to: Type.Optional(MomentText) },
  { additionalProperties: false },
);

export const listEmbeddingUsage: Operation = (app, deps) => {
  app.get(
    '/v1/usage/embeddings',
    {
      schema: {
        operationId: 'listEmbeddingUsage',
        scope: 'analytics:read',
        summary: 'List what knowledge bases used outside calls',
        description:
          'Vectors of sources that were read and of searches that were tried, by day; the last 30 days unless said. What a call looked up is in its own cost, as lines of the stage `embedding`.',
        tags: ['usage'],
        querystring: Query,
        response: {
          200: Type.Object(
            {
              object: Type.Literal('embedding_usage'),
              from: Moment,
              to: Moment,
              rows: Type.Array(Row),
            },
            { additionalProperties: false },
          ),
        },
      },
    },
    async ({ tenant, query }) => {
      const days = { usual: 30, most: MOST_DAYS };
      const { from, to } = await readRange(deps, tenant, { ...query, mode: 'live' }, days);
      const rows = await deps.store.embeddingUsage.embeddings(tenant.organizationId, from, to);
      return { object: 'embedding_usage' as const, from: iso(from), to: iso(to), rows: [...rows] };
    },
  );
};
