/** Keys that organizations bring for their providers. */
import type { Id, Millis } from '#kernel';

/** `untested`: nobody has asked the provider yet. */
export type ProviderKeyState = 'untested' | 'works' | 'refused' | 'unreachable';

/** One key; an organization has at most one a provider. */
export interface ProviderKey {
  readonly id: Id;
  readonly organizationId: Id;
  readonly provider: string;
  /** For people. */
  readonly name: string;
  /** The secret; it lies sealed, and no API gives it back. */
  readonly key: string;
  /** Another base than the provider's own; null: its own. */
  readonly url: string | null;
  readonly state: ProviderKeyState;
  readonly testedAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** What a provider said to a key. */
export interface KeyVerdict {
  readonly state: Exclude<ProviderKeyState, 'untested'>;
  /** A sentence for people. */
  readonly detail: string;
}

/** What may be shown of a key: its last 4 characters, of a short one nothing. */
export function keyHint(key: string): string {
  return key.length >= 12 ? `…${key.slice(-4)}` : '…';
}

export interface ProviderKeyRepository {
  /** @throws AppError `provider-key-taken` (409) when the organization already has one of this provider. */
  insert(key: ProviderKey): Promise<void>;
  get(organizationId: Id, id: Id): Promise<ProviderKey | null>;
  /** By provider; an organization has a few. */
  list(organizationId: Id): Promise<readonly ProviderKey[]>;
  /** Of every organization, those longest untested first; for who runs the server. */
  listAll(limit: number): Promise<readonly ProviderKey[]>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<ProviderKey, 'name' | 'key' | 'url' | 'state' | 'testedAt' | 'updatedAt'>>,
  ): Promise<ProviderKey | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
}
