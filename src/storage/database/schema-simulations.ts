/** The tables of migration 0012 as kysely sees them. */
import type { ColumnType } from 'kysely';
import type { SimulationCase, SimulationEnd, SimulationRun, SimulationState } from '#domain';
import type { Id, Millis } from '#kernel';

/** Read as a value, written as text that is JSON already. */
type Json<T> = ColumnType<T, string, string>;

interface Owned {
  id: Id;
  organization_id: Id;
  created_at: Millis;
  updated_at: Millis;
}

interface Named extends Owned {
  name: string;
}

export interface SimulationSuiteTable extends Named {
  agent_id: Id;
  language: string;
}

export interface SimulationCaseTable extends Named {
  suite_id: Id | null;
  persona: string;
  kind: SimulationCase['kind'];
  criteria: Json<readonly string[]>;
  passes: SimulationCase['passes'];
  agent_id: Id | null;
}

export interface SimulationScenarioTable extends Named {
  description: string;
}

/** What a run keeps of its case and of its wish. */
export type MadeOf = Pick<
  SimulationRun,
  'caseName' | 'persona' | 'criteria' | 'passes' | 'agentName' | 'variables' | 'language' | 'maxTurns'
>;

export interface SimulationRunTable extends Owned {
  session_id: Id;
  suite_id: Id | null;
  case_id: Id;
  agent_id: Id;
  state: SimulationState;
  made_of: Json<MadeOf>;
  outcome: ColumnType<Omit<SimulationEnd, 'state'> | null, string | null, string | null>;
  due_at: Millis | null;
  ended_at: Millis | null;
}

/** A part of `Schema`. */
export interface SimulationSchema {
  simulation_suites: SimulationSuiteTable;
  simulation_cases: SimulationCaseTable;
  simulation_scenarios: SimulationScenarioTable;
  simulation_runs: SimulationRunTable;
}
