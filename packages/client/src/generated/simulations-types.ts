// Written by tools/client.ts from openapi/openapi.json.
import { type PageQuery } from '../pages.ts';

export interface SimulationCase {
  readonly id: string;
  readonly object: 'simulation_case';
  readonly name: string;
  /** Who the person is, what they want and how they behave; a language model plays them. */
  readonly persona: string;
  /** What must hold, each judged by itself. */
  readonly criteria: readonly string[];
  /** How many of the criteria must hold. */
  readonly passes: 'all' | 'any';
  readonly suite_id: string | null;
  /** `agent_based`: written from an agent. */
  readonly kind: 'custom' | 'agent_based';
  readonly agent_id: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface SimulationSuite {
  readonly id: string;
  readonly object: 'simulation_suite';
  readonly name: string;
  readonly agent_id: string;
  /** BCP 47; what the persons speak. */
  readonly language: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface SimulationScenario extends CreateSimulationScenarioBody {
  readonly id: string;
  readonly object: 'simulation_scenario';
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface ExecuteSimulationSuiteAnswer {
  readonly session_id: string;
  readonly suite_id: string;
  readonly data: readonly Simulation[];
}

export interface Simulation {
  readonly id: string;
  readonly object: 'simulation';
  readonly session_id: string;
  readonly suite_id: string | null;
  readonly case_id: string;
  readonly case_name: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly status: SimulationStatus;
  readonly turns: readonly {
    readonly who: 'agent' | 'person';
    readonly text: string;
    /** From the beginning, as if it were spoken. */
    readonly at_ms: number;
  }[];
  readonly tools_used: readonly string[];
  readonly ended_by: string | null;
  readonly verdict: SimulationVerdict | null;
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly ended_at: string | null;
}

export interface SimulationVerdict {
  readonly success: boolean;
  readonly criteria: readonly {
    readonly success: boolean;
    readonly reason: string;
  }[];
}

export interface SimulationSession {
  readonly id: string;
  readonly object: 'simulation_session';
  readonly suite_id: string | null;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
}

export type UpdateSimulationCaseBody = Partial<CreateSimulationCaseBody>;

export interface CreateSimulationCaseBody {
  readonly name: string;
  /** Who the person is, what they want and how they behave; a language model plays them. */
  readonly persona: string;
  /** What must hold, each judged by itself. */
  readonly criteria: readonly string[];
  /** How many of the criteria must hold. */
  readonly passes?: 'all' | 'any';
  readonly suite_id?: string | null;
}

export interface ListSimulationCasesQuery extends PageQuery {
  /** Part of the name. */
  readonly search?: string;
  readonly kind?: 'custom' | 'agent_based';
  /** An id, in any spelling. */
  readonly suite_id?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
}

export type UpdateSimulationSuiteBody = Partial<CreateSimulationSuiteBody>;

export interface CreateSimulationSuiteBody {
  readonly name: string;
  /** An id, in any spelling. */
  readonly agent_id: string;
  /** BCP 47; what the persons speak. */
  readonly language?: string;
}

export interface ListSimulationSuitesQuery extends PageQuery {
  /** Part of the name. */
  readonly search?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
}

export type UpdateSimulationScenarioBody = Partial<CreateSimulationScenarioBody>;

export interface CreateSimulationScenarioBody {
  readonly name: string;
  /** The situation, in words. */
  readonly description: string;
}

export interface ListSimulationScenariosQuery extends PageQuery {
  /** Part of the name. */
  readonly search?: string;
}

export interface GenerateSimulationCasesBody {
  /** An id, in any spelling. */
  readonly agent_id: string;
  readonly topics: readonly {
    readonly name: string;
    /** What the case is to try, in words. */
    readonly about: string;
  }[];
  readonly suite_id?: string | null;
}

export interface ExecuteSimulationSuiteBody {
  /** Default: 20. */
  readonly max_turns?: number;
}

export interface CreateSimulationBody {
  /** An id, in any spelling. */
  readonly case_id: string;
  /** An id, in any spelling. */
  readonly agent_id: string;
  /** An id, in any spelling. */
  readonly session_id?: string;
  /** Of the call. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Things the person may say. */
  readonly max_turns?: number;
}

export interface ListSimulationsQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly session_id?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  readonly status?: SimulationStatus;
}

export type SimulationStatus = 'queued' | 'running' | 'completed' | 'failed';
