/** `PATCH /v1/knowledge-bases/{id}/sources/{source}` */
import { invalidRequest, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import {
  readUrl,
  SourceName,
  SourceParams,
  SourceSchema,
  SourceText,
  SourceUrl,
  sourceView,
} from '../source-view.ts';

export const updateKnowledgeSource: Operation = (app, deps) => {
  app.patch(
    '/v1/knowledge-bases/:id/sources/:source',
    {
      schema: {
        operationId: 'updateKnowledgeSource',
        scope: 'knowledge:write',
        summary: 'Change a source',
        description: 'New text is read at once; `text` is for texts and files, `url` for web pages.',
        tags: ['knowledge'],
        params: SourceParams,
        body: Type.Object(
          { name: Type.Optional(SourceName), text: Type.Optional(SourceText), url: Type.Optional(SourceUrl) },
          { additionalProperties: false },
        ),
        response: { 200: SourceSchema },
        errors: ['knowledge-source-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const base = readId(request.params.id, 'knowledge-base');
      const id = readId(request.params.source, 'knowledge-source');
      const source = await deps.store.knowledge.getSource(organizationId, base, id);
      if (!source) throw notFound('knowledge-source');
      const { name, text, url } = request.body;
      const wrong =
        source.kind === 'web' ? (text === undefined ? null : 'text') : url === undefined ? null : 'url';
      if (wrong !== null)
        throw invalidRequest([
          {
            param: wrong,
            rule: 'source-type',
            message: `Is nothing that a source of type ${source.kind} has.`,
          },
        ]);
      const patch = {
        ...(name === undefined ? {} : { name }),
        ...(text === undefined ? {} : { content: text }),
        ...(url === undefined ? {} : { url: readUrl(url) }),
      };
      const changed = await deps.store.knowledge.updateSource(
        organizationId,
        base,
        id,
        patch,
        deps.clock.now(),
      );
      if (!changed) throw notFound('knowledge-source');
      deps.knowledge.wake();
      return sourceView(changed);
    },
  );
};
