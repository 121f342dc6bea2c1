/** Tenants and their keys. */
import type { Selectable } from 'kysely';
import type { ApiKey, KeyRepository, Organization, OrganizationRepository } from '#domain';
import type { ApiKeyTable, OrganizationTable } from '../database/schema.ts';
import type { Context } from './context.ts';

/** Limits of a fresh organization; both can be changed. */
const DEFAULT_CONCURRENCY = 1000;
const DEFAULT_CALLS_PER_SECOND = 100;

export function organizationRepository({ db, clock, ids }: Context): OrganizationRepository {
  return {
    async ensureDefault() {
      await db
        .insertInto('organizations')
        .values({
          id: ids.next(),
          name: 'Default',
          concurrency: DEFAULT_CONCURRENCY,
          calls_per_second: DEFAULT_CALLS_PER_SECOND,
          destination_allow: [],
          default_number_id: null,
          is_default: true,
          created_at: clock.now(),
        })
        .onConflict((conflict) => conflict.column('is_default').where('is_default', '=', true).doNothing())
        .execute();
      const row = await db
        .selectFrom('organizations')
        .selectAll()
        .where('is_default', '=', true)
        .executeTakeFirstOrThrow();
      return toOrganization(row);
    },
    async get(id) {
      const row = await db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
    async update(id, patch) {
      const row = await db
        .updateTable('organizations')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.concurrency === undefined ? {} : { concurrency: patch.concurrency }),
          ...(patch.callsPerSecond === undefined ? {} : { calls_per_second: patch.callsPerSecond }),
          ...(patch.destinationAllow === undefined ? {} : { destination_allow: [...patch.destinationAllow] }),
          ...(patch.defaultNumberId === undefined ? {} : { default_number_id: patch.defaultNumberId }),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
  };
}

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
          created_at: key.createdAt,
          revoked_at: key.revokedAt,
        })
        .execute();
    },
    async findByHash(hash) {
      const row = await db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row ? toKey(row) : null;
    },
  };
}

function toOrganization(row: Selectable<OrganizationTable>): Organization {
  return {
    id: row.id,
    name: row.name,
    concurrency: row.concurrency,
    callsPerSecond: row.calls_per_second,
    destinationAllow: row.destination_allow,
    defaultNumberId: row.default_number_id,
    createdAt: row.created_at,
  };
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    organizationId: row.organization_id,
    mode: row.mode,
    name: row.name,
    hash: row.hash,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
