/** What was made of a call after its end. JSON as it stands in the log and, but for its time, in every API. */
import type { Id, Millis } from '#kernel';
import type { AnalysisSettings } from '../agents/analysis-schema.ts';

export interface CallAnalysis {
  /** A language model, or what the playbook itself had filled in. */
  readonly by: 'llm' | 'slots';
  /** `provider/model`; null without one. */
  readonly model: string | null;
  /** Null when none was asked for. */
  readonly summary: string | null;
  /** By the settings' schema; without one, what the playbook filled in. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly disposition: string | null;
  /** Null: nobody said what success is, or it cannot be told. */
  readonly success: boolean | null;
  readonly success_reason: string | null;
  readonly sentiment: 'positive' | 'neutral' | 'negative' | null;
  /** Why no language model made it although one was asked for; null otherwise. */
  readonly fault: string | null;
  /** Ms since the epoch. */
  readonly created_at: Millis;
}

/** What there is, and whether another one is under way. */
export interface AnalysisReading {
  readonly analysis: CallAnalysis;
  readonly isDue: boolean;
}

/** An analysis that a language model owes; kept until it is there, whatever dies meanwhile. */
export interface DueAnalysis {
  readonly callId: Id;
  readonly organizationId: Id;
  /** Told apart from an earlier request of the same call, whose late answer counts no more. */
  readonly run: Id;
  /** In place of the agent's; null: the agent's. */
  readonly settings: Partial<AnalysisSettings> | null;
  /** How often it was tried and failed. */
  readonly tries: number;
}

export interface AnalysisRepository {
  /** Owes one from `dueAt` on; what was owed of the same call before is owed no more. */
  request(analysis: Omit<DueAnalysis, 'tries'>, dueAt: Millis): Promise<void>;
  /**
   * Takes up to `limit` of those that are due, or that a dead node had taken (`SKIP LOCKED`). After `leaseMs` they are
   * due again.
   */
  claimDue(nodeId: Id, now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueAnalysis[]>;
  /** Gives a claimed one back until `dueAt`. */
  postpone(analysis: DueAnalysis, dueAt: Millis, tries: number): Promise<void>;
  /** It is owed no more. @returns `false`: another one has been asked for meanwhile, this one counts no more */
  finish(analysis: DueAnalysis): Promise<boolean>;
  isDue(callId: Id): Promise<boolean>;
  /** When the next falls due, of any organization; null = none is owed. */
  nextDueAt(): Promise<Millis | null>;
}
