/** `GET /v1/analysis-templates` */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { AnalysisTemplateSchema, analysisTemplateView } from '../template-view.ts';

export const listAnalysisTemplates: Operation = (app, deps) => {
  app.get(
    '/v1/analysis-templates',
    {
      schema: {
        operationId: 'listAnalysisTemplates',
        scope: 'agents:read',
        summary: 'List analysis templates',
        tags: ['analysis'],
        querystring: PageQuery,
        response: { 200: pageOf(AnalysisTemplateSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { rows } = await deps.store.analysisTemplates.list(organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, analysisTemplateView, (template) => template.id);
    },
  );
};
