/** API keys, by their hashes. */
import { sql, type Selectable } from 'kysely';
import type { ApiKey, KeyRepository } from '#domain';
import type { ApiKeyTable } from '../database/schema.ts';
import { containing } from './containing.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function keyRepository({ db }: Context): KeyRepository {
  return {
    async insert(key) {
      await db
        .insertInto('api_keys')
        .values({
          id: key.id,
          organization_id: key.organizationId,
          mode: key.mode,
          name: key.name,
          hash: key.hash,
          hint: key.hint,
          scopes: key.scopes && [...key.scopes],
          requests_per_minute: key.requestsPerMinute,
          created_at: key.createdAt,
          expires_at: key.expiresAt,
          last_used_at: key.lastUsedAt,
          revoked_at: key.revokedAt,
          previous_hash: key.previousHash,
          previous_until: key.previousUntil,
        })
        .execute();
    },
    async findByHash(hash) {
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where((eb) => eb.or([eb('hash', '=', hash), eb('previous_hash', '=', hash)]))
        .executeTakeFirst();
      return row ? toKey(row) : null;
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toKey(row) : null;
    },
    async list(organizationId, { mode, search, works, byName = false, ...page }) {
      const found = db
        .selectFrom('api_keys')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(mode !== undefined, (some) => some.where('mode', '=', mode!))
        .$if(search !== undefined, (some) => some.where('name', 'ilike', containing(search!)))
        .$if(works !== undefined, (some) =>
          some.where(
            sql<boolean>`(revoked_at IS NULL AND coalesce(expires_at > ${works!.at}, true))`,
            '=',
            works!.is,
          ),
        );
      const rows = byName
        ? await found
            .orderBy('name')
            .orderBy('id')
            .limit(page.limit)
            .offset(page.offset ?? 0)
            .execute()
        : await paged<'api_keys', Selectable<ApiKeyTable>>(found, page).execute();
      return rows.map(toKey);
    },
    async update(organizationId, id, patch) {
      const row = await db
        .updateTable('api_keys')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.hash === undefined ? {} : { hash: patch.hash }),
          ...(patch.hint === undefined ? {} : { hint: patch.hint }),
          ...(patch.scopes === undefined ? {} : { scopes: patch.scopes && [...patch.scopes] }),
          ...(patch.requestsPerMinute === undefined ? {} : { requests_per_minute: patch.requestsPerMinute }),
          ...(patch.expiresAt === undefined ? {} : { expires_at: patch.expiresAt }),
          ...(patch.revokedAt === undefined ? {} : { revoked_at: patch.revokedAt }),
          ...(patch.previousHash === undefined ? {} : { previous_hash: patch.previousHash }),
          ...(patch.previousUntil === undefined ? {} : { previous_until: patch.previousUntil }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toKey(row) : null;
    },
    async touch(id, at) {
      await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
    },
  };
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    organizationId: row.organization_id,
    mode: row.mode,
    name: row.name,
    hash: row.hash,
    hint: row.hint,
    scopes: row.scopes,
    requestsPerMinute: row.requests_per_minute,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    previousHash: row.previous_hash,
    previousUntil: row.previous_until,
  };
}
