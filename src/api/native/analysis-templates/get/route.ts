/** `GET /v1/analysis-templates/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { AnalysisTemplateSchema, analysisTemplateView, knownTemplate } from '../template-view.ts';

export const getAnalysisTemplate: Operation = (app, deps) => {
  app.get(
    '/v1/analysis-templates/:id',
    {
      schema: {
        operationId: 'getAnalysisTemplate',
        scope: 'agents:read',
        summary: 'Read an analysis template',
        tags: ['analysis'],
        params: IdParams,
        response: { 200: AnalysisTemplateSchema },
        errors: ['analysis-template-unknown'],
      },
    },
    async (request) => analysisTemplateView(await knownTemplate(deps, request.tenant, request.params.id)),
  );
};
