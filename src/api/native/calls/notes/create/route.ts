/** `POST /v1/calls/{id}/notes` */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { NoteSchema, noteView, ownCall, WhoText } from '../../annotation-view.ts';

const Body = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
    author: Type.Optional(Type.Union([WhoText, Type.Null()])),
    flagged: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);

export const createCallNote: Operation = (app, deps) => {
  app.post(
    '/v1/calls/:id/notes',
    {
      schema: {
        operationId: 'createCallNote',
        summary: 'Write a note on a call',
        tags: ['calls'],
        scope: 'calls:write',
        params: IdParams,
        body: Body,
        response: { 201: NoteSchema },
        errors: ['call-unknown'],
      },
    },
    async (request, reply) => {
      const { tenant, body } = request;
      const at = deps.clock.now();
      const note = {
        id: deps.ids.next(),
        callId: await ownCall(deps, tenant, request.params.id),
        organizationId: tenant.organizationId,
        author: body.author ?? null,
        text: body.text,
        flagged: body.flagged,
        createdAt: at,
        updatedAt: at,
      };
      await deps.store.annotations.addNote(note);
      return reply.code(201).send(noteView(note));
    },
  );
};
