/** What an organization's calls used, call by call and summed. */
import type { Id, Millis } from '#kernel';
import type { Direction } from '../calls/call.ts';
import type { OutcomeCode } from '../calls/outcome.ts';
import type { Page } from '../page.ts';
import type { CallCost } from './cost.ts';

/** Ended calls that were made from `from` on and before `to`. */
export interface UsageQuery {
  readonly from: Millis;
  readonly to: Millis;
  readonly agentId?: Id;
  readonly numberId?: Id;
  readonly direction?: Direction;
  /** Calls of test keys; else the others. */
  readonly test: boolean;
}

export interface CallUsage {
  readonly callId: Id;
  readonly direction: Direction;
  readonly agentId: Id | null;
  readonly agentName: string;
  readonly numberId: Id | null;
  readonly to: string;
  readonly from: string | null;
  readonly outcome: OutcomeCode;
  readonly createdAt: Millis;
  readonly answeredAt: Millis | null;
  readonly endedAt: Millis;
  /** From the answer to the end; 0 without an answer. */
  readonly durationMs: Millis;
  readonly cost: CallCost | null;
}

export type UsagePeriod = 'day' | 'week' | 'month' | 'agent' | 'number';

export interface UsageSum {
  /** The period's first day `YYYY-MM-DD`, or the id; null: calls without one. */
  readonly key: string | null;
  /** Of the agent or the number; null for periods. */
  readonly name: string | null;
  readonly calls: number;
  readonly answered: number;
  readonly durationMs: Millis;
  /** By currency; `complete` false: some call or line had no price. */
  readonly cost: readonly {
    readonly currency: string;
    readonly total: number;
    readonly complete: boolean;
  }[];
}

/** How calls went. */
export interface CallFigures {
  readonly calls: number;
  readonly answered: number;
  readonly byOutcome: Readonly<Partial<Record<OutcomeCode, number>>>;
  readonly byEndReason: readonly { readonly code: string; readonly calls: number }[];
  /** Of answered calls, ms; null: there were none. */
  readonly duration: {
    readonly total: Millis;
    readonly mean: Millis;
    readonly p50: Millis;
    readonly p95: Millis;
  } | null;
  /** 0 to 23, in the time zone asked for. */
  readonly byHour: readonly { readonly hour: number; readonly calls: number; readonly answered: number }[];
  readonly byDay: readonly { readonly day: string; readonly calls: number; readonly answered: number }[];
  readonly byAgent: readonly {
    readonly agentId: Id | null;
    readonly name: string;
    readonly calls: number;
    readonly answered: number;
    readonly durationMs: Millis;
  }[];
}

export interface UsageRepository {
  /** Newest first. */
  calls(
    organizationId: Id,
    query: UsageQuery & Page,
  ): Promise<{ readonly rows: readonly CallUsage[]; readonly total: number }>;
  /** Periods in order, agents and numbers by their calls. @param timeZone IANA */
  sums(
    organizationId: Id,
    query: UsageQuery,
    by: UsagePeriod,
    timeZone: string,
  ): Promise<readonly UsageSum[]>;
  figures(organizationId: Id, query: UsageQuery, timeZone: string): Promise<CallFigures>;
}
