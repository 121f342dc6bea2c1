/** What the APIs ask of simulations. Implemented in `calling`, plugged in by main. */
import type { Id } from '#kernel';
import type { Tenant } from '../organizations/organization.ts';
import type { SimulationCase, SimulationRun, SimulationSuite } from './simulation.ts';

export interface SimulationWish {
  readonly caseId: Id;
  readonly agentId: Id;
  /** Absent: a session of its own. */
  readonly sessionId?: Id;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly maxTurns?: number;
}

/** What a made-up case is to try. */
export interface CaseTopic {
  readonly name: string;
  /** For the language model. */
  readonly about: string;
}

export interface SimulationService {
  /**
   * Queues one conversation; it runs in the background.
   * @throws AppError `simulation-case-unknown`, `simulation-session-unknown`, `agent-unknown` (404), `llm-missing` (400)
   */
  run(tenant: Tenant, wish: SimulationWish): Promise<SimulationRun>;
  /**
   * Every case of a suite against its agent, in one session.
   * @throws AppError `simulation-suite-unknown`, `agent-unknown` (404), `simulation-suite-empty`, `llm-missing` (400)
   */
  execute(
    tenant: Tenant,
    suiteId: Id,
    maxTurns: number,
  ): Promise<{ readonly suite: SimulationSuite; readonly runs: readonly SimulationRun[] }>;
  /**
   * Writes a case a topic from what the agent is told, and keeps it; each is given as soon as it is there.
   * @throws AppError `agent-unknown`, `simulation-suite-unknown` (404), `llm-missing` (400) before the first
   */
  generate(
    tenant: Tenant,
    wish: { readonly agentId: Id; readonly suiteId: Id | null; readonly topics: readonly CaseTopic[] },
    signal: AbortSignal,
  ): Promise<AsyncIterable<GeneratedCase>>;
}

/** `fault`: nothing that can be read was written about this topic. */
export type GeneratedCase =
  | { readonly topic: string; readonly made: SimulationCase }
  | { readonly topic: string; readonly fault: string };
