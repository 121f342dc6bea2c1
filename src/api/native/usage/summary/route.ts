/** `GET /v1/usage/summary` */
import type { UsagePeriod, UsageSum } from '#domain';
import { parseId, spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../native.ts';
import { iso, Moment } from '../../shapes/times.ts';
import { rangeFields, readRange, TimeZone } from '../range.ts';

/** A year by days. */
const MOST_DAYS = 400;

const Sum = Type.Object(
  {
    key: Type.Union([Type.String(), Type.Null()], {
      description: 'First day of the period, or the id; null: calls without one.',
    }),
    name: Type.Union([Type.String(), Type.Null()]),
    calls: Type.Integer(),
    answered: Type.Integer(),
    duration_ms: Type.Integer(),
    minutes: Type.Number({ description: 'The duration, to the hundredth.' }),
    cost: Type.Array(
      Type.Object(
        { currency: Type.String(), total: Type.Number(), complete: Type.Boolean() },
        { additionalProperties: false },
      ),
      { description: 'By currency; `complete` false: something had no price.' },
    ),
  },
  { additionalProperties: false },
);

const Query = Type.Object(
  {
    ...rangeFields,
    by: Type.Unsafe<UsagePeriod>(Type.Enum(['day', 'week', 'month', 'agent', 'number'], { default: 'day' })),
    time_zone: TimeZone,
  },
  { additionalProperties: false },
);

export const summarizeUsage: Operation = (app, deps) => {
  app.get(
    '/v1/usage/summary',
    {
      schema: {
        operationId: 'summarizeUsage',
        scope: 'analytics:read',
        summary: 'Sum up the usage of calls',
        description: 'By day, week (from Monday), month, agent or number; the last 30 days unless said.',
        tags: ['usage'],
        querystring: Query,
        response: {
          200: Type.Object(
            { object: Type.Literal('usage_summary'), from: Moment, to: Moment, rows: Type.Array(Sum) },
            { additionalProperties: false },
          ),
        },
        errors: ['agent-unknown', 'number-unknown'],
      },
    },
    async (request) => {
      const { tenant, query } = request;
      const range = await readRange(deps, tenant, query, { usual: 30, most: MOST_DAYS });
      const sums = await deps.store.usage.sums(tenant.organizationId, range, query.by, query.time_zone);
      return {
        object: 'usage_summary' as const,
        from: iso(range.from),
        to: iso(range.to),
        rows: sums.map((sum) => sumView(sum, query.by)),
      };
    },
  );
};

function sumView(sum: UsageSum, by: UsagePeriod): Static<typeof Sum> {
  const { key, name, calls, answered, durationMs, cost } = sum;
  const id = key !== null && (by === 'agent' || by === 'number') ? parseId(key) : null;
  return {
    key: id === null ? key : spellNative(by === 'agent' ? 'agent' : 'num', id),
    ...{ name, calls, answered, duration_ms: durationMs },
    minutes: Math.round(durationMs / 600) / 100,
    cost: cost.map((one) => ({ ...one })),
  };
}
