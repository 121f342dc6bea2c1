/** Agents and their versions as they are kept. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';
import type { Agent, AgentVersion, NewVersion } from './agent.ts';
import type { AgentConfig } from './config.ts';

export interface AgentQuery extends Page {
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By name and id; pages by `offset`. */
  readonly byName?: boolean;
}

export interface AgentRepository {
  insert(agent: Agent): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Agent | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(organizationId: Id, id: Id): Promise<Agent | null>;
  /** Newest first, unless by name. */
  list(organizationId: Id, query: AgentQuery): Promise<readonly Agent[]>;
  count(organizationId: Id, query: Pick<AgentQuery, 'search'>): Promise<number>;
  /** With its versions; what names it elsewhere is left. */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  update(organizationId: Id, id: Id, config: AgentConfig, at: Millis): Promise<Agent | null>;
  /** Numbers it within its agent. */
  insertVersion(version: NewVersion): Promise<AgentVersion>;
  getVersion(organizationId: Id, agentId: Id, id: Id): Promise<AgentVersion | null>;
  /** By the version's id alone (dial's `prompt_id`). */
  findVersion(organizationId: Id, id: Id): Promise<AgentVersion | null>;
  listVersions(organizationId: Id, agentId: Id, page: Page): Promise<readonly AgentVersion[]>;
  updateVersion(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<AgentVersion, 'name' | 'message'>>,
  ): Promise<AgentVersion | null>;
  removeVersion(organizationId: Id, agentId: Id, id: Id): Promise<boolean>;
  setProduction(organizationId: Id, agentId: Id, versionId: Id | null, at: Millis): Promise<Agent | null>;
}
