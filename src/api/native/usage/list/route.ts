/** `GET /v1/usage`: what each call used. */
import { ownKeysOf, type CallUsage, type ProviderKey } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../native.ts';
import { spellMaybe } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { iso, isoMaybe, Moment } from '../../shapes/times.ts';
import { rangeFields, readRange } from '../range.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const Flag = Type.Boolean();
const UsageSchema = Type.Object(
  {
    call_id: Type.String(),
    object: Type.Literal('usage'),
    direction: Type.Enum(['outbound', 'inbound']),
    agent_id: textOrNull,
    agent_name: Type.String(),
    number_id: textOrNull,
    to: Type.String(),
    from: textOrNull,
    outcome: Type.String(),
    duration_ms: Type.Integer({ description: 'From the answer to the end.' }),
    cost: Type.Union([
      Type.Object(
        { currency: Type.String(), total: Type.Number(), complete: Type.Boolean() },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    byok: Type.Object(
      { stt: Flag, llm: Flag, tts: Flag, realtime: Flag },
      {
        additionalProperties: false,
        description: 'Your organization had a key of its own for a provider that served this stage.',
      },
    ),
    created_at: Moment,
    answered_at: Type.Union([Moment, Type.Null()]),
    ended_at: Moment,
  },
  { additionalProperties: false },
);

const Query = Type.Object({ ...pageQuery, ...rangeFields }, { additionalProperties: false });

export const listUsage: Operation = (app, deps) => {
  app.get(
    '/v1/usage',
    {
      schema: {
        operationId: 'listUsage',
        scope: 'analytics:read',
        summary: 'List the usage of calls',
        description: 'Ended calls by when they were made, newest first; the last 30 days unless said.',
        tags: ['usage'],
        querystring: Query,
        response: { 200: pageOf(UsageSchema) },
        errors: ['agent-unknown', 'number-unknown'],
      },
    },
    async (request) => {
      const { tenant, query } = request;
      const range = await readRange(deps, tenant, query, { usual: 30, most: null });
      const [{ rows }, keys] = await Promise.all([
        deps.store.usage.calls(tenant.organizationId, { ...range, ...readPage(query) }),
        deps.store.providerKeys.list(tenant.organizationId),
      ]);
      return toPage(
        rows,
        query.limit,
        (row) => usageView(row, keys),
        (row) => row.callId,
      );
    },
  );
};

function usageView(row: CallUsage, keys: readonly ProviderKey[]): Static<typeof UsageSchema> {
  const { cost } = row;
  return {
    call_id: spellNative('call', row.callId),
    object: 'usage',
    direction: row.direction,
    agent_id: spellMaybe('agent', row.agentId),
    agent_name: row.agentName,
    number_id: spellMaybe('num', row.numberId),
    to: row.to,
    from: row.from,
    outcome: row.outcome,
    duration_ms: row.durationMs,
    cost: cost && { currency: cost.currency, total: cost.total, complete: cost.complete },
    byok: { ...ownKeysOf(row, keys) },
    created_at: iso(row.createdAt),
    answered_at: isoMaybe(row.answeredAt),
    ended_at: iso(row.endedAt),
  };
}
