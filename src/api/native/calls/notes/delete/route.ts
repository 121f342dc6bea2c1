/** `DELETE /v1/calls/{id}/notes/{note_id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { ownCall } from '../../annotation-view.ts';
import { NoteParams, readNoteId } from '../note-params.ts';

export const deleteCallNote: Operation = (app, deps) => {
  app.delete(
    '/v1/calls/:id/notes/:note_id',
    {
      schema: {
        operationId: 'deleteCallNote',
        summary: 'Delete a note on a call',
        tags: ['calls'],
        scope: 'calls:write',
        params: NoteParams,
        errors: ['call-unknown', 'note-unknown'],
      },
    },
    async (request, reply) => {
      const { tenant, params } = request;
      const call = await ownCall(deps, tenant, params.id);
      const note = readNoteId(params.note_id);
      if (!(await deps.store.annotations.removeNote(tenant.organizationId, call, note)))
        throw notFound('note');
      return reply.code(204).send();
    },
  );
};
