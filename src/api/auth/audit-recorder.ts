/** Writes the audit log: rows that come while others are being written go together with the next ones. */
import type { NewAuditEntry, Store } from '#domain';
import type { Id } from '#kernel';

interface Lane {
  entries: NewAuditEntry[];
  /** Settles when `entries` are kept. */
  kept: Promise<void>;
}

/** One writer a process; other nodes' rows are chained by the database. */
export class AuditRecorder {
  readonly #store: Pick<Store, 'audit'>;
  readonly #waiting = new Map<Id, Lane>();
  readonly #writing = new Map<Id, Promise<void>>();

  constructor(store: Pick<Store, 'audit'>) {
    this.#store = store;
  }

  /** Settles when the row is committed. @throws what the store throws; the row is lost then */
  record(organizationId: Id, entry: NewAuditEntry): Promise<void> {
    const lane = this.#waiting.get(organizationId);
    if (lane) {
      lane.entries.push(entry);
      return lane.kept;
    }
    const before = this.#writing.get(organizationId) ?? Promise.resolve();
    const kept = before.catch(() => {}).then(() => this.#write(organizationId));
    this.#waiting.set(organizationId, { entries: [entry], kept });
    return kept;
  }

  async #write(organizationId: Id): Promise<void> {
    const lane = this.#waiting.get(organizationId)!;
    this.#waiting.delete(organizationId);
    this.#writing.set(organizationId, lane.kept);
    try {
      await this.#store.audit.append(organizationId, lane.entries);
    } finally {
      if (this.#writing.get(organizationId) === lane.kept) this.#writing.delete(organizationId);
    }
  }
}
