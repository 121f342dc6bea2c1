/** Trunks; their passwords lie sealed. */
import type { Selectable } from 'kysely';
import type { Trunk, TrunkRepository } from '#domain';
import type { Cipher } from '../cipher.ts';
import type { TrunkTable } from '../database/schema.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function trunkRepository({ db, cipher }: Context): TrunkRepository {
  const seal = (password: string | null): string | null => (password === null ? null : cipher.seal(password));
  return {
    async insert(trunk) {
      await db
        .insertInto('trunks')
        .values({
          id: trunk.id,
          organization_id: trunk.organizationId,
          name: trunk.name,
          uri: trunk.uri,
          username: trunk.username,
          password_sealed: seal(trunk.password),
          concurrency: trunk.concurrency,
          calls_per_second: trunk.callsPerSecond,
          active: trunk.active,
          settings: trunk.settings ? JSON.stringify(trunk.settings) : null,
          created_at: trunk.createdAt,
          updated_at: trunk.updatedAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('trunks')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toTrunk(row, cipher) : null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('trunks')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toTrunk(row, cipher) : null;
    },
    async list(organizationId, page) {
      const all = db.selectFrom('trunks').selectAll().where('organization_id', '=', organizationId);
      const rows = await paged<'trunks', Selectable<TrunkTable>>(all, page).execute();
      return rows.map((row) => toTrunk(row, cipher));
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('trunks')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async listActive(limit) {
      const rows = await db
        .selectFrom('trunks')
        .selectAll()
        .where('active', '=', true)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => toTrunk(row, cipher));
    },
    async update(organizationId, id, patch) {
      const row = await db
        .updateTable('trunks')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.uri === undefined ? {} : { uri: patch.uri }),
          ...(patch.username === undefined ? {} : { username: patch.username }),
          ...(patch.password === undefined ? {} : { password_sealed: seal(patch.password) }),
          ...(patch.concurrency === undefined ? {} : { concurrency: patch.concurrency }),
          ...(patch.callsPerSecond === undefined ? {} : { calls_per_second: patch.callsPerSecond }),
          ...(patch.active === undefined ? {} : { active: patch.active }),
          ...(patch.settings === undefined ? {} : { settings: JSON.stringify(patch.settings) }),
          ...(patch.updatedAt === undefined ? {} : { updated_at: patch.updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toTrunk(row, cipher) : null;
    },
  };
}

/** A row as the record; opens the password. */
export function toTrunk(row: Selectable<TrunkTable>, cipher: Cipher): Trunk {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    uri: row.uri,
    username: row.username,
    password: row.password_sealed === null ? null : cipher.open(row.password_sealed),
    concurrency: row.concurrency,
    callsPerSecond: row.calls_per_second,
    active: row.active,
    ...(row.settings ? { settings: row.settings } : {}),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
