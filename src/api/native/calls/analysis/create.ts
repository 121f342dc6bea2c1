/** `POST /v1/calls/{id}/analysis`: analyse the call again. */
import { analysisFaults, AnalysisSettingsSchema } from '#domain';
import { invalidRequest, spellNative } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';

const Body = Type.Object(
  {
    settings: Type.Optional(
      Type.Partial(AnalysisSettingsSchema, {
        additionalProperties: false,
        description: 'In place of the agent’s `analysis`.',
      }),
    ),
  },
  { additionalProperties: false },
);

const Accepted = Type.Object(
  { call_id: Type.String(), pending: Type.Literal(true) },
  { additionalProperties: false },
);

export const analyseCall: Operation = (app, deps) => {
  app.post(
    '/v1/calls/:id/analysis',
    {
      schema: {
        operationId: 'analyseCall',
        scope: 'calls:write',
        summary: 'Analyse a call again',
        description:
          'An earlier analysis stays until the new one is there; `analysis-finished` in the log tells when.',
        tags: ['calls'],
        params: IdParams,
        body: Body,
        response: { 202: Accepted },
        errors: ['call-unknown', 'analysis-not-ready'],
      },
    },
    async (request, reply) => {
      const { settings } = request.body;
      const faults = analysisFaults(settings, 'settings');
      if (faults.length > 0) throw invalidRequest(faults);
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      await deps.calls.analyse(request.tenant, id, settings ?? null);
      return reply.code(202).send({ call_id: spellNative('call', id), pending: true });
    },
  );
};
