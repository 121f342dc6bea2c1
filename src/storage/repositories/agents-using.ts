/** Agents whose working copy or production version names a saved tool or an analysis template. */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { parseId, spellHex, spellNative, type Id } from '#kernel';
import type { Agent, Page } from '#domain';
import type { AgentTable } from '../database/schema.ts';
import { toAgent } from './agents.ts';
import type { Context } from './context.ts';

type Using = (config: RawBuilder<unknown>) => RawBuilder<boolean>;

/** @param using the question put to a configuration */
async function agentsUsing(
  { db }: Context,
  organizationId: Id,
  using: Using,
  { limit, before, offset = 0 }: Page,
): Promise<readonly Agent[]> {
  const { rows } = await sql<Selectable<AgentTable>>`
    SELECT agents.* FROM agents
    LEFT JOIN agent_versions v ON v.id = agents.production_version_id
    WHERE agents.organization_id = ${organizationId}
      AND (${using(sql.ref('agents.config'))} OR coalesce(${using(sql.ref('v.config'))}, false))
      ${before === undefined ? sql`` : sql`AND agents.id < ${before}`}
    ORDER BY agents.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return rows.map(toAgent);
}

/** As ids stand in configurations: every spelling that names one object. */
function spellings(id: Id, prefix: 'tool' | 'atpl'): readonly string[] {
  return [id, spellHex(id), spellNative(prefix, parseId(id)!)];
}

export const agentsUsingTool = (context: Context, organizationId: Id, id: Id, page: Page) =>
  agentsUsing(
    context,
    organizationId,
    (config) => sql`EXISTS (
      SELECT FROM json_array_elements(${config} -> 'tools') used
      WHERE used ->> 'tool_id' = ANY (${[...spellings(id, 'tool')]}))`,
    page,
  );

export const agentsUsingTemplate = (context: Context, organizationId: Id, id: Id, page: Page) =>
  agentsUsing(
    context,
    organizationId,
    (config) => sql`${config} #>> '{analysis,template_id}' = ANY (${[...spellings(id, 'atpl')]})`,
    page,
  );
