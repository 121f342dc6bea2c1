/** Notes and marks of calls. */
import { sql, type Selectable } from 'kysely';
import type { AnnotationRepository, CallAnnotations, CallMark, CallNote } from '#domain';
import type { Id } from '#kernel';
import type { Schema } from '../database/schema.ts';
import { inTransaction, type Context } from './context.ts';

export function annotationRepository(context: Context): AnnotationRepository {
  const { db } = context;
  return {
    async of(organizationId, callIds) {
      const all = new Map<Id, { notes: CallNote[]; marks: CallMark[] }>(
        callIds.map((id) => [id, { notes: [], marks: [] }]),
      );
      if (callIds.length === 0) return all;
      const [notes, marks] = await Promise.all([
        db
          .selectFrom('call_notes')
          .selectAll()
          .where('organization_id', '=', organizationId)
          .where('call_id', 'in', [...callIds])
          .orderBy('id')
          .execute(),
        db
          .selectFrom('call_marks')
          .selectAll()
          .where('organization_id', '=', organizationId)
          .where('call_id', 'in', [...callIds])
          .orderBy('kind')
          .orderBy('at')
          .orderBy('value')
          .execute(),
      ]);
      for (const note of notes) all.get(note.call_id)?.notes.push(toNote(note));
      for (const { call_id, kind, value, by, at } of marks)
        all.get(call_id)?.marks.push({ kind, value, by, at });
      return all satisfies ReadonlyMap<Id, CallAnnotations>;
    },
    async addNote(note) {
      await db
        .insertInto('call_notes')
        .values({
          id: note.id,
          call_id: note.callId,
          organization_id: note.organizationId,
          author: note.author,
          text: note.text,
          flagged: note.flagged,
          created_at: note.createdAt,
          updated_at: note.updatedAt,
        })
        .execute();
    },
    async updateNote(organizationId, callId, id, { createdAt, updatedAt, ...patch }) {
      const row = await db
        .updateTable('call_notes')
        .set({
          ...patch,
          ...(createdAt === undefined ? {} : { created_at: createdAt }),
          ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('call_id', '=', callId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toNote(row) : null;
    },
    async removeNote(organizationId, callId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('call_notes')
        .where('organization_id', '=', organizationId)
        .where('call_id', '=', callId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async mark(organizationId, callId, mark) {
      await insertMarks(context, organizationId, callId, [mark]);
    },
    async unmark(organizationId, callId, { kind, value, by }) {
      const { numDeletedRows } = await db
        .deleteFrom('call_marks')
        .where('organization_id', '=', organizationId)
        .where('call_id', '=', callId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .where('by', '=', by)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async replace(organizationId, callId, kind, marks) {
      await inTransaction(context, async (tx) => {
        await tx
          .deleteFrom('call_marks')
          .where('organization_id', '=', organizationId)
          .where('call_id', '=', callId)
          .where('kind', '=', kind)
          .execute();
        await insertMarks({ db: tx }, organizationId, callId, marks);
      });
    },
    async values(organizationId, kind, limit) {
      // Steps from value to value in the index: there are few of them, on many calls.
      const { rows } = await sql<{ value: string }>`
        WITH RECURSIVE steps AS (
          (SELECT value FROM call_marks WHERE organization_id = ${organizationId} AND kind = ${kind} ORDER BY value LIMIT 1)
          UNION ALL
          SELECT (SELECT value FROM call_marks WHERE organization_id = ${organizationId} AND kind = ${kind}
                  AND value > steps.value ORDER BY value LIMIT 1)
          FROM steps WHERE steps.value IS NOT NULL
        ) SELECT value FROM steps WHERE value IS NOT NULL LIMIT ${limit}`.execute(db);
      return rows.map(({ value }) => value);
    },
  };
}

async function insertMarks(
  { db }: Pick<Context, 'db'>,
  organizationId: Id,
  callId: Id,
  marks: readonly CallMark[],
): Promise<void> {
  if (marks.length === 0) return;
  await db
    .insertInto('call_marks')
    .values(marks.map((mark) => ({ organization_id: organizationId, call_id: callId, ...mark })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function toNote(row: Selectable<Schema['call_notes']>): CallNote {
  return {
    id: row.id,
    callId: row.call_id,
    organizationId: row.organization_id,
    author: row.author,
    text: row.text,
    flagged: row.flagged,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
