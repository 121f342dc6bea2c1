// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type {
  CreateSimulationBody,
  CreateSimulationCaseBody,
  CreateSimulationScenarioBody,
  CreateSimulationSuiteBody,
  ExecuteSimulationSuiteAnswer,
  ExecuteSimulationSuiteBody,
  GenerateSimulationCasesBody,
  ListSimulationCasesQuery,
  ListSimulationScenariosQuery,
  ListSimulationSuitesQuery,
  ListSimulationsQuery,
  Simulation,
  SimulationCase,
  SimulationScenario,
  SimulationSession,
  SimulationSuite,
  UpdateSimulationCaseBody,
  UpdateSimulationScenarioBody,
  UpdateSimulationSuiteBody,
} from './simulations-types.ts';

/** Simulations. */
export class SimulationsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Write a case of simulations. Somebody for an agent to talk with, and what makes the conversation a
   * success.
   * @throws ParleyError `simulation-suite-unknown`
   */
  createCase(body: CreateSimulationCaseBody, options?: RequestOptions): Promise<SimulationCase> {
    return this.#transport.json({ method: 'POST', path: '/v1/simulation-cases', body, keyed: true }, options);
  }

  /**
   * List cases of simulations.
   * @throws ParleyError `simulation-suite-unknown`, `agent-unknown`
   */
  listCases(query?: ListSimulationCasesQuery, options?: RequestOptions): Promise<Page<SimulationCase>> {
    return this.#transport.json({ method: 'GET', path: '/v1/simulation-cases', query }, options);
  }

  /** List cases of simulations, one by one over all pages. */
  eachCases(
    query: ListSimulationCasesQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<SimulationCase, void, void> {
    return eachRow((asked: ListSimulationCasesQuery) => this.listCases(asked, options), query, 'cursor');
  }

  /**
   * Read a case of simulations.
   * @throws ParleyError `simulation-case-unknown`
   */
  getCase(id: string, options?: RequestOptions): Promise<SimulationCase> {
    return this.#transport.json({ method: 'GET', path: path`/v1/simulation-cases/${id}` }, options);
  }

  /**
   * Change a case of simulations. Fields left out stay. Simulations that were started keep the case as
   * it was.
   * @throws ParleyError `simulation-case-unknown`, `simulation-suite-unknown`
   */
  updateCase(id: string, body: UpdateSimulationCaseBody, options?: RequestOptions): Promise<SimulationCase> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/simulation-cases/${id}`, body }, options);
  }

  /**
   * Delete a case of simulations. Simulations that were run of it stay.
   * @throws ParleyError `simulation-case-unknown`
   */
  deleteCase(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/simulation-cases/${id}` }, options);
  }

  /**
   * Create a suite of simulations. Cases name it by `suite_id`; they are run together against its agent.
   * @throws ParleyError `agent-unknown`
   */
  createSuite(body: CreateSimulationSuiteBody, options?: RequestOptions): Promise<SimulationSuite> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/simulation-suites', body, keyed: true },
      options,
    );
  }

  /**
   * List suites of simulations.
   * @throws ParleyError `agent-unknown`
   */
  listSuites(query?: ListSimulationSuitesQuery, options?: RequestOptions): Promise<Page<SimulationSuite>> {
    return this.#transport.json({ method: 'GET', path: '/v1/simulation-suites', query }, options);
  }

  /** List suites of simulations, one by one over all pages. */
  eachSuites(
    query: ListSimulationSuitesQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<SimulationSuite, void, void> {
    return eachRow((asked: ListSimulationSuitesQuery) => this.listSuites(asked, options), query, 'cursor');
  }

  /**
   * Read a suite of simulations.
   * @throws ParleyError `simulation-suite-unknown`
   */
  getSuite(id: string, options?: RequestOptions): Promise<SimulationSuite> {
    return this.#transport.json({ method: 'GET', path: path`/v1/simulation-suites/${id}` }, options);
  }

  /**
   * Change a suite of simulations. Fields left out stay.
   * @throws ParleyError `simulation-suite-unknown`, `agent-unknown`
   */
  updateSuite(
    id: string,
    body: UpdateSimulationSuiteBody,
    options?: RequestOptions,
  ): Promise<SimulationSuite> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/simulation-suites/${id}`, body }, options);
  }

  /**
   * Delete a suite of simulations. With its cases; simulations that were run of them stay.
   * @throws ParleyError `simulation-suite-unknown`
   */
  deleteSuite(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/simulation-suites/${id}` }, options);
  }

  /** Keep a scenario. A situation in words, kept to write cases from. */
  createScenario(body: CreateSimulationScenarioBody, options?: RequestOptions): Promise<SimulationScenario> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/simulation-scenarios', body, keyed: true },
      options,
    );
  }

  /** List scenarios. */
  listScenarios(
    query?: ListSimulationScenariosQuery,
    options?: RequestOptions,
  ): Promise<Page<SimulationScenario>> {
    return this.#transport.json({ method: 'GET', path: '/v1/simulation-scenarios', query }, options);
  }

  /** List scenarios, one by one over all pages. */
  eachScenarios(
    query: ListSimulationScenariosQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<SimulationScenario, void, void> {
    return eachRow(
      (asked: ListSimulationScenariosQuery) => this.listScenarios(asked, options),
      query,
      'cursor',
    );
  }

  /**
   * Read a scenario.
   * @throws ParleyError `simulation-scenario-unknown`
   */
  getScenario(id: string, options?: RequestOptions): Promise<SimulationScenario> {
    return this.#transport.json({ method: 'GET', path: path`/v1/simulation-scenarios/${id}` }, options);
  }

  /**
   * Change a scenario. Fields left out stay.
   * @throws ParleyError `simulation-scenario-unknown`
   */
  updateScenario(
    id: string,
    body: UpdateSimulationScenarioBody,
    options?: RequestOptions,
  ): Promise<SimulationScenario> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/simulation-scenarios/${id}`, body },
      options,
    );
  }

  /**
   * Delete a scenario. Cases written from it stay.
   * @throws ParleyError `simulation-scenario-unknown`
   */
  deleteScenario(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/simulation-scenarios/${id}` }, options);
  }

  /**
   * Have cases written. A language model writes a case a topic from what the agent is told. Each line of
   * the answer is JSON: `{"topic", "case"}` as soon as it is kept, or `{"topic", "fault"}`.
   * @throws ParleyError `llm-missing`, `agent-unknown`, `simulation-suite-unknown`
   */
  generateCases(body: GenerateSimulationCasesBody, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw(
      { method: 'POST', path: '/v1/simulation-cases/generate', body, keyed: true },
      options,
    );
  }

  /**
   * Run every case of a suite. Against the agent of the suite, in one session; they run in the
   * background.
   * @throws ParleyError `simulation-suite-empty`, `llm-missing`, `simulation-suite-unknown`,
   * `agent-unknown`
   */
  executeSuite(
    id: string,
    body: ExecuteSimulationSuiteBody,
    options?: RequestOptions,
  ): Promise<ExecuteSimulationSuiteAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/simulation-suites/${id}/execute`, body, keyed: true },
      options,
    );
  }

  /**
   * Rehearse an agent. A conversation in text of the agent, as a call would run it, with a person whom a
   * language model plays; then each criterion of the case is judged. Tools run as in a call; messages,
   * bookings and transfers are only pretended.
   * @throws ParleyError `llm-missing`, `simulation-case-unknown`, `simulation-session-unknown`,
   * `agent-unknown`
   */
  create(body: CreateSimulationBody, options?: RequestOptions): Promise<Simulation> {
    return this.#transport.json({ method: 'POST', path: '/v1/simulations', body, keyed: true }, options);
  }

  /**
   * List simulations.
   * @throws ParleyError `simulation-session-unknown`, `agent-unknown`
   */
  list(query?: ListSimulationsQuery, options?: RequestOptions): Promise<Page<Simulation>> {
    return this.#transport.json({ method: 'GET', path: '/v1/simulations', query }, options);
  }

  /** List simulations, one by one over all pages. */
  each(query: ListSimulationsQuery = {}, options?: RequestOptions): AsyncGenerator<Simulation, void, void> {
    return eachRow((asked: ListSimulationsQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a simulation.
   * @throws ParleyError `simulation-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Simulation> {
    return this.#transport.json({ method: 'GET', path: path`/v1/simulations/${id}` }, options);
  }

  /**
   * Delete a simulation. One that still runs is stopped from being kept.
   * @throws ParleyError `simulation-unknown`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/simulations/${id}` }, options);
  }

  /** List sessions of simulations. Simulations that were started together, counted. */
  listSessions(query?: PageQuery, options?: RequestOptions): Promise<Page<SimulationSession>> {
    return this.#transport.json({ method: 'GET', path: '/v1/simulation-sessions', query }, options);
  }

  /** List sessions of simulations, one by one over all pages. */
  eachSessions(
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<SimulationSession, void, void> {
    return eachRow((asked: PageQuery) => this.listSessions(asked, options), query, 'cursor');
  }

  /**
   * Read a session of simulations.
   * @throws ParleyError `simulation-session-unknown`
   */
  getSession(id: string, options?: RequestOptions): Promise<SimulationSession> {
    return this.#transport.json({ method: 'GET', path: path`/v1/simulation-sessions/${id}` }, options);
  }
}
