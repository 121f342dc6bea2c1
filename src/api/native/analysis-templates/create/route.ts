/** `POST /v1/analysis-templates` */
import type { AnalysisTemplate } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import {
  AnalysisTemplateSchema,
  analysisTemplateView,
  readSettings,
  SettingsSchema,
  templateFields,
} from '../template-view.ts';

const Body = Type.Object({ ...templateFields, settings: SettingsSchema }, { additionalProperties: false });

export const createAnalysisTemplate: Operation = (app, deps) => {
  app.post(
    '/v1/analysis-templates',
    {
      schema: {
        operationId: 'createAnalysisTemplate',
        scope: 'agents:write',
        summary: 'Save analysis settings',
        description:
          'Agents use them by `analysis.template_id`; a call keeps them as they were at its acceptance.',
        tags: ['analysis'],
        body: Body,
        response: { 201: AnalysisTemplateSchema },
      },
    },
    async (request, reply) => {
      const { name, description, settings } = request.body;
      const now = deps.clock.now();
      const template: AnalysisTemplate = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        ...{ name, description, settings: readSettings(settings) },
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.analysisTemplates.insert(template);
      return reply.code(201).send(analysisTemplateView(template));
    },
  );
};
