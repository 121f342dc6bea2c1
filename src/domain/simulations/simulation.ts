/** Rehearsals of agents: a case says who calls and what counts as success, a run is one conversation of it, in text. */
import type { Id, Millis } from '#kernel';

/** How many criteria must hold. */
export type PassRule = 'all' | 'any';

/** Somebody for the agent to talk with, and what is asked of it. */
export interface SimulationCase {
  readonly id: Id;
  readonly organizationId: Id;
  readonly suiteId: Id | null;
  readonly name: string;
  /** Who the person is and what they want, for the language model that plays them. */
  readonly persona: string;
  /** `custom`: written by people. `agent_based`: made of an agent. */
  readonly kind: 'custom' | 'agent_based';
  /** Each is judged by itself; at least one. */
  readonly criteria: readonly string[];
  readonly passes: PassRule;
  /** Of which agent it was made. */
  readonly agentId: Id | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** Cases that are run together against one agent. */
export interface SimulationSuite {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  readonly agentId: Id;
  /** BCP 47; what the persons speak. */
  readonly language: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A situation in words, kept to write cases from. */
export interface SimulationScenario {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export type SimulationState = 'queued' | 'running' | 'completed' | 'failed';

export interface SimulatedTurn {
  readonly who: 'agent' | 'person';
  readonly text: string;
  /** From the beginning of the conversation, as if it were spoken, ms. */
  readonly atMs: Millis;
}

/** What the judge found; `criteria` in the order of the case. */
export interface SimulationVerdict {
  readonly success: boolean;
  readonly criteria: readonly { readonly success: boolean; readonly reason: string }[];
}

/** One conversation. What it was made of is kept with it: later edits of the case change it no more. */
export interface SimulationRun {
  readonly id: Id;
  readonly organizationId: Id;
  /** Runs that were started together. */
  readonly sessionId: Id;
  readonly suiteId: Id | null;
  readonly caseId: Id;
  readonly caseName: string;
  readonly persona: string;
  readonly criteria: readonly string[];
  readonly passes: PassRule;
  readonly agentId: Id;
  readonly agentName: string;
  /** Of the call. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the person speaks; null: the agent's language. */
  readonly language: string | null;
  /** Things that the person may say. */
  readonly maxTurns: number;
  readonly state: SimulationState;
  readonly turns: readonly SimulatedTurn[];
  /** Names of the tools that the agent used, in order. */
  readonly tools: readonly string[];
  /** Why the conversation ended, e.g. `agent-hung-up`, `person-hung-up`, `max-turns`; null before. */
  readonly endedBy: string | null;
  readonly verdict: SimulationVerdict | null;
  /** Why it failed. */
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly createdAt: Millis;
  readonly endedAt: Millis | null;
  readonly updatedAt: Millis;
}

/** What a run leaves. */
export type SimulationEnd = Pick<SimulationRun, 'turns' | 'tools' | 'endedBy' | 'verdict' | 'fault'> & {
  readonly state: 'completed' | 'failed';
};

/** More a conversation is not. */
export const MOST_SIMULATED_TURNS = 100;
export const USUAL_SIMULATED_TURNS = 20;

/** Does a case pass, by what was found of each criterion? */
export function areMet(rule: PassRule, found: readonly boolean[]): boolean {
  return found.length > 0 && (rule === 'all' ? found.every(Boolean) : found.some(Boolean));
}
