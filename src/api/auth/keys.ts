/** API keys: `pk_live_…` and `pk_test_…`, shown once, kept as their SHA-256. */
import { createHash } from 'node:crypto';
import type { ApiKey, KeyMode, Scope, Store } from '#domain';
import { spellNative, type Clock, type Id, type IdSource, type Millis, type Random } from '#kernel';

/** 192 bits of chance; with the prefix a key has 56 characters. */
const SECRET_BYTES = 24;
const KEY_FORM = /^pk_(?:live|test)_[A-Za-z0-9]{40,200}$/;
const HINT_LENGTH = 4;

/** What the owner of a new key sees, once. */
export interface CreatedKey {
  readonly id: string;
  readonly key: string;
  readonly organization_id: string;
  readonly mode: KeyMode;
}

/** What making a key takes. */
export interface KeyMaker {
  readonly store: Pick<Store, 'organizations' | 'transaction'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
}

/** What a key is made with. */
export interface KeyTerms {
  readonly organizationId: Id;
  readonly mode: KeyMode;
  readonly name: string;
  /** Null: everything. */
  readonly scopes: readonly Scope[] | null;
  readonly requestsPerMinute: number | null;
  readonly expiresAt: Millis | null;
}

/**
 * Makes a key of the installation's organization, as whoever owns the server does; the audit log's row is committed with
 * it. A test key rings nothing but the built-in callee.
 */
export async function createKey(maker: KeyMaker, mode: KeyMode, name: string): Promise<CreatedKey> {
  const organization = await maker.store.organizations.ensureDefault();
  const { record, key } = makeKey(maker, {
    organizationId: organization.id,
    mode,
    name,
    scopes: null,
    requestsPerMinute: null,
    expiresAt: null,
  });
  await maker.store.transaction(async (tx) => {
    await tx.keys.insert(record);
    await tx.audit.append(organization.id, [
      {
        at: record.createdAt,
        actor: { kind: 'operator', id: null },
        action: 'createKey',
        object: spellNative('key', record.id),
        detail: { fields: ['mode', 'name'] },
      },
    ]);
  });
  return {
    id: spellNative('key', record.id),
    key,
    organization_id: spellNative('org', organization.id),
    mode,
  };
}

/** A key and its record, which is not kept yet. */
export function makeKey(
  { clock, ids, random }: Omit<KeyMaker, 'store'>,
  terms: KeyTerms,
): { readonly record: ApiKey; readonly key: string } {
  const secret = newSecret(random, terms.mode);
  const record: ApiKey = {
    ...terms,
    ...{ id: ids.next(), hash: secret.hash, hint: secret.hint },
    ...{ createdAt: clock.now(), lastUsedAt: null, revokedAt: null },
    ...{ previousHash: null, previousUntil: null },
  };
  return { record, key: secret.key };
}

/** The secret part alone; a rotation needs no more. */
export function newSecret(
  random: Random,
  mode: KeyMode,
): { readonly key: string; readonly hash: string; readonly hint: string } {
  const key = `pk_${mode}_${Buffer.from(random.bytes(SECRET_BYTES)).toString('hex')}`;
  return { key, hash: hashKey(key), hint: key.slice(-HINT_LENGTH) };
}

/** Could this text be a key at all? Saves the database a question. */
export function looksLikeKey(text: string): boolean {
  return KEY_FORM.test(text);
}

/** SHA-256, hex. Enough for a secret of 192 random bits: there is nothing to guess, so nothing to slow down. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
