/** People of organizations. */
import { sql, type Selectable } from 'kysely';
import type { Member, MemberRepository } from '#domain';
import { AppError } from '#kernel';
import { violatedConstraint } from '../database/faults.ts';
import type { MemberTable } from '../database/schema-tenancy.ts';
import { containing } from './containing.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function memberRepository({ db }: Context): MemberRepository {
  return {
    async insert(member) {
      await db.insertInto('members').values(toRow(member)).execute().catch(refuseTaken);
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('members')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toMember(row) : null;
    },
    async list(organizationId, { role, state, search, byEmail = false, ...page }) {
      const like = containing(search ?? '');
      const found = db
        .selectFrom('members')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(role !== undefined, (some) => some.where('role', '=', role!))
        .$if(state !== undefined, (some) => some.where('state', '=', state!))
        .$if(search !== undefined, (some) =>
          some.where((is) => is.or([is('name', 'ilike', like), is('email', 'ilike', like)])),
        );
      const rows = byEmail
        ? await found
            .orderBy('email')
            .limit(page.limit)
            .offset(page.offset ?? 0)
            .execute()
        : await paged<'members', Selectable<MemberTable>>(found, page).execute();
      return rows.map(toMember);
    },
    async findByEmail(email) {
      const rows = await db.selectFrom('members').selectAll().where('email', '=', email).execute();
      return rows.map(toMember);
    },
    async findByInvitation(hash) {
      const row = await db
        .selectFrom('members')
        .selectAll()
        .where('invitation_hash', '=', hash)
        .executeTakeFirst();
      return row ? toMember(row) : null;
    },
    async update(organizationId, id, patch) {
      const row = await db
        .updateTable('members')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.role === undefined ? {} : { role: patch.role }),
          ...(patch.state === undefined ? {} : { state: patch.state }),
          ...(patch.passwordHash === undefined ? {} : { password_hash: patch.passwordHash }),
          ...(patch.invitationHash === undefined ? {} : { invitation_hash: patch.invitationHash }),
          ...(patch.invitationUntil === undefined ? {} : { invitation_until: patch.invitationUntil }),
          ...(patch.lastSignedInAt === undefined ? {} : { last_signed_in_at: patch.lastSignedInAt }),
          ...(patch.updatedAt === undefined ? {} : { updated_at: patch.updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toMember(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('members')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async otherOwners(organizationId, id) {
      // Locked, so that two owners cannot take each other out at once.
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM members
        WHERE organization_id = ${organizationId} AND role = 'owner' AND state = 'active'
        ORDER BY id FOR UPDATE`.execute(db);
      return rows.filter((row) => row.id !== id).length;
    },
  };
}

function refuseTaken(thrown: unknown): never {
  if (violatedConstraint(thrown) !== 'members_once') throw thrown;
  throw new AppError({
    code: 'member-taken',
    status: 409,
    param: 'email',
    message: 'Your organization already has a member with this e-mail address. Change that one instead.',
    cause: thrown,
  });
}

function toRow(member: Member): MemberTable {
  return {
    id: member.id,
    organization_id: member.organizationId,
    email: member.email,
    name: member.name,
    role: member.role,
    state: member.state,
    password_hash: member.passwordHash,
    invitation_hash: member.invitationHash,
    invitation_until: member.invitationUntil,
    last_signed_in_at: member.lastSignedInAt,
    created_at: member.createdAt,
    updated_at: member.updatedAt,
  };
}

/** A row of `members` as a record. */
export function toMember(row: Selectable<MemberTable>): Member {
  return {
    id: row.id,
    organizationId: row.organization_id,
    email: row.email,
    name: row.name,
    role: row.role,
    state: row.state,
    passwordHash: row.password_hash,
    invitationHash: row.invitation_hash,
    invitationUntil: row.invitation_until,
    lastSignedInAt: row.last_signed_in_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
