/** What agents remember of people. */
import { sql, type Selectable } from 'kysely';
import type { DueMemory, Memory, MemoryRepository, MemoryStore } from '#domain';
import type { Id } from '#kernel';
import type { MemoryStoreTable, MemoryTable } from '../database/schema-knowledge.ts';
import type { Context } from './context.ts';

export function memoryRepository({ db }: Context): MemoryRepository {
  const memories = (organizationId: Id) =>
    db.selectFrom('memories').selectAll().where('organization_id', '=', organizationId);
  const stores = (organizationId: Id) =>
    db.selectFrom('memory_stores').selectAll().where('organization_id', '=', organizationId);
  return {
    async insert(store) {
      await db
        .insertInto('memory_stores')
        .values({
          id: store.id,
          organization_id: store.organizationId,
          name: store.name,
          instructions: store.instructions,
          created_at: store.createdAt,
          updated_at: store.updatedAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await stores(organizationId).where('id', '=', id).executeTakeFirst();
      return row ? toStore(row) : null;
    },
    async getMany(organizationId, ids) {
      if (ids.length === 0) return [];
      const rows = await stores(organizationId)
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(toStore);
    },
    async list(organizationId, { limit, before, offset = 0 }) {
      const rows = await stores(organizationId)
        .$if(before !== undefined, (query) => query.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toStore);
    },
    async update(organizationId, id, patch, at) {
      const row = await db
        .updateTable('memory_stores')
        .set({ ...patch, updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toStore(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('memory_stores')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async recall(organizationId, storeId, contactId) {
      const row = await memories(organizationId)
        .where('store_id', '=', storeId)
        .where('contact_id', '=', contactId)
        .executeTakeFirst();
      return row ? toMemory(row) : null;
    },
    async recallAll(organizationId, storeIds, contactId) {
      if (storeIds.length === 0) return [];
      const rows = await memories(organizationId)
        .where('store_id', 'in', [...storeIds])
        .where('contact_id', '=', contactId)
        .execute();
      return rows.map(toMemory);
    },
    async listMemories(organizationId, storeId, { limit, before, offset = 0 }) {
      const rows = await memories(organizationId)
        .where('store_id', '=', storeId)
        .$if(before !== undefined, (query) => query.where('contact_id', '<', before!))
        .orderBy('contact_id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toMemory);
    },
    async keep(organizationId, { storeId, contactId, facts, data, callId, updatedAt }) {
      const { rows } = await sql<Selectable<MemoryTable>>`
        INSERT INTO memories AS old (store_id, contact_id, organization_id, facts, data, call_id, updated_at)
        SELECT s.id, c.id, ${organizationId}, ${JSON.stringify(facts ?? [])}::json,
          ${JSON.stringify(data ?? {})}::json, ${callId}::uuid, ${updatedAt}
        FROM memory_stores s, contacts c
        WHERE s.id = ${storeId} AND s.organization_id = ${organizationId}
          AND c.id = ${contactId} AND c.organization_id = ${organizationId}
        ON CONFLICT (store_id, contact_id) DO UPDATE SET
          facts = ${facts === undefined ? sql`old.facts` : sql`excluded.facts`},
          data = ${data === undefined ? sql`old.data` : sql`excluded.data`},
          call_id = excluded.call_id, updated_at = excluded.updated_at
        RETURNING *`.execute(db);
      return rows[0] ? toMemory(rows[0]) : null;
    },
    async forget(organizationId, storeId, contactId) {
      const { numDeletedRows } = await db
        .deleteFrom('memories')
        .where('organization_id', '=', organizationId)
        .where('store_id', '=', storeId)
        .where('contact_id', '=', contactId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async request({ callId, organizationId }, dueAt) {
      await sql`
        INSERT INTO due_memories (call_id, organization_id, tries, due_at)
        VALUES (${callId}, ${organizationId}, 0, ${dueAt}) ON CONFLICT DO NOTHING`.execute(db);
    },
    async claimDue(now, leaseMs, limit) {
      const { rows } = await sql<{ call_id: Id; organization_id: Id; tries: number }>`
        UPDATE due_memories SET due_at = ${now + leaseMs}
        WHERE call_id IN (
          SELECT call_id FROM due_memories WHERE due_at <= ${now}
          ORDER BY due_at, call_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING call_id, organization_id, tries`.execute(db);
      return rows.map((row): DueMemory => ({
        callId: row.call_id,
        organizationId: row.organization_id,
        tries: row.tries,
      }));
    },
    async postpone(callId, dueAt, tries) {
      await sql`UPDATE due_memories SET due_at = ${dueAt}, tries = ${tries} WHERE call_id = ${callId}`.execute(
        db,
      );
    },
    async finish(callId) {
      const { numAffectedRows } = await sql`DELETE FROM due_memories WHERE call_id = ${callId}`.execute(db);
      return numAffectedRows === 1n;
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM due_memories ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}

function toStore(row: Selectable<MemoryStoreTable>): MemoryStore {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    instructions: row.instructions,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toMemory(row: Selectable<MemoryTable>): Memory {
  return {
    storeId: row.store_id,
    contactId: row.contact_id,
    facts: row.facts,
    data: row.data,
    callId: row.call_id,
    updatedAt: row.updated_at,
  };
}
