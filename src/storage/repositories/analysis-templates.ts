/** Analysis settings with a name. */
import { sql, type Selectable } from 'kysely';
import type { AnalysisTemplate, AnalysisTemplateRepository } from '#domain';
import type { AnalysisTemplateTable } from '../database/schema-resources.ts';
import { agentsUsingTemplate } from './agents-using.ts';
import type { Context } from './context.ts';

export function analysisTemplateRepository(context: Context): AnalysisTemplateRepository {
  const { db } = context;
  return {
    async insert(template) {
      await db
        .insertInto('analysis_templates')
        .values({
          id: template.id,
          organization_id: template.organizationId,
          name: template.name,
          description: template.description,
          settings: JSON.stringify(template.settings),
          created_at: template.createdAt,
          updated_at: template.updatedAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('analysis_templates')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toTemplate(row) : null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('analysis_templates')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toTemplate(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0 }) {
      const wanted = db.selectFrom('analysis_templates').where('organization_id', '=', organizationId);
      const [rows, { total }] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toTemplate), total };
    },
    async update(organizationId, id, { name, description, settings, updatedAt }) {
      const row = await db
        .updateTable('analysis_templates')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { description }),
          ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
          ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toTemplate(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('analysis_templates')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    agentsOf: (organizationId, id, page) => agentsUsingTemplate(context, organizationId, id, page),
  };
}

function toTemplate(row: Selectable<AnalysisTemplateTable>): AnalysisTemplate {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    description: row.description,
    settings: row.settings,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
