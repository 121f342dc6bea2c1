/** Prepaid minutes: the account's row orders what goes in and out of its ledger. */
import { sql, type Selectable } from 'kysely';
import {
  chargeOf,
  monthOf,
  NO_ACCOUNT,
  type Actor,
  type LedgerEntry,
  type MinuteAccount,
  type MinuteRepository,
} from '#domain';
import type { Id, Millis } from '#kernel';
import type { MinuteAccountTable, MinuteLedgerTable } from '../database/schema-tenancy.ts';
import { inTransaction, type Context } from './context.ts';

/** A month's sum is kept in so many rows. */
const SHARDS = 16;
const BY_SYSTEM: Actor = { kind: 'system', id: null };

type Booking = Pick<LedgerEntry, 'at' | 'kind' | 'seconds' | 'callId' | 'note' | 'actor'>;

export function minuteRepository(context: Context): MinuteRepository {
  const { db } = context;
  return {
    account: (organizationId) => accountOf(context, organizationId),
    async configure(organizationId, patch, at) {
      await ensureAccount(context, organizationId, at);
      await db
        .updateTable('minute_accounts')
        .set({
          updated_at: at,
          ...(patch.enabled === undefined ? {} : { enabled: patch.enabled }),
          ...(patch.roundingS === undefined ? {} : { rounding_s: patch.roundingS }),
          ...(patch.exhaustedMessage === undefined ? {} : { exhausted_message: patch.exhaustedMessage }),
        })
        .where('organization_id', '=', organizationId)
        .execute();
      return accountOf(context, organizationId);
    },
    async topUp(organizationId, { seconds, note, actor, at }) {
      await ensureAccount(context, organizationId, at);
      return book(context, organizationId, { at, kind: 'top-up', seconds, callId: null, note, actor });
    },
    async charge(organizationId, callId, seconds, at) {
      await sql`
        INSERT INTO call_months (organization_id, month, shard, calls, seconds)
        VALUES (${organizationId}, ${monthOf(at)}, ${shardOf(callId)}, 1, ${seconds})
        ON CONFLICT (organization_id, month, shard)
        DO UPDATE SET calls = call_months.calls + 1, seconds = call_months.seconds + excluded.seconds`.execute(
        db,
      );
      const { enabled, roundingS } = await accountOf(context, organizationId);
      const charged = chargeOf(seconds, roundingS);
      if (!enabled || charged === 0) return;
      const booking = { kind: 'call', seconds: -charged, callId, note: '', actor: BY_SYSTEM } as const;
      await book(context, organizationId, { at, ...booking });
    },
    async ledger(organizationId, { limit, before }) {
      const rows = await db
        .selectFrom('minute_ledger')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(before !== undefined, (query) => query.where('seq', '<', before!))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    async used(organizationId, month) {
      const { rows } = await sql<{ calls: number; seconds: number }>`
        SELECT coalesce(sum(calls), 0)::bigint AS calls, coalesce(sum(seconds), 0)::bigint AS seconds
        FROM call_months WHERE organization_id = ${organizationId} AND month = ${month}`.execute(db);
      return rows[0]!;
    },
  };
}

async function accountOf({ db }: Context, organizationId: Id): Promise<MinuteAccount> {
  const row = await db
    .selectFrom('minute_accounts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row ? toAccount(row) : NO_ACCOUNT;
}

async function ensureAccount({ db }: Context, organizationId: Id, at: Millis): Promise<void> {
  await db
    .insertInto('minute_accounts')
    .values({
      organization_id: organizationId,
      enabled: NO_ACCOUNT.enabled,
      balance_s: NO_ACCOUNT.balanceS,
      rounding_s: NO_ACCOUNT.roundingS,
      exhausted_message: NO_ACCOUNT.exhaustedMessage,
      ledger_seq: 0,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column('organization_id').doNothing())
    .execute();
}

/** Changes the balance and writes the row that says why, in one transaction. */
function book(context: Context, organizationId: Id, booking: Booking): Promise<LedgerEntry> {
  return inTransaction(context, async (db) => {
    const { rows } = await sql<{ ledger_seq: number; balance_s: number }>`
      UPDATE minute_accounts
      SET balance_s = balance_s + ${booking.seconds}, ledger_seq = ledger_seq + 1, updated_at = ${booking.at}
      WHERE organization_id = ${organizationId}
      RETURNING ledger_seq, balance_s`.execute(db);
    const { ledger_seq: seq, balance_s: balanceS } = rows[0]!;
    const entry: LedgerEntry = { organizationId, seq, balanceS, ...booking };
    await db
      .insertInto('minute_ledger')
      .values({
        organization_id: organizationId,
        seq,
        at: entry.at,
        kind: entry.kind,
        seconds: entry.seconds,
        balance_s: balanceS,
        call_id: entry.callId,
        note: entry.note,
        actor_kind: entry.actor.kind,
        actor_id: entry.actor.id,
      })
      .execute();
    return entry;
  });
}

/** The last digits of an id are chance. */
function shardOf(callId: Id): number {
  return Number.parseInt(callId.slice(-2), 16) % SHARDS;
}

function toAccount(row: Selectable<MinuteAccountTable>): MinuteAccount {
  return {
    enabled: row.enabled,
    balanceS: row.balance_s,
    roundingS: row.rounding_s,
    exhaustedMessage: row.exhausted_message,
  };
}

function toEntry(row: Selectable<MinuteLedgerTable>): LedgerEntry {
  return {
    organizationId: row.organization_id,
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    seconds: row.seconds,
    balanceS: row.balance_s,
    callId: row.call_id,
    note: row.note,
    actor: { kind: row.actor_kind, id: row.actor_id },
  };
}
