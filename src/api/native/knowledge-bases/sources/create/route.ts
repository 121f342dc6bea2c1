/** `POST /v1/knowledge-bases/{id}/sources` */
import type { KnowledgeSource } from '#domain';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import {
  knownBase,
  readFile,
  readUrl,
  SourceName,
  SourceSchema,
  SourceText,
  SourceUrl,
  sourceView,
} from '../source-view.ts';

const Body = Type.Union([
  Type.Object(
    { type: Type.Literal('text'), name: SourceName, text: SourceText },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal('file'),
      name: Type.Optional(SourceName),
      filename: Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Ends in .txt, .md, .html, .csv or .json.',
      }),
      text: Type.Optional(SourceText),
      base64: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000_000, contentEncoding: 'base64' })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('web'), name: Type.Optional(SourceName), url: SourceUrl },
    { additionalProperties: false },
  ),
]);

export const createKnowledgeSource: Operation = (app, deps) => {
  app.post(
    '/v1/knowledge-bases/:id/sources',
    {
      schema: {
        operationId: 'createKnowledgeSource',
        scope: 'knowledge:write',
        summary: 'Add a source',
        description:
          'A text, a file or a web page. It is read in the background; `state` tells when it can be found.',
        tags: ['knowledge'],
        params: IdParams,
        body: Body,
        response: { 201: SourceSchema },
        errors: ['knowledge-base-unknown', 'pdf-unsupported'],
      },
    },
    async (request, reply) => {
      const baseId = await knownBase(deps, request.tenant, request.params.id);
      const { content, ...read } = contentOf(request.body);
      const now = deps.clock.now();
      const source: KnowledgeSource = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, baseId, ...read },
        ...{ state: 'pending', fault: null, characters: 0, chunks: 0, readAt: null },
        ...{ createdAt: now, updatedAt: now },
      };
      await deps.store.knowledge.insertSource(source, content);
      deps.knowledge.wake();
      return reply.code(201).send(sourceView(source));
    },
  );
};

type Read = Pick<KnowledgeSource, 'kind' | 'name' | 'url' | 'mediaType'> & {
  readonly content: string | null;
};

function contentOf(body: Static<typeof Body>): Read {
  switch (body.type) {
    case 'text':
      return { kind: 'text', name: body.name, url: null, mediaType: 'text/markdown', content: body.text };
    case 'file': {
      const { filename, name = filename } = body;
      return { kind: 'file', name, url: null, ...readFile(filename, body) };
    }
    case 'web': {
      const { name = body.url.slice(0, 200) } = body;
      return { kind: 'web', name, url: readUrl(body.url), mediaType: null, content: null };
    }
  }
}
