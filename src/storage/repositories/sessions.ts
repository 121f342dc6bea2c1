/** Sessions of members, by the hashes of their tokens. */
import type { SessionRepository } from '#domain';
import type { Context } from './context.ts';
import { toMember } from './members.ts';

export function sessionRepository({ db }: Context): SessionRepository {
  return {
    async insert(session) {
      await db
        .insertInto('sessions')
        .values({
          id: session.id,
          organization_id: session.organizationId,
          member_id: session.memberId,
          hash: session.hash,
          created_at: session.createdAt,
          last_seen_at: session.lastSeenAt,
          expires_at: session.expiresAt,
        })
        .execute();
    },
    async findByHash(hash) {
      const session = await db.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst();
      const member =
        session &&
        (await db.selectFrom('members').selectAll().where('id', '=', session.member_id).executeTakeFirst());
      if (!member) return null;
      return {
        member: toMember(member),
        session: {
          id: session.id,
          organizationId: session.organization_id,
          memberId: session.member_id,
          hash: session.hash,
          createdAt: session.created_at,
          lastSeenAt: session.last_seen_at,
          expiresAt: session.expires_at,
        },
      };
    },
    async touch(id, lastSeenAt, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ last_seen_at: lastSeenAt, expires_at: expiresAt })
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('sessions').where('id', '=', id).execute();
    },
    async removeOf(memberId) {
      await db.deleteFrom('sessions').where('member_id', '=', memberId).execute();
    },
    async prune(now) {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    },
  };
}
