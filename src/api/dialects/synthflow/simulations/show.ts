/** Simulations in Synthflow's shapes. */
import type { Agent, SimulationCase, SimulationRun, SimulationScenario, SimulationSuite } from '#domain';

const iso = (at: number): string => new Date(at).toISOString();
const STATUS = {
  queued: 'in-progress',
  running: 'in-progress',
  completed: 'completed',
  failed: 'failed',
} as const;

/** @param agent of which it was made, while it is there */
export function showCase(row: SimulationCase, agent: Agent | null) {
  return {
    ...{ simulation_case_id: row.id, workspace_id: row.organizationId, suite_id: row.suiteId },
    ...{ name: row.name, prompt: row.persona, type: row.kind, success_criteria: [...row.criteria] },
    call_success_type: row.passes,
    base_agent: agent && {
      ...{ model_id: agent.id, agent_name: agent.config.name, agent_type: 'outbound' },
      ...{ voice_engine_type: agent.config.voice?.provider ?? null, phone_number: null },
      ...{ updated_at: iso(agent.updatedAt), image_url: null },
    },
    ...{ created_at: iso(row.createdAt), updated_at: iso(row.updatedAt) },
  };
}

export function showSuite(row: SimulationSuite) {
  return {
    ...{ suite_id: row.id, workspace_id: row.organizationId, name: row.name, model_id: row.agentId },
    ...{ language: row.language, created_at: iso(row.createdAt), updated_at: iso(row.updatedAt) },
  };
}

export function showScenario(row: SimulationScenario) {
  return {
    ...{ scenario_id: row.id, workspace_id: row.organizationId, name: row.name },
    description: row.description,
    ...{ created_at: iso(row.createdAt), updated_at: iso(row.updatedAt) },
  };
}

export function showRun(run: SimulationRun) {
  const { verdict, fault } = run;
  return {
    ...{ simulation_id: run.id, simulation_session_id: run.sessionId, simulation_case_id: run.caseId },
    ...{ workspace_id: run.organizationId, suite_id: run.suiteId, simulation_case_name: run.caseName },
    ...{ simulation_case_prompt: run.persona, success_criteria: [...run.criteria] },
    call_success_type: run.passes,
    // It is held in text: there is no second agent, no number and no recording.
    ...{ persona_agent_id: null, persona_phone_number: null, target_phone_number: null },
    ...{ target_agent_id: run.agentId, agent_name: run.agentName, target_call_id: null },
    status: STATUS[run.state],
    error_info: fault && { message: fault.message, code: fault.code, type: 'simulation_error' },
    recording_url: null,
    timeline: run.turns.map(({ who, text, atMs }) => {
      const at = run.createdAt + Math.round(atMs);
      return {
        ...{ sender_type: who === 'agent' ? 'bot' : 'human', value: text, type: 'message' },
        ...{ timestamp_datetime: iso(at), timestamp: at / 1000 },
      };
    }),
    success_criteria_analysis: verdict && {
      success: verdict.success,
      evaluations: verdict.criteria.map(({ success, reason }) => ({ success, reasoning: reason })),
    },
    ...{ created_at: iso(run.createdAt), updated_at: iso(run.updatedAt) },
  };
}

/** @param runs all of the session */
export function showSession(id: string, runs: readonly SimulationRun[]) {
  const of = (state: SimulationRun['state']): number => runs.filter((run) => run.state === state).length;
  const [completed, failed] = [of('completed'), of('failed')];
  return {
    simulation_session_id: id,
    simulations: runs.map(showRun),
    ...{ total_simulations: runs.length, completed_simulations: completed, failed_simulations: failed },
    pending_simulations: runs.length - completed - failed,
  };
}
