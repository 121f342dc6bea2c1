/** Calls and their logs. */
import type { CallQuery, CallRepository } from '#domain';
import type { Id } from '#kernel';
import type { Context } from '../context.ts';
import { paged } from '../paging.ts';
import { appendEvents, insertCall } from './append.ts';
import { callClaims } from './claims.ts';
import { toCall, toEvent } from './rows.ts';

export function callRepository(context: Context): CallRepository {
  const { db, queue, ending } = context;
  const matching = (organizationId: Id, query: CallQuery) =>
    db
      .selectFrom('calls')
      .where('organization_id', '=', organizationId)
      .$if(query.status !== undefined, (some) => some.where('status', 'in', [...query.status!]))
      .$if(query.agentId !== undefined, (some) => some.where('agent_id', '=', query.agentId!))
      .$if(query.direction !== undefined, (some) => some.where('direction', '=', query.direction!))
      .$if(query.createdFrom !== undefined, (some) => some.where('created_at', '>=', query.createdFrom!))
      .$if(query.createdTo !== undefined, (some) => some.where('created_at', '<=', query.createdTo!));
  return {
    ...callClaims(db),
    insert: (call, events, nodeId, request) => insertCall(db, call, events, nodeId ?? null, request),
    async findByRequest(organizationId, key, since) {
      const row = await db
        .selectFrom('calls')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('request_key', '=', key)
        .where('created_at', '>', since)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { call: toCall(row), bodyHash: row.request_hash ?? '' } : null;
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('calls')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toCall(row) : null;
    },
    async list(organizationId, query) {
      if (query.status?.length === 0) return { rows: [], total: 0 };
      const all = matching(organizationId, query);
      const rows = await paged<'calls', Parameters<typeof toCall>[0]>(all.selectAll(), query).execute();
      const { total } = await all
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { rows: rows.map(toCall), total };
    },
    async lock(id) {
      const row = await db
        .selectFrom('calls')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row ? toCall(row) : null;
    },
    append: (id, nodeId, events, patch) =>
      queue.ahead(db, ending, id, () => appendEvents(db, id, nodeId, events, patch)),
    async events(organizationId, id, after, limit) {
      const rows = await db
        .selectFrom('call_events')
        .selectAll()
        .where('call_id', '=', id)
        .where('seq', '>', after)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('calls')
              .select('calls.id')
              .where('calls.id', '=', id)
              .where('calls.organization_id', '=', organizationId),
          ),
        )
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toEvent);
    },
  };
}
