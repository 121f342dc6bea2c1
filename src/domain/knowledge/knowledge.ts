/** What an agent may look things up in: bases of sources, cut into chunks that can be found. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

/** A model that turns texts into vectors, as `provider` and its own name. */
export interface EmbeddingChoice {
  readonly provider: string;
  readonly model: string;
}

/** Sources that belong together. */
export interface KnowledgeBase {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  /** When it is to be used, for the model; empty: whenever it helps. */
  readonly condition: string;
  /** BCP 47; decides how words are reduced to their stems. */
  readonly language: string;
  /** Null: found by words alone. */
  readonly embedding: EmbeddingChoice | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export type SourceKind = 'text' | 'file' | 'web';
/** `pending`: it is being read; what it held before can still be found. */
export type SourceState = 'pending' | 'ready' | 'failed';

/** One text, file or web page. */
export interface KnowledgeSource {
  readonly id: Id;
  readonly organizationId: Id;
  readonly baseId: Id;
  readonly kind: SourceKind;
  readonly name: string;
  /** Of a web page. */
  readonly url: string | null;
  /** Of a file, its media type; of a web page, the one it came with. */
  readonly mediaType: string | null;
  readonly state: SourceState;
  /** Why it failed, and the mend. */
  readonly fault: string | null;
  readonly characters: number;
  readonly chunks: number;
  /** When it was last read in whole. */
  readonly readAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A piece of a source that can be found by itself. */
export interface KnowledgeChunk {
  /** 0, 1, 2 … within its source. */
  readonly place: number;
  /** The headings above it, outermost first, joined by ` › `; empty: none. */
  readonly heading: string;
  readonly text: string;
  /** Of length 1; null where no model was there to make one. */
  readonly vector: Float32Array | null;
}

/** A chunk that shares words with a question. */
export interface WordHit {
  readonly sourceId: Id;
  readonly baseId: Id;
  readonly place: number;
  readonly source: string;
  readonly heading: string;
  readonly text: string;
  /** Stems of the question that stand in it. */
  readonly stems: readonly string[];
  /** How near they stand to each other, 0 to 1. */
  readonly rank: number;
}

/** The vectors of one base, for comparing in memory. */
export interface BaseVectors {
  readonly baseId: Id;
  readonly rows: readonly { readonly sourceId: Id; readonly place: number; readonly vector: Float32Array }[];
}

/** A source whose reading is due. */
export interface DueSource {
  readonly source: KnowledgeSource;
  readonly base: KnowledgeBase;
  /** What a text or a file holds; null for a web page. */
  readonly content: string | null;
  readonly tries: number;
  /** Which wish this reading fulfils; a newer one makes it void. */
  readonly wish: number;
}

/** What a call, or somebody who tries it out, is given. */
export interface FoundChunk {
  readonly base: string;
  readonly source: string;
  readonly heading: string;
  readonly text: string;
  /** 0 to 1; comparable within one answer only. */
  readonly score: number;
}

export interface KnowledgeRepository {
  insertBase(base: KnowledgeBase): Promise<void>;
  getBase(organizationId: Id, id: Id): Promise<KnowledgeBase | null>;
  /** Those of `ids` that exist, in any order. */
  getBases(organizationId: Id, ids: readonly Id[]): Promise<readonly KnowledgeBase[]>;
  listBases(organizationId: Id, page: Page): Promise<readonly KnowledgeBase[]>;
  /** A change of language or model makes every source of it due again. */
  updateBase(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<KnowledgeBase, 'name' | 'condition' | 'language' | 'embedding'>>,
    at: Millis,
  ): Promise<KnowledgeBase | null>;
  /** With its sources and chunks. */
  removeBase(organizationId: Id, id: Id): Promise<boolean>;
  /** @param content of a text or a file; its reading is due at once */
  insertSource(source: KnowledgeSource, content: string | null): Promise<void>;
  getSource(organizationId: Id, baseId: Id, id: Id): Promise<KnowledgeSource | null>;
  listSources(organizationId: Id, baseId: Id, page: Page): Promise<readonly KnowledgeSource[]>;
  /** @param again its reading is due at once; with `content` or `url` it always is */
  updateSource(
    organizationId: Id,
    baseId: Id,
    id: Id,
    patch: {
      readonly name?: string;
      readonly content?: string;
      readonly url?: string;
      readonly again?: true;
    },
    at: Millis,
  ): Promise<KnowledgeSource | null>;
  removeSource(organizationId: Id, baseId: Id, id: Id): Promise<boolean>;
  /** Takes up to `limit` sources that are due (`SKIP LOCKED`); after `leaseMs` they are due again. */
  claimDue(now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueSource[]>;
  nextDueAt(): Promise<Millis | null>;
  /**
   * The source was read: replaces its chunks. Does nothing when it was changed since `due` was claimed.
   * @returns whether it was kept
   */
  finish(
    due: DueSource,
    read: {
      readonly characters: number;
      readonly mediaType: string | null;
      readonly chunks: readonly KnowledgeChunk[];
    },
    at: Millis,
  ): Promise<boolean>;
  /** It could not be read; what it held before stays. @param dueAt when it is tried again; null: no more */
  fail(due: DueSource, fault: string, dueAt: Millis | null, at: Millis): Promise<void>;
  /** Chunks that hold at least one stem of `query`, the nearest ones first. @param language of the bases */
  byWords(
    organizationId: Id,
    baseIds: readonly Id[],
    query: string,
    language: string,
    limit: number,
  ): Promise<{ readonly stems: readonly string[]; readonly hits: readonly WordHit[] }>;
  /** A mark that changes whenever vectors of the base do; null: it has none. */
  vectorMark(organizationId: Id, baseId: Id): Promise<string | null>;
  /** Every vector of a base, at most `limit`. */
  vectors(organizationId: Id, baseId: Id, limit: number): Promise<BaseVectors>;
  chunksAt(
    organizationId: Id,
    places: readonly { readonly sourceId: Id; readonly place: number }[],
  ): Promise<readonly Omit<WordHit, 'stems' | 'rank'>[]>;
}
