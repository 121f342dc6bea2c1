/** `GET /v1/calls/{id}/analysis` */
import { spellNative } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';
import { AnalysisSchema, analysisView } from '../analysis-view.ts';

const Answer = Type.Object(
  {
    object: Type.Literal('analysis'),
    call_id: Type.String(),
    pending: Type.Boolean({ description: 'Another one is under way and will take the place of this one.' }),
    analysis: AnalysisSchema,
  },
  { additionalProperties: false },
);

export const getCallAnalysis: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/analysis',
    {
      schema: {
        operationId: 'getCallAnalysis',
        scope: 'calls:read',
        summary: 'Analysis of a call',
        description: 'The call holds it too; here it is known whether one is under way.',
        tags: ['calls'],
        params: IdParams,
        response: { 200: Answer },
        errors: ['call-unknown', 'analysis-unknown', 'analysis-not-ready'],
      },
    },
    async (request) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      const { analysis, isDue } = await deps.calls.analysis(request.tenant, id);
      const call_id = spellNative('call', id);
      return { object: 'analysis' as const, call_id, pending: isDue, analysis: analysisView(analysis) };
    },
  );
};
