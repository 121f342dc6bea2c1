/** `PATCH /v1/calls/{id}/notes/{note_id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { NoteSchema, noteView, ownCall, WhoText } from '../../annotation-view.ts';
import { NoteParams, readNoteId } from '../note-params.ts';

const Body = Type.Object(
  {
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
    author: Type.Optional(Type.Union([WhoText, Type.Null()])),
    flagged: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const updateCallNote: Operation = (app, deps) => {
  app.patch(
    '/v1/calls/:id/notes/:note_id',
    {
      schema: {
        operationId: 'updateCallNote',
        summary: 'Change a note on a call',
        tags: ['calls'],
        scope: 'calls:write',
        params: NoteParams,
        body: Body,
        response: { 200: NoteSchema },
        errors: ['call-unknown', 'note-unknown'],
      },
    },
    async (request) => {
      const { tenant, params, body } = request;
      const call = await ownCall(deps, tenant, params.id);
      const note = await deps.store.annotations.updateNote(
        tenant.organizationId,
        call,
        readNoteId(params.note_id),
        { ...body, updatedAt: deps.clock.now() },
      );
      if (!note) throw notFound('note');
      return noteView(note);
    },
  );
};
