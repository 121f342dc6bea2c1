/** `PATCH /v1/analysis-templates/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { mergePatch } from '../../shapes/merge-patch.ts';
import {
  AnalysisTemplateSchema,
  analysisTemplateView,
  knownTemplate,
  readSettings,
  templateFields,
} from '../template-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(templateFields.name),
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    settings: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Fields of `settings`; null takes one out.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const updateAnalysisTemplate: Operation = (app, deps) => {
  app.patch(
    '/v1/analysis-templates/:id',
    {
      schema: {
        operationId: 'updateAnalysisTemplate',
        scope: 'agents:write',
        summary: 'Change an analysis template',
        description: 'A merge patch (RFC 7396). Accepted calls keep what they have.',
        tags: ['analysis'],
        params: IdParams,
        body: Body,
        response: { 200: AnalysisTemplateSchema },
        errors: ['analysis-template-unknown'],
      },
    },
    async (request) => {
      const { settings, ...texts } = request.body;
      const { organizationId } = request.tenant;
      const { id } = await knownTemplate(deps, request.tenant, request.params.id);
      const template = await deps.store.transaction(async (tx) => {
        const current = await tx.analysisTemplates.lock(organizationId, id);
        if (!current) return null;
        return tx.analysisTemplates.update(organizationId, id, {
          ...texts,
          ...(settings === undefined
            ? {}
            : { settings: readSettings(mergePatch(current.settings, settings)) }),
          updatedAt: deps.clock.now(),
        });
      });
      if (!template) throw notFound('analysis-template');
      return analysisTemplateView(template);
    },
  );
};
