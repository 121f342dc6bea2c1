/** People that an organization knows. */
import { sql, type Selectable } from 'kysely';
import type { Contact, ContactRepository } from '#domain';
import { AppError, type Id } from '#kernel';
import { violatedConstraint } from '../database/faults.ts';
import type { ContactTable } from '../database/schema-knowledge.ts';
import { containing } from './containing.ts';
import { inTransaction, type Context } from './context.ts';

export function contactRepository(context: Context): ContactRepository {
  const { db } = context;
  const listed = (organizationId: Id, search: string | undefined) =>
    db
      .selectFrom('contacts')
      .where('organization_id', '=', organizationId)
      .$if(search !== undefined && search !== '', (query) => {
        const like = containing(search!);
        return query.where((of) =>
          of.or([of('name', 'ilike', like), of('phone', 'like', like), of('email', 'ilike', like)]),
        );
      });
  return {
    async insert(contact) {
      await once(contact.phone, () => db.insertInto('contacts').values(toRow(contact)).execute());
    },
    async upsert(fresh, { name, email, timeZone, fields }) {
      const { rows } = await sql<Selectable<ContactTable> & { made: boolean }>`
        INSERT INTO contacts AS old
          (id, organization_id, phone, name, email, time_zone, fields, created_at, updated_at)
        VALUES (${fresh.id}, ${fresh.organizationId}, ${fresh.phone}, ${fresh.name}, ${fresh.email},
          ${fresh.timeZone}, jsonb_strip_nulls(${JSON.stringify(fresh.fields)}::jsonb), ${fresh.createdAt}, ${fresh.updatedAt})
        ON CONFLICT (organization_id, phone) DO UPDATE SET
          name = ${name === undefined ? sql`old.name` : name},
          email = ${email === undefined ? sql`old.email` : email},
          time_zone = ${timeZone === undefined ? sql`old.time_zone` : timeZone},
          fields = ${
            fields === undefined
              ? sql`old.fields`
              : sql`jsonb_strip_nulls(old.fields || ${JSON.stringify(fields)}::jsonb)`
          },
          updated_at = excluded.updated_at
        RETURNING *, (xmax = 0) AS made`.execute(db);
      const { made, ...row } = rows[0]!;
      return { contact: toContact(row), made };
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('contacts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toContact(row) : null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('contacts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toContact(row) : null;
    },
    async findByPhone(organizationId, phone) {
      const row = await db
        .selectFrom('contacts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('phone', '=', phone)
        .executeTakeFirst();
      return row ? toContact(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0, search }) {
      const rows = await listed(organizationId, search)
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toContact);
    },
    async count(organizationId, search) {
      const { total } = await listed(organizationId, search)
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    async update(organizationId, id, { phone, name, email, timeZone, fields }, at) {
      const row = await once(phone ?? '', () =>
        db
          .updateTable('contacts')
          .set({
            updated_at: at,
            ...(phone === undefined ? {} : { phone }),
            ...(name === undefined ? {} : { name }),
            ...(email === undefined ? {} : { email }),
            ...(timeZone === undefined ? {} : { time_zone: timeZone }),
            ...(fields === undefined ? {} : { fields: JSON.stringify(fields) }),
          })
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst(),
      );
      return row ? toContact(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('contacts')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    erase: (organizationId, phone) =>
      inTransaction(context, async (tx) => {
        const calls = sql`SELECT id FROM calls WHERE organization_id = ${organizationId}
          AND (to_address = ${phone} OR from_address = ${phone})`;
        const gone = [
          await sql`DELETE FROM contacts WHERE organization_id = ${organizationId} AND phone = ${phone}`.execute(
            tx,
          ),
          await sql`DELETE FROM phone_book_entries
            WHERE organization_id = ${organizationId} AND phone = ${phone}`.execute(tx),
          await sql`DELETE FROM due_mails WHERE call_id IN (${calls})`.execute(tx),
          await sql`DELETE FROM due_memories WHERE call_id IN (${calls})`.execute(tx),
        ];
        return gone.reduce((sum, { numAffectedRows = 0n }) => sum + Number(numAffectedRows), 0);
      }),
  };
}

async function once<T>(phone: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (fault) {
    if (violatedConstraint(fault) !== 'contacts_once') throw fault;
    throw new AppError({
      code: 'contact-taken',
      status: 409,
      param: 'phone',
      message: `Your organization already has a contact with the number ${phone}. Change that one, or use PUT /v1/contacts.`,
    });
  }
}

function toRow(contact: Contact) {
  return {
    id: contact.id,
    organization_id: contact.organizationId,
    phone: contact.phone,
    name: contact.name,
    email: contact.email,
    time_zone: contact.timeZone,
    fields: JSON.stringify(contact.fields),
    created_at: contact.createdAt,
    updated_at: contact.updatedAt,
  };
}

/** A row as the record. */
export function toContact(row: Selectable<ContactTable>): Contact {
  return {
    id: row.id,
    organizationId: row.organization_id,
    phone: row.phone,
    name: row.name,
    email: row.email,
    timeZone: row.time_zone,
    fields: row.fields,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
