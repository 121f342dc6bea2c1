/** Prepaid minutes as the native API shows them; kept in seconds. */
import { monthOf, type LedgerEntry, type MinuteAccount, type MonthUse } from '#domain';
import { spellNative, type Id, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import { AuditEntrySchema } from '../audit-log/entry-view.ts';
import type { NativeDeps } from '../native.ts';
import { iso, Moment } from '../shapes/times.ts';

export const accountFields = {
  enabled: Type.Boolean({ description: 'Off: calls are counted, and nothing is charged or refused.' }),
  rounding_s: Type.Integer({
    minimum: 1,
    maximum: 3600,
    description: 'Each call is rounded up to a multiple of this, s.',
  }),
  exhausted_message: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()], {
    description:
      'What inbound callers hear at zero, with the voice of the agent; null: the built-in sentence.',
  }),
};

export const MinutesSchema = Type.Object(
  {
    object: Type.Literal('minutes'),
    ...accountFields,
    balance_s: Type.Integer({ description: 'Below 0 by what the last call took beyond the rest.' }),
    balance_minutes: Type.Number({ description: '`balance_s` / 60, to two places.' }),
    month: Type.Object(
      {
        month: Type.String({ description: 'UTC.' }),
        calls: Type.Integer({ description: 'Answered ones, both directions, without those of test keys.' }),
        seconds: Type.Integer(),
        minutes: Type.Number(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const LedgerEntrySchema = Type.Object(
  {
    seq: Type.Integer(),
    at: Moment,
    kind: Type.Union([Type.Literal('top-up'), Type.Literal('call')]),
    seconds: Type.Integer({ description: 'Below 0: taken.' }),
    balance_s: Type.Integer({ description: 'Behind this entry.' }),
    call_id: Type.Union([Type.String(), Type.Null()]),
    note: Type.String(),
    actor: AuditEntrySchema.properties.actor,
  },
  { additionalProperties: false },
);

export async function minutesOf(
  { store }: Pick<NativeDeps, 'store'>,
  organizationId: Id,
  now: Millis,
): Promise<Static<typeof MinutesSchema>> {
  const month = monthOf(now);
  const account = await store.minutes.account(organizationId);
  return minutesView(account, month, await store.minutes.used(organizationId, month));
}

function minutesView(account: MinuteAccount, month: string, use: MonthUse): Static<typeof MinutesSchema> {
  return {
    object: 'minutes',
    enabled: account.enabled,
    rounding_s: account.roundingS,
    exhausted_message: account.exhaustedMessage,
    balance_s: account.balanceS,
    balance_minutes: toMinutes(account.balanceS),
    month: { month, calls: use.calls, seconds: use.seconds, minutes: toMinutes(use.seconds) },
  };
}

function toMinutes(seconds: number): number {
  return Math.round((seconds / 60) * 100) / 100;
}

export function ledgerView(entry: LedgerEntry): Static<typeof LedgerEntrySchema> {
  const { seq, at, kind, seconds, balanceS, callId, note, actor } = entry;
  return {
    ...{ seq, at: iso(at), kind, seconds, balance_s: balanceS, note, actor },
    call_id: callId && spellNative('call', callId),
  };
}
