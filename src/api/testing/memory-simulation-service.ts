/** Simulations that are queued and never run; cases are written without a language model. */
import {
  USUAL_SIMULATED_TURNS,
  type SimulationCase,
  type SimulationRun,
  type SimulationService,
  type Store,
} from '#domain';
import { AppError, notFound, type Clock, type IdSource } from '#kernel';

export function memorySimulationService(store: Store, clock: Clock, ids: IdSource): SimulationService {
  type Wish = Parameters<SimulationService['run']>[1] & { readonly language?: string };
  const queued = async (
    organizationId: SimulationRun['organizationId'],
    wish: Wish,
  ): Promise<SimulationRun> => {
    const found = await store.simulations.cases.get(organizationId, wish.caseId);
    if (!found) throw notFound('simulation-case', 'simulation_case_id');
    if (wish.sessionId && !(await store.simulations.runs.session(organizationId, wish.sessionId)))
      throw notFound('simulation-session', 'simulation_session_id');
    const agent = await store.agents.get(organizationId, wish.agentId);
    if (!agent) throw notFound('agent', 'agent_id');
    const at = clock.now();
    const run: SimulationRun = {
      ...{ id: ids.next(), organizationId, sessionId: wish.sessionId ?? ids.next(), suiteId: found.suiteId },
      ...{ caseId: found.id, caseName: found.name, persona: found.persona, criteria: found.criteria },
      ...{ passes: found.passes, agentId: agent.id, agentName: agent.config.name },
      ...{ variables: wish.variables ?? {}, language: wish.language ?? null },
      ...{ maxTurns: wish.maxTurns ?? USUAL_SIMULATED_TURNS, state: 'queued', turns: [], tools: [] },
      ...{ endedBy: null, verdict: null, fault: null, createdAt: at, endedAt: null, updatedAt: at },
    };
    await store.simulations.runs.insert([run]);
    return run;
  };
  return {
    run: ({ organizationId }, wish) => queued(organizationId, wish),
    async execute({ organizationId }, suiteId, maxTurns) {
      const suite = await store.simulations.suites.get(organizationId, suiteId);
      if (!suite) throw notFound('simulation-suite');
      const { rows } = await store.simulations.cases.list(organizationId, { limit: 1000, suiteId });
      if (rows.length === 0)
        throw new AppError({
          code: 'simulation-suite-empty',
          status: 400,
          message: 'This suite has no cases.',
        });
      const runs: SimulationRun[] = [];
      for (const { id } of rows)
        runs.push(
          await queued(organizationId, {
            ...{ caseId: id, agentId: suite.agentId, maxTurns, language: suite.language },
            ...(runs[0] ? { sessionId: runs[0].sessionId } : {}),
          }),
        );
      return { suite, runs };
    },
    async generate({ organizationId }, { agentId, suiteId, topics }) {
      if (!(await store.agents.get(organizationId, agentId))) throw notFound('agent', 'agent_id');
      if (suiteId !== null && !(await store.simulations.suites.get(organizationId, suiteId)))
        throw notFound('simulation-suite', 'suite_id');
      const write = async function* () {
        for (const { name, about } of topics) {
          const at = clock.now();
          const made: SimulationCase = {
            ...{ id: ids.next(), organizationId, suiteId, name, persona: about, kind: 'agent_based' },
            ...{ criteria: [about], passes: 'all', agentId, createdAt: at, updatedAt: at },
          };
          await store.simulations.cases.insert(made);
          yield { topic: name, made };
        }
      };
      return write();
    },
  };
}
