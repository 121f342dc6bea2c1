/** Mail domains, and letters that wait. */
import { sql, type Selectable } from 'kysely';
import type { MailDomain, MailRepository } from '#domain';
import { AppError, type Id } from '#kernel';
import { violatedConstraint } from '../database/faults.ts';
import type { MailDomainTable } from '../database/schema-knowledge.ts';
import type { Context } from './context.ts';

export function mailRepository({ db }: Context): MailRepository {
  return {
    async insertDomain(domain) {
      try {
        await db
          .insertInto('mail_domains')
          .values({
            id: domain.id,
            organization_id: domain.organizationId,
            name: domain.name,
            provider_id: domain.providerId,
            state: domain.state,
            region: domain.region,
            records: JSON.stringify(domain.records),
            sender: domain.sender,
            verified_at: domain.verifiedAt,
            created_at: domain.createdAt,
            updated_at: domain.updatedAt,
          })
          .execute();
      } catch (fault) {
        if (violatedConstraint(fault) !== 'mail_domains_once') throw fault;
        throw new AppError({
          code: 'mail-domain-taken',
          status: 409,
          param: 'name',
          message: `Your organization already has the mail domain ${domain.name}. Use that one, or delete it first.`,
        });
      }
    },
    async getDomain(organizationId, id) {
      const row = await db
        .selectFrom('mail_domains')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toDomain(row) : null;
    },
    async listDomains(organizationId) {
      const rows = await db
        .selectFrom('mail_domains')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toDomain);
    },
    async updateDomain(organizationId, id, { state, region, records, sender, verifiedAt, updatedAt }) {
      const row = await db
        .updateTable('mail_domains')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(state === undefined ? {} : { state }),
          ...(region === undefined ? {} : { region }),
          ...(records === undefined ? {} : { records: JSON.stringify(records) }),
          ...(sender === undefined ? {} : { sender }),
          ...(verifiedAt === undefined ? {} : { verified_at: verifiedAt }),
          ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toDomain(row) : null;
    },
    async removeDomain(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('mail_domains')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async request({ callId, organizationId, emails }, dueAt) {
      await sql`
        INSERT INTO due_mails (call_id, organization_id, emails, asked_at, tries, due_at)
        VALUES (${callId}, ${organizationId}, ${[...emails]}::text[], ${dueAt}, 0, ${dueAt})
        ON CONFLICT DO NOTHING`.execute(db);
    },
    async claimDue(now, leaseMs, patienceMs, limit) {
      const { rows } = await sql<{ call_id: Id; organization_id: Id; emails: string[]; tries: number }>`
        UPDATE due_mails SET due_at = ${now + leaseMs}
        WHERE call_id IN (
          SELECT call_id FROM due_mails AS due
          WHERE due_at <= ${now} AND (asked_at <= ${now - patienceMs}
            OR NOT EXISTS (SELECT FROM due_analyses WHERE due_analyses.call_id = due.call_id))
          ORDER BY due_at, call_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING call_id, organization_id, emails, tries`.execute(db);
      return rows.map(({ call_id: callId, organization_id: organizationId, emails, tries }) => ({
        ...{ callId, organizationId, emails, tries },
      }));
    },
    async postpone(callId, dueAt, tries) {
      await sql`UPDATE due_mails SET due_at = ${dueAt}, tries = ${tries} WHERE call_id = ${callId}`.execute(
        db,
      );
    },
    async finish(callId) {
      const { numAffectedRows } = await sql`DELETE FROM due_mails WHERE call_id = ${callId}`.execute(db);
      return numAffectedRows === 1n;
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM due_mails ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}

function toDomain(row: Selectable<MailDomainTable>): MailDomain {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    providerId: row.provider_id,
    state: row.state,
    region: row.region,
    records: row.records,
    sender: row.sender,
    verifiedAt: row.verified_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
