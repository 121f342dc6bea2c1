/** `POST /v1/trunks/{id}/diagnose` */
import { TRUNK_STEPS, type TrunkStep } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownTrunk } from '../../shapes/known.ts';
import { iso, Moment } from '../../shapes/times.ts';

const Step = Type.Object(
  {
    step: Type.Unsafe<TrunkStep['step']>({ type: 'string', enum: [...TRUNK_STEPS] }),
    target: Type.Union([Type.String(), Type.Null()], {
      description: 'A gateway, or a place that it leads to; null: the trunk.',
    }),
    ok: Type.Boolean(),
    ms: Type.Union([Type.Integer(), Type.Null()]),
    detail: Type.String(),
    mend: Type.Union([Type.String(), Type.Null()], {
      description: 'What to do; where `ok`, what to consider.',
    }),
  },
  { additionalProperties: false },
);
const Report = Type.Object(
  {
    object: Type.Literal('trunk_report'),
    ok: Type.Boolean({ description: 'One gateway is reached, and nothing of the trunk itself is amiss.' }),
    at: Moment,
    steps: Type.Array(Step),
  },
  { additionalProperties: false },
);

export const diagnoseTrunk: Operation = (app, deps) => {
  app.post(
    '/v1/trunks/:id/diagnose',
    {
      schema: {
        operationId: 'diagnoseTrunk',
        scope: 'trunks:write',
        summary: 'Look at a trunk',
        description:
          'Names, connections and certificates, OPTIONS, registration, our offer: each step with what to do. Nobody is called. Takes some seconds where something does not answer.',
        tags: ['trunks'],
        params: IdParams,
        response: { 200: Report },
        errors: ['trunk-unknown'],
      },
    },
    async (request) => {
      const { tenant, params } = request;
      const trunk = await knownTrunk(deps, tenant, await findId(deps, tenant, params.id, 'trunk'));
      const { ok, at, steps } = await deps.trunkChecks.diagnose(trunk);
      return {
        object: 'trunk_report' as const,
        ok,
        at: iso(at),
        steps: steps.map((step) => ({ ...step, ms: step.ms === null ? null : Math.round(step.ms) })),
      };
    },
  );
};
