/** Numbers to choose a caller number from, and the rule to choose by. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

/**
 * `least_recently_used`: the one whose last call is longest ago. `weighted`: by chance, as often as its weight says.
 * `same_country`: one of the callee's country if there is, the least recently used of them. `first`: by their order.
 */
export type PoolRule = 'least_recently_used' | 'weighted' | 'same_country' | 'first';
export const POOL_RULES = ['least_recently_used', 'weighted', 'same_country', 'first'] as const;

export interface PoolMember {
  readonly numberId: Id;
  /** 1 to 1000; counts for the rule `weighted`. */
  readonly weight: number;
}

export interface NumberPool {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  readonly rule: PoolRule;
  /** In order; each number once. */
  readonly members: readonly PoolMember[];
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface NumberPoolRepository {
  insert(pool: NumberPool): Promise<void>;
  get(organizationId: Id, id: Id): Promise<NumberPool | null>;
  /** Newest first. @param query `numberId`: those that hold this number */
  list(
    organizationId: Id,
    query: Page & { readonly numberId?: Id },
  ): Promise<{ readonly rows: readonly NumberPool[]; readonly total: number }>;
  /** `members` replace the former ones. */
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<NumberPool, 'name' | 'rule' | 'members' | 'updatedAt'>>,
  ): Promise<NumberPool | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
}
