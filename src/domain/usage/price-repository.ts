/** Price tables as they are kept. */
import type { Id, Millis } from '#kernel';
import type { PriceTable } from './price-of.ts';

export interface PriceRepository {
  /** The organization's own table; null: the default one holds. */
  get(organizationId: Id): Promise<PriceTable | null>;
  /** @param table null: the default one holds again. */
  put(organizationId: Id, table: PriceTable | null, at: Millis): Promise<void>;
}
