/** `GET /v1/calls/{id}/notes`: oldest first; a call has few. */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { NoteSchema, noteView, ownCall } from '../../annotation-view.ts';

export const listCallNotes: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/notes',
    {
      schema: {
        operationId: 'listCallNotes',
        summary: 'Notes on a call',
        tags: ['calls'],
        scope: 'calls:read',
        params: IdParams,
        response: { 200: Type.Object({ data: Type.Array(NoteSchema) }, { additionalProperties: false }) },
        errors: ['call-unknown'],
      },
    },
    async (request) => {
      const id = await ownCall(deps, request.tenant, request.params.id);
      const all = await deps.store.annotations.of(request.tenant.organizationId, [id]);
      return { data: all.get(id)!.notes.map(noteView) };
    },
  );
};
