/** A tool of its own, which several agents use by its id. */
import type { Id, Millis } from '#kernel';
import type { Agent } from '../agents/agent.ts';
import type { Tool } from '../agents/tools-schema.ts';
import type { Page } from '../page.ts';

export interface SavedTool {
  readonly id: Id;
  readonly organizationId: Id;
  /** For people; what the model calls it stands in `config`. */
  readonly title: string;
  /** Its secrets lie sealed. */
  readonly config: Tool;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface SavedToolQuery extends Page {
  readonly type?: Tool['type'];
  /** Part of the title, in any case. */
  readonly search?: string;
}

export interface SavedToolRepository {
  insert(tool: SavedTool): Promise<void>;
  get(organizationId: Id, id: Id): Promise<SavedTool | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(organizationId: Id, id: Id): Promise<SavedTool | null>;
  /** Those that are there, by id. */
  getMany(organizationId: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, SavedTool>>;
  /** Newest first. */
  list(
    organizationId: Id,
    query: SavedToolQuery,
  ): Promise<{ readonly rows: readonly SavedTool[]; readonly total: number }>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<SavedTool, 'title' | 'config' | 'updatedAt'>>,
  ): Promise<SavedTool | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Agents whose working copy or production version uses it, newest first. */
  agentsOf(organizationId: Id, id: Id, page: Page): Promise<readonly Agent[]>;
}

/** A run of a tool that is owed after the end of its call. */
export interface DueTool {
  readonly id: Id;
  readonly callId: Id;
  readonly organizationId: Id;
  /** Its place among the tools of the call's agent. */
  readonly place: number;
  readonly tries: number;
}

export interface DueToolRepository {
  owe(runs: readonly Omit<DueTool, 'tries'>[], dueAt: Millis): Promise<void>;
  /** Takes up to `limit` of those that are due (`SKIP LOCKED`); after `leaseMs` they are due again. */
  claimDue(nodeId: Id, now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueTool[]>;
  postpone(run: DueTool, dueAt: Millis, tries: number): Promise<void>;
  /** @returns `false`: it was owed no more */
  finish(id: Id): Promise<boolean>;
  /** When the next falls due, of any organization; null = none is owed. */
  nextDueAt(): Promise<Millis | null>;
}
