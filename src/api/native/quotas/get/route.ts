/** `GET /v1/quotas`: what the organization may have, and has. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';

const Quota = Type.Object(
  {
    limit: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: any.' }),
    used: Type.Integer(),
  },
  { additionalProperties: false },
);

const Answer = Type.Object(
  { agents: Quota, numbers: Quota, calls_per_day: Quota, concurrent_calls: Quota },
  { additionalProperties: false },
);

export const getQuotas: Operation = (app, deps) => {
  app.get(
    '/v1/quotas',
    {
      schema: {
        operationId: 'getQuotas',
        scope: 'organization:read',
        summary: 'Read what your organization may have, and has',
        description:
          'One more agent or number than allowed is refused with 403, a call beyond those of the day (UTC) with 429, both `quota-exceeded`. Calls beyond the concurrent ones wait.',
        tags: ['organization'],
        response: { 200: Answer },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const organization = await deps.store.organizations.get(organizationId);
      if (!organization) throw notFound('organization');
      const standing = await deps.store.quotas.standing(organizationId, deps.clock.now());
      const { quotas, concurrency } = organization;
      return {
        agents: { limit: quotas.agents, used: standing.agents },
        numbers: { limit: quotas.numbers, used: standing.numbers },
        calls_per_day: { limit: quotas.callsPerDay, used: standing.callsToday },
        concurrent_calls: { limit: concurrency, used: standing.liveCalls },
      };
    },
  );
};
