/** `POST /v1/calls/{id}/analysis`: analyse the call again. */
import { analysisFaults, AnalysisSettingsSchema } from '#domain';
import { invalidRequest, spellNative } from '#kernel';
import { Type } from 'typebox';
import { knownTemplate } from '../../analysis-templates/template-view.ts';
import type { Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';

const { template_id: _named, ...ownSettings } = AnalysisSettingsSchema.properties;
const Body = Type.Object(
  {
    template_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: 'An analysis template; `settings` lie over its own.',
      }),
    ),
    settings: Type.Optional(
      Type.Partial(Type.Object(ownSettings), {
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
        errors: ['call-unknown', 'analysis-not-ready', 'analysis-template-unknown'],
      },
    },
    async (request, reply) => {
      const { settings: own, template_id } = request.body;
      const template =
        template_id === undefined
          ? null
          : await knownTemplate(deps, request.tenant, template_id, 'template_id');
      const settings = template ? { ...template.settings, ...own } : own;
      const faults = analysisFaults(settings, 'settings');
      if (faults.length > 0) throw invalidRequest(faults);
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      await deps.calls.analyse(request.tenant, id, settings ?? null);
      return reply.code(202).send({ call_id: spellNative('call', id), pending: true });
    },
  );
};
