/** Analysis settings with a name, which agents and re-runs use by their id. */
import type { Id, Millis } from '#kernel';
import type { AnalysisSettings } from '../agents/analysis-schema.ts';
import type { Agent } from '../agents/agent.ts';
import type { Page } from '../page.ts';

export interface AnalysisTemplate {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  readonly description: string;
  readonly settings: Partial<AnalysisSettings>;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface AnalysisTemplateRepository {
  insert(template: AnalysisTemplate): Promise<void>;
  get(organizationId: Id, id: Id): Promise<AnalysisTemplate | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(organizationId: Id, id: Id): Promise<AnalysisTemplate | null>;
  /** Newest first. */
  list(
    organizationId: Id,
    page: Page,
  ): Promise<{ readonly rows: readonly AnalysisTemplate[]; readonly total: number }>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<AnalysisTemplate, 'name' | 'description' | 'settings' | 'updatedAt'>>,
  ): Promise<AnalysisTemplate | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Agents whose working copy or production version uses it, newest first. */
  agentsOf(organizationId: Id, id: Id, page: Page): Promise<readonly Agent[]>;
}
