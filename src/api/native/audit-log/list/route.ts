/** `GET /v1/audit-log`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { badCursor, pageOf, pageQuery, readCursor, toPage } from '../../shapes/page.ts';
import { AuditEntrySchema, entryView } from '../entry-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    action: Type.Optional(Type.String({ maxLength: 200, description: 'Of one operation.' })),
    actor: Type.Optional(Type.String({ maxLength: 80, description: 'Of one key or member, by its id.' })),
  },
  { additionalProperties: false },
);

export const listAuditLog: Operation = (app, deps) => {
  app.get(
    '/v1/audit-log',
    {
      schema: {
        operationId: 'listAuditLog',
        scope: 'audit:read',
        summary: 'Who changed what',
        description: 'A row for every write by a key or a member, whichever API it came by.',
        tags: ['audit-log'],
        querystring: Query,
        response: { 200: pageOf(AuditEntrySchema) },
      },
    },
    async (request) => {
      const { limit, cursor, action, actor } = request.query;
      const rows = await deps.store.audit.list(request.tenant.organizationId, {
        limit: limit + 1,
        ...(cursor === undefined ? {} : { before: readSequence(cursor) }),
        ...(action === undefined ? {} : { action }),
        ...(actor === undefined ? {} : { actorId: actor }),
      });
      return toPage(rows, limit, entryView, (row) => String(row.seq));
    },
  );
};

/** @throws AppError `invalid-request` (400) for what is no cursor of a list by sequence */
export function readSequence(cursor: string): number {
  const text = readCursor(cursor);
  if (!/^\d{1,15}$/.test(text)) throw badCursor();
  return Number(text);
}
