/** `GET /usage`: what each call used, newest first, and the sum of the range. */
import type { CallUsage } from '#domain';
import type { Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { Pagination, pagingQuery } from '../paging.ts';
import { NullableText } from '../shapes/answers.ts';
import { rangeQuery } from '../shapes/moments.ts';
import { readUsage } from './read.ts';
import { showLog, showSummary } from './show.ts';

const Log = Type.Object(
  {
    id: Type.String({ description: 'Of the call.' }),
    duration_sec: Type.Integer(),
    byok_stt: Type.Boolean({ description: 'Heard with a key of your own.' }),
    byok_llm: Type.Boolean(),
    byok_tts: Type.Boolean(),
    phone_number: Type.Union([Type.String(), Type.Null()], { description: 'Ours.' }),
    number_id: NullableText,
    agent_name: Type.String(),
    business_name: NullableText,
    created_at: Type.String(),
  },
  { additionalProperties: false },
);

const Summary = Type.Object(
  {
    total_calls: Type.Integer(),
    total_duration_seconds: Type.Integer(),
    total_duration_minutes: Type.Number(),
    total_seconds: Type.Integer(),
    total_minutes: Type.Number(),
    total_cost: Type.Union([Type.Number(), Type.Null()], {
      description: 'Of the calls whose price is known; null when they have several currencies.',
    }),
  },
  { additionalProperties: false, description: 'Of the whole range.' },
);

const UsageRead = Type.Object(
  { logs: Type.Array(Log), usage: Type.Array(Log), pagination: Pagination, summary: Summary },
  { additionalProperties: false },
);

export function serveUsage(app: FastifyInstance, deps: DialectDeps): void {
  app.get(
    '/usage',
    {
      schema: {
        ...{ tags: ['usage'], operationId: 'getUsage', summary: 'List the usage of calls' },
        description: '`usage` holds the same rows as `logs`.',
        scope: 'analytics:read',
        querystring: Type.Object({ ...pagingQuery, ...rangeQuery }),
        response: { 200: UsageRead },
      },
    },
    async ({ tenant, query }) => {
      const { store, clock } = deps;
      const { organizationId, mode } = tenant;
      const { wanted, page } = readUsage(query, mode === 'test', clock.now());
      const [{ rows, total }, sums, keys] = await Promise.all([
        store.usage.calls(organizationId, { ...wanted, ...page }),
        store.usage.sums(organizationId, wanted, 'agent', 'UTC'),
        store.providerKeys.list(organizationId),
      ]);
      const names = await businessNames(deps, organizationId, rows);
      const logs = rows.map((row) => showLog(row, names.get(row.agentId ?? '') ?? null, keys));
      return { logs, usage: logs, pagination: { total, ...page }, summary: showSummary(sums) };
    },
  );
}

/** As the agents have them now; by agent. */
async function businessNames(
  { store }: DialectDeps,
  organizationId: Id,
  rows: readonly CallUsage[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ agentId }) => (agentId === null ? [] : [agentId])))];
  const agents = await Promise.all(ids.map((id) => store.agents.get(organizationId, id)));
  return new Map(
    agents.flatMap((agent) => {
      const name = agent?.config.variables?.['business_name'];
      return agent && typeof name === 'string' ? [[agent.id as string, name] as const] : [];
    }),
  );
}
