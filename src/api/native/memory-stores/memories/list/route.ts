/** `GET /v1/memory-stores/{id}/contacts`: what it holds, by contact, newest contact first. */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { IdParams, readId } from '../../../shapes/ids.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../../shapes/page.ts';
import { MemorySchema, memoryView } from '../../store-view.ts';

export const listMemories: Operation = (app, deps) => {
  app.get(
    '/v1/memory-stores/:id/contacts',
    {
      schema: {
        operationId: 'listMemories',
        scope: 'contacts:read',
        summary: 'List what a memory store holds',
        tags: ['memory'],
        params: IdParams,
        querystring: PageQuery,
        response: { 200: pageOf(MemorySchema) },
        errors: ['memory-store-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'memory-store');
      if (!(await deps.store.memories.get(organizationId, id))) throw notFound('memory-store');
      const rows = await deps.store.memories.listMemories(organizationId, id, readPage(request.query));
      return toPage(rows, request.query.limit, memoryView, (row) => row.contactId);
    },
  );
};
