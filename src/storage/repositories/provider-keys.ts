/** Keys of providers; they lie sealed. */
import type { Selectable } from 'kysely';
import type { ProviderKey, ProviderKeyRepository } from '#domain';
import { AppError } from '#kernel';
import type { Cipher } from '../cipher.ts';
import { violatedConstraint } from '../database/faults.ts';
import type { ProviderKeyTable } from '../database/schema.ts';
import type { Context } from './context.ts';

export function providerKeyRepository({ db, cipher }: Context): ProviderKeyRepository {
  return {
    async insert(key) {
      try {
        await db
          .insertInto('provider_keys')
          .values({
            id: key.id,
            organization_id: key.organizationId,
            provider: key.provider,
            name: key.name,
            key_sealed: cipher.seal(key.key),
            url: key.url,
            state: key.state,
            tested_at: key.testedAt,
            created_at: key.createdAt,
            updated_at: key.updatedAt,
          })
          .execute();
      } catch (fault) {
        if (violatedConstraint(fault) !== 'provider_keys_once') throw fault;
        throw new AppError({
          code: 'provider-key-taken',
          status: 409,
          param: 'provider',
          message: `Your organization already has a key of ${key.provider}. Change that one, or delete it first.`,
        });
      }
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('provider_keys')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toProviderKey(row, cipher) : null;
    },
    async list(organizationId) {
      const rows = await db
        .selectFrom('provider_keys')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('provider')
        .execute();
      return rows.map((row) => toProviderKey(row, cipher));
    },
    async listAll(limit) {
      const rows = await db
        .selectFrom('provider_keys')
        .selectAll()
        .orderBy('tested_at', (order) => order.asc().nullsFirst())
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => toProviderKey(row, cipher));
    },
    async update(organizationId, id, patch) {
      const row = await db
        .updateTable('provider_keys')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.key === undefined ? {} : { key_sealed: cipher.seal(patch.key) }),
          ...(patch.url === undefined ? {} : { url: patch.url }),
          ...(patch.state === undefined ? {} : { state: patch.state }),
          ...(patch.testedAt === undefined ? {} : { tested_at: patch.testedAt }),
          ...(patch.updatedAt === undefined ? {} : { updated_at: patch.updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toProviderKey(row, cipher) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('provider_keys')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

/** A row as the record. */
export function toProviderKey(row: Selectable<ProviderKeyTable>, cipher: Cipher): ProviderKey {
  return {
    id: row.id,
    organizationId: row.organization_id,
    provider: row.provider,
    name: row.name,
    key: cipher.open(row.key_sealed),
    url: row.url,
    state: row.state,
    testedAt: row.tested_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
