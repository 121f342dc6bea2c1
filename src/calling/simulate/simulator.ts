/** Simulations: queued by requests, run by one loop. */
import type {
  CallPlan,
  CaseTopic,
  GeneratedCase,
  SimulationCase,
  SimulationRun,
  SimulationService,
  SimulationSuite,
  SimulationWish,
  Tenant,
} from '#domain';
import { USUAL_SIMULATED_TURNS } from '#domain';
import { AppError, DueLoop, errorText, notFound, type Id, type Millis } from '#kernel';
import { ModelError } from '#models';
import { chooseAgent } from '../accept/choose-agent.ts';
import { engineOf } from '../accept/prepare-call.ts';
import { chooseLlms } from '../accept/choose-models.ts';
import { RUN_MS, runSimulation, type SimulateOptions } from './run-simulation.ts';
import { writeCase } from './write-case.ts';

const AT_ONCE = 2;
const IDLE_POLL_MS: Millis = 5_000;
const LEASE_MS: Millis = RUN_MS + 30_000;

export class Simulator implements SimulationService {
  readonly #options: SimulateOptions;
  readonly #loop: DueLoop<SimulationRun>;

  constructor(options: SimulateOptions) {
    const { store, clock, logger } = options;
    this.#options = options;
    this.#loop = new DueLoop<SimulationRun>({
      name: 'simulations',
      ...{ clock, logger, atOnce: AT_ONCE, idlePollMs: IDLE_POLL_MS, readsAfterEach: true },
      claim: (room) => store.simulations.runs.claimDue(clock.now(), LEASE_MS, room),
      nextDueAt: () => store.simulations.runs.nextDueAt(),
      keyOf: ({ id }) => id,
      run: async (run, signal) => {
        const end = await runSimulation(run, options, signal);
        if (end) await store.simulations.runs.finish(run.id, end, clock.now());
      },
      onFault: async ({ id }, cause) => {
        const fault = { code: 'internal', message: errorText(cause) };
        const nothing = { turns: [], tools: [], endedBy: null, verdict: null };
        await store.simulations.runs.finish(id, { state: 'failed', ...nothing, fault }, clock.now());
      },
    });
  }

  wake(): void {
    this.#loop.wake();
  }

  /** Resolves when nothing is under way any more; what was is run again by whoever comes next. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async run(tenant: Tenant, wish: SimulationWish): Promise<SimulationRun> {
    const { store, ids } = this.#options;
    const { organizationId } = tenant;
    const found = await store.simulations.cases.get(organizationId, wish.caseId);
    if (!found) throw notFound('simulation-case', 'simulation_case_id');
    const session =
      wish.sessionId === undefined
        ? null
        : await store.simulations.runs.session(organizationId, wish.sessionId);
    if (wish.sessionId !== undefined && !session)
      throw notFound('simulation-session', 'simulation_session_id');
    const { name } = await this.#ready(tenant, wish.agentId);
    const suite = found.suiteId && (await store.simulations.suites.get(organizationId, found.suiteId));
    const run = this.#made(found, {
      ...{ sessionId: session?.id ?? ids.next(), agentId: wish.agentId, agentName: name },
      ...{ variables: wish.variables ?? {}, language: suite ? suite.language : null },
      maxTurns: wish.maxTurns ?? USUAL_SIMULATED_TURNS,
    });
    await store.simulations.runs.insert([run]);
    this.wake();
    return run;
  }

  async execute(
    tenant: Tenant,
    suiteId: Id,
    maxTurns: number,
  ): Promise<{ readonly suite: SimulationSuite; readonly runs: readonly SimulationRun[] }> {
    const { store, ids } = this.#options;
    const suite = await store.simulations.suites.get(tenant.organizationId, suiteId);
    if (!suite) throw notFound('simulation-suite');
    const { rows } = await store.simulations.cases.list(tenant.organizationId, { limit: 1000, suiteId });
    if (rows.length === 0)
      throw new AppError({
        code: 'simulation-suite-empty',
        status: 400,
        message: 'This suite has no cases. Add one with its id as suite_id first.',
      });
    const { name } = await this.#ready(tenant, suite.agentId);
    const sessionId = ids.next();
    const runs = rows.toReversed().map((row) =>
      this.#made(row, {
        ...{ sessionId, agentId: suite.agentId, agentName: name },
        ...{ variables: {}, language: suite.language, maxTurns },
      }),
    );
    await store.simulations.runs.insert(runs);
    this.wake();
    return { suite, runs };
  }

  async generate(
    tenant: Tenant,
    wish: { readonly agentId: Id; readonly suiteId: Id | null; readonly topics: readonly CaseTopic[] },
    signal: AbortSignal,
  ): Promise<AsyncIterable<GeneratedCase>> {
    const { store } = this.#options;
    if (wish.suiteId !== null && !(await store.simulations.suites.get(tenant.organizationId, wish.suiteId)))
      throw notFound('simulation-suite', 'suite_id');
    await this.#ready(tenant, wish.agentId);
    return this.#write(tenant, wish, signal);
  }

  async *#write(
    tenant: Tenant,
    { agentId, suiteId, topics }: Parameters<SimulationService['generate']>[1],
    signal: AbortSignal,
  ): AsyncIterable<GeneratedCase> {
    const { store, models, clock, ids } = this.#options;
    const { organizationId } = tenant;
    const { config, plan } = await this.#ready(tenant, agentId);
    const given = await models.forCall({ organizationId, plan });
    try {
      for (const topic of topics) {
        if (signal.aborted || !given.llm) return;
        const written = await writeCase(config, topic, given.llm, signal).catch((cause: unknown) => {
          if (!(cause instanceof ModelError)) throw cause;
          return errorText(cause);
        });
        if (written === null || typeof written === 'string') {
          yield { topic: topic.name, fault: written ?? "The language model's answer could not be read." };
          continue;
        }
        const at = clock.now();
        const made: SimulationCase = {
          ...{ id: ids.next(), organizationId, suiteId, ...written, kind: 'agent_based', passes: 'all' },
          ...{ agentId, createdAt: at, updatedAt: at },
        };
        await store.simulations.cases.insert(made);
        yield { topic: topic.name, made };
      }
    } finally {
      await given.close();
    }
  }

  /** The agent, and the language model that plays and judges. @throws AppError `agent-unknown`, `llm-missing` */
  async #ready(tenant: Tenant, agentId: Id) {
    const { store } = this.#options;
    const { organizationId } = tenant;
    const agent = { kind: 'saved', agentId, versionId: null, ifVersionUnknown: 'production' } as const;
    const { config } = await chooseAgent(tenant, { agent }, store);
    const { capabilities } = await engineOf(this.#options, organizationId);
    const llm = chooseLlms(config.llm, capabilities);
    if (llm.length === 0)
      throw new AppError({
        code: 'llm-missing',
        status: 400,
        message:
          "A simulation is played and judged by a language model, and none is configured. Bring a provider's key (POST /v1/provider-keys), or set PARLEY_LLM_URL.",
      });
    const models = { stt: [], tts: [], llm, realtime: null };
    const plan: CallPlan = {
      ...{ agentId, agentName: config.name, versionId: null, config, models, variables: {} },
      ...{ context: null, maxDurationMs: RUN_MS },
    };
    return { name: config.name, config, plan };
  }

  #made(
    of: SimulationCase,
    more: Pick<SimulationRun, 'sessionId' | 'agentId' | 'agentName' | 'variables' | 'language' | 'maxTurns'>,
  ): SimulationRun {
    const { ids, clock } = this.#options;
    const at = clock.now();
    return {
      ...{ id: ids.next(), organizationId: of.organizationId, suiteId: of.suiteId, caseId: of.id },
      ...{ caseName: of.name, persona: of.persona, criteria: of.criteria, passes: of.passes, ...more },
      ...{ state: 'queued', turns: [], tools: [], endedBy: null, verdict: null, fault: null },
      ...{ createdAt: at, endedAt: null, updatedAt: at },
    };
  }
}
