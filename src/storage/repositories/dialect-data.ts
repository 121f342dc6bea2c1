/** What the dialects keep with an object. */
import { sql, type Selectable } from 'kysely';
import type { DialectData, DialectDataRepository, DialectNoun } from '#domain';
import type { Id } from '#kernel';
import type { DialectDataTable } from '../database/schema-resources.ts';
import type { Context } from './context.ts';

export function dialectDataRepository({ db }: Context): DialectDataRepository {
  const of = (organizationId: Id, { dialect, noun }: DialectNoun) =>
    db
      .selectFrom('dialect_data')
      .where('organization_id', '=', organizationId)
      .where('dialect', '=', dialect)
      .where('noun', '=', noun);
  return {
    async get(organizationId, kind, id) {
      const row = await of(organizationId, kind).selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toDialectData(row) : null;
    },
    async getMany(organizationId, kind, ids) {
      if (ids.length === 0) return new Map();
      const rows = await of(organizationId, kind)
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map((row) => [row.id, toDialectData(row)]));
    },
    async put(organizationId, { dialect, noun }, id, data, at) {
      const kept = JSON.stringify(data);
      const row = await db
        .insertInto('dialect_data')
        .values({
          organization_id: organizationId,
          dialect,
          noun,
          id,
          data: kept,
          created_at: at,
          updated_at: at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'dialect', 'noun', 'id'])
            .doUpdateSet({ data: kept, updated_at: at }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toDialectData(row);
    },
    async remove(organizationId, { dialect, noun }, id) {
      const { numDeletedRows } = await db
        .deleteFrom('dialect_data')
        .where('organization_id', '=', organizationId)
        .where('dialect', '=', dialect)
        .where('noun', '=', noun)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async list(organizationId, kind, { limit, before, offset = 0 }) {
      const [rows, { total }] = await Promise.all([
        of(organizationId, kind)
          .selectAll()
          .$if(before !== undefined, (older) => older.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        of(organizationId, kind)
          .select(sql<number>`count(*)`.as('total'))
          .executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toDialectData), total };
    },
  };
}

function toDialectData(row: Selectable<DialectDataTable>): DialectData {
  return {
    organizationId: row.organization_id,
    dialect: row.dialect,
    noun: row.noun,
    id: row.id,
    data: row.data,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
