/** `GET /v1/analytics`: how calls went. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { spellMaybe } from '../../shapes/ids.ts';
import { iso, Moment } from '../../shapes/times.ts';
import { rangeFields, readRange, TimeZone } from '../../usage/range.ts';

/** Of so many calls one statement tells quickly. */
const MOST_DAYS = 120;

const counted = { calls: Type.Integer(), answered: Type.Integer() };
const strict = { additionalProperties: false } as const;

const Analytics = Type.Object(
  {
    object: Type.Literal('analytics'),
    from: Moment,
    to: Moment,
    ...counted,
    by_outcome: Type.Record(Type.String(), Type.Integer()),
    by_end_reason: Type.Array(Type.Object({ code: Type.String(), calls: Type.Integer() }, strict)),
    duration_ms: Type.Union([
      Type.Object(
        { total: Type.Number(), mean: Type.Number(), p50: Type.Number(), p95: Type.Number() },
        { ...strict, description: 'Of answered calls.' },
      ),
      Type.Null(),
    ]),
    by_hour: Type.Array(Type.Object({ hour: Type.Integer(), ...counted }, strict)),
    by_day: Type.Array(Type.Object({ day: Type.String(), ...counted }, strict)),
    by_agent: Type.Array(
      Type.Object(
        {
          agent_id: Type.Union([Type.String(), Type.Null()]),
          name: Type.String(),
          ...counted,
          duration_ms: Type.Integer(),
        },
        strict,
      ),
    ),
  },
  strict,
);

export const getAnalytics: Operation = (app, deps) => {
  app.get(
    '/v1/analytics',
    {
      schema: {
        operationId: 'getAnalytics',
        scope: 'analytics:read',
        summary: 'Read figures of calls',
        description: `Ended calls by when they were made: outcomes, durations, hours, days, agents. The last 30 days unless said, ${MOST_DAYS} at most.`,
        tags: ['usage'],
        querystring: Type.Object({ ...rangeFields, time_zone: TimeZone }, strict),
        response: { 200: Analytics },
        errors: ['agent-unknown', 'number-unknown'],
      },
    },
    async (request) => {
      const { tenant, query } = request;
      const range = await readRange(deps, tenant, query, { usual: 30, most: MOST_DAYS });
      const figures = await deps.store.usage.figures(tenant.organizationId, range, query.time_zone);
      return {
        object: 'analytics' as const,
        from: iso(range.from),
        to: iso(range.to),
        calls: figures.calls,
        answered: figures.answered,
        by_outcome: { ...figures.byOutcome },
        by_end_reason: figures.byEndReason.map((one) => ({ ...one })),
        duration_ms: figures.duration,
        by_hour: figures.byHour.map((one) => ({ ...one })),
        by_day: figures.byDay.map((one) => ({ ...one })),
        by_agent: figures.byAgent.map(({ agentId, name, calls, answered, durationMs }) => ({
          agent_id: spellMaybe('agent', agentId),
          ...{ name, calls, answered, duration_ms: durationMs },
        })),
      };
    },
  );
};
