/** API keys: `pk_live_…` and `pk_test_…`, shown once, kept as their SHA-256. */
import { createHash } from 'node:crypto';
import type { ApiKey, KeyMode, Store } from '#domain';
import { spellNative, type Clock, type IdSource, type Random } from '#kernel';

/** 192 bits of chance; with the prefix a key has 56 characters. */
const SECRET_BYTES = 24;
const KEY_FORM = /^pk_(?:live|test)_[A-Za-z0-9]{40,200}$/;

/** What the owner of a new key sees, once. */
export interface CreatedKey {
  readonly id: string;
  readonly key: string;
  readonly organization_id: string;
  readonly mode: KeyMode;
}

/** What making a key takes. */
export interface KeyMaker {
  readonly store: Pick<Store, 'organizations' | 'keys'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
}

/** Makes a key of the installation's organization. A test key rings nothing but the built-in callee. */
export async function createKey(maker: KeyMaker, mode: KeyMode, name: string): Promise<CreatedKey> {
  const organization = await maker.store.organizations.ensureDefault();
  const key = `pk_${mode}_${Buffer.from(maker.random.bytes(SECRET_BYTES)).toString('hex')}`;
  const record: ApiKey = {
    id: maker.ids.next(),
    organizationId: organization.id,
    mode,
    name,
    hash: hashKey(key),
    createdAt: maker.clock.now(),
    revokedAt: null,
  };
  await maker.store.keys.insert(record);
  return {
    id: spellNative('key', record.id),
    key,
    organization_id: spellNative('org', organization.id),
    mode,
  };
}

/** Could this text be a key at all? Saves the database a question. */
export function looksLikeKey(text: string): boolean {
  return KEY_FORM.test(text);
}

/** SHA-256, hex. Enough for a secret of 192 random bits: there is nothing to guess, so nothing to slow down. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
