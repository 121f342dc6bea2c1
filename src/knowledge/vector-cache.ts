/** Vectors of bases, kept in memory as long as the base does not change. */
import type { BaseVectors, KnowledgeRepository } from '#domain';
import type { Id } from '#kernel';

/** Floats: 64 MiB. */
const MOST_FLOATS = 16 * 1024 * 1024;
/** More chunks than this in one base are searched by their words alone; see docs/knowledge.md. */
export const MOST_VECTORS = 5_000;

interface Kept {
  readonly mark: string;
  readonly rows: BaseVectors['rows'];
  readonly floats: number;
}

export class VectorCache {
  readonly #repository: Pick<KnowledgeRepository, 'vectors' | 'vectorMark'>;
  readonly #kept = new Map<Id, Kept>();

  constructor(repository: Pick<KnowledgeRepository, 'vectors' | 'vectorMark'>) {
    this.#repository = repository;
  }

  /** Empty for a base without vectors. */
  async of(organizationId: Id, baseId: Id): Promise<BaseVectors['rows']> {
    const mark = await this.#repository.vectorMark(organizationId, baseId);
    if (mark === null) return [];
    const kept = this.#kept.get(baseId);
    if (kept?.mark === mark) {
      // What was used last goes last.
      this.#kept.delete(baseId);
      this.#kept.set(baseId, kept);
      return kept.rows;
    }
    const { rows } = await this.#repository.vectors(organizationId, baseId, MOST_VECTORS);
    const floats = rows.reduce((sum, { vector }) => sum + vector.length, 0);
    this.#kept.set(baseId, { mark, rows, floats });
    this.#makeRoom();
    return rows;
  }

  #makeRoom(): void {
    let floats = [...this.#kept.values()].reduce((sum, kept) => sum + kept.floats, 0);
    for (const [id, kept] of this.#kept) {
      if (floats <= MOST_FLOATS || this.#kept.size === 1) return;
      this.#kept.delete(id);
      floats -= kept.floats;
    }
  }
}
