/** Calls and their logs. */
import type { CallRepository } from '#domain';
import type { Context } from '../context.ts';
import { appendEvents } from './append.ts';
import { callClaims } from './claims.ts';
import { callLists } from './list.ts';
import { insertAudited } from './births.ts';
import { insertCalls } from './insert.ts';
import { callKeeping } from './remove.ts';
import { toCall, toEvent } from './rows.ts';

export function callRepository(context: Context): CallRepository {
  const { db, queue, births, ending } = context;
  return {
    ...callClaims(db),
    ...callLists(db),
    ...callKeeping(db),
    async insert(call, events, nodeId = null, request, audit) {
      const birth = { call, events, nodeId, request, audit };
      if (!db.isTransaction) return births.ask(birth);
      if (audit) await insertAudited(db, call.organizationId, [birth]);
      else await insertCalls(db, [birth]);
    },
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
