/** `/usage`: calls and their seconds, a period a row. */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { spellHex, type Millis } from '#kernel';
import type { DialectDeps } from '../../dialect.ts';
import { Fields, isJson } from '../shared/fields.ts';

const DAY_MS: Millis = 86_400_000;
/** How far back: a year, a quarter, a month. */
const FRAMES = {
  monthly: { by: 'month', days: 366 },
  weekly: { by: 'week', days: 91 },
  daily: { by: 'day', days: 31 },
} as const;
const NAMES = Object.keys(FRAMES) as (keyof typeof FRAMES)[];

export function usageRoutes(app: FastifyInstance, { store, clock }: DialectDeps): void {
  app.get(
    '/usage',
    {
      schema: {
        ...{ operationId: 'getUsage', summary: 'Calls and seconds by period', tags: ['usage'] },
        scope: 'analytics:read',
        querystring: Type.Object({
          timeframe: Type.Optional(Type.Enum(NAMES, { description: 'monthly when absent.' })),
        }),
        response: {
          200: Type.Array(
            Type.Object(
              {
                organization_id: Type.String(),
                period: Type.String({ description: 'Its first day.' }),
                duration: Type.Number({ description: 's' }),
                callCount: Type.Integer(),
              },
              { additionalProperties: false },
            ),
          ),
        },
      },
    },
    async ({ tenant: { organizationId, mode }, query }) => {
      const fields = new Fields(isJson(query) ? query : {});
      const frame = FRAMES[fields.oneOf('timeframe', NAMES) ?? 'monthly'];
      fields.finish();
      const to = clock.now() + 1;
      const range = { from: to - frame.days * DAY_MS, to, test: mode === 'test' };
      const sums = await store.usage.sums(organizationId, range, frame.by, 'UTC');
      return sums.map(({ key, calls, durationMs }) => ({
        organization_id: spellHex(organizationId),
        ...{ period: key ?? '', duration: Math.round(durationMs / 1000), callCount: calls },
      }));
    },
  );
}
