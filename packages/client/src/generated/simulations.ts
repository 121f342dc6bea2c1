// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateSimulationCaseBody = {
  readonly name: string;
  /** Who the person is, what they want and how they behave; a language model plays them. */
  readonly persona: string;
  /** What must hold, each judged by itself. */
  readonly criteria: readonly string[];
  /** How many of the criteria must hold. */
  readonly passes?: 'all' | 'any';
  readonly suite_id?: string | null;
};

export type CreateSimulationCaseAnswer = {
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
};

export type ListSimulationCasesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** Part of the name. */
  readonly search?: string;
  readonly kind?: 'custom' | 'agent_based';
  /** An id, in any spelling. */
  readonly suite_id?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
};

export type ListSimulationCasesAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetSimulationCaseAnswer = {
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
};

export type UpdateSimulationCaseBody = {
  readonly name?: string;
  /** Who the person is, what they want and how they behave; a language model plays them. */
  readonly persona?: string;
  /** What must hold, each judged by itself. */
  readonly criteria?: readonly string[];
  /** How many of the criteria must hold. */
  readonly passes?: 'all' | 'any';
  readonly suite_id?: string | null;
};

export type UpdateSimulationCaseAnswer = {
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
};

export type CreateSimulationSuiteBody = {
  readonly name: string;
  /** An id, in any spelling. */
  readonly agent_id: string;
  /** BCP 47; what the persons speak. */
  readonly language?: string;
};

export type CreateSimulationSuiteAnswer = {
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
};

export type ListSimulationSuitesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** Part of the name. */
  readonly search?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
};

export type ListSimulationSuitesAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetSimulationSuiteAnswer = {
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
};

export type UpdateSimulationSuiteBody = {
  readonly name?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** BCP 47; what the persons speak. */
  readonly language?: string;
};

export type UpdateSimulationSuiteAnswer = {
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
};

export type CreateSimulationScenarioBody = {
  readonly name: string;
  /** The situation, in words. */
  readonly description: string;
};

export type CreateSimulationScenarioAnswer = {
  readonly id: string;
  readonly object: 'simulation_scenario';
  readonly name: string;
  /** The situation, in words. */
  readonly description: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListSimulationScenariosQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** Part of the name. */
  readonly search?: string;
};

export type ListSimulationScenariosAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'simulation_scenario';
    readonly name: string;
    /** The situation, in words. */
    readonly description: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetSimulationScenarioAnswer = {
  readonly id: string;
  readonly object: 'simulation_scenario';
  readonly name: string;
  /** The situation, in words. */
  readonly description: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateSimulationScenarioBody = {
  readonly name?: string;
  /** The situation, in words. */
  readonly description?: string;
};

export type UpdateSimulationScenarioAnswer = {
  readonly id: string;
  readonly object: 'simulation_scenario';
  readonly name: string;
  /** The situation, in words. */
  readonly description: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type GenerateSimulationCasesBody = {
  /** An id, in any spelling. */
  readonly agent_id: string;
  readonly topics: readonly {
    readonly name: string;
    /** What the case is to try, in words. */
    readonly about: string;
  }[];
  readonly suite_id?: string | null;
};

export type ExecuteSimulationSuiteBody = {
  /** Default: 20. */
  readonly max_turns?: number;
};

export type ExecuteSimulationSuiteAnswer = {
  readonly session_id: string;
  readonly suite_id: string;
  readonly data: readonly {
    readonly id: string;
    readonly object: 'simulation';
    readonly session_id: string;
    readonly suite_id: string | null;
    readonly case_id: string;
    readonly case_name: string;
    readonly agent_id: string;
    readonly agent_name: string;
    readonly status: 'queued' | 'running' | 'completed' | 'failed';
    readonly turns: readonly {
      readonly who: 'agent' | 'person';
      readonly text: string;
      /** From the beginning, as if it were spoken. */
      readonly at_ms: number;
    }[];
    readonly tools_used: readonly string[];
    readonly ended_by: string | null;
    readonly verdict: {
      readonly success: boolean;
      readonly criteria: readonly {
        readonly success: boolean;
        readonly reason: string;
      }[];
    } | null;
    readonly fault: {
      readonly code: string;
      readonly message: string;
    } | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    readonly ended_at: string | null;
  }[];
};

export type CreateSimulationBody = {
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
};

export type CreateSimulationAnswer = {
  readonly id: string;
  readonly object: 'simulation';
  readonly session_id: string;
  readonly suite_id: string | null;
  readonly case_id: string;
  readonly case_name: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly status: 'queued' | 'running' | 'completed' | 'failed';
  readonly turns: readonly {
    readonly who: 'agent' | 'person';
    readonly text: string;
    /** From the beginning, as if it were spoken. */
    readonly at_ms: number;
  }[];
  readonly tools_used: readonly string[];
  readonly ended_by: string | null;
  readonly verdict: {
    readonly success: boolean;
    readonly criteria: readonly {
      readonly success: boolean;
      readonly reason: string;
    }[];
  } | null;
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly ended_at: string | null;
};

export type ListSimulationsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly session_id?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  readonly status?: 'queued' | 'running' | 'completed' | 'failed';
};

export type ListSimulationsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'simulation';
    readonly session_id: string;
    readonly suite_id: string | null;
    readonly case_id: string;
    readonly case_name: string;
    readonly agent_id: string;
    readonly agent_name: string;
    readonly status: 'queued' | 'running' | 'completed' | 'failed';
    readonly turns: readonly {
      readonly who: 'agent' | 'person';
      readonly text: string;
      /** From the beginning, as if it were spoken. */
      readonly at_ms: number;
    }[];
    readonly tools_used: readonly string[];
    readonly ended_by: string | null;
    readonly verdict: {
      readonly success: boolean;
      readonly criteria: readonly {
        readonly success: boolean;
        readonly reason: string;
      }[];
    } | null;
    readonly fault: {
      readonly code: string;
      readonly message: string;
    } | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    readonly ended_at: string | null;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetSimulationAnswer = {
  readonly id: string;
  readonly object: 'simulation';
  readonly session_id: string;
  readonly suite_id: string | null;
  readonly case_id: string;
  readonly case_name: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly status: 'queued' | 'running' | 'completed' | 'failed';
  readonly turns: readonly {
    readonly who: 'agent' | 'person';
    readonly text: string;
    /** From the beginning, as if it were spoken. */
    readonly at_ms: number;
  }[];
  readonly tools_used: readonly string[];
  readonly ended_by: string | null;
  readonly verdict: {
    readonly success: boolean;
    readonly criteria: readonly {
      readonly success: boolean;
      readonly reason: string;
    }[];
  } | null;
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly ended_at: string | null;
};

export type ListSimulationSessionsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListSimulationSessionsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'simulation_session';
    readonly suite_id: string | null;
    readonly total: number;
    readonly completed: number;
    readonly failed: number;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetSimulationSessionAnswer = {
  readonly id: string;
  readonly object: 'simulation_session';
  readonly suite_id: string | null;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
};

/** Simulations. */
export class SimulationsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Write a case of simulations. Somebody for an agent to talk with, and what makes the conversation a success. */
  createCase(body: CreateSimulationCaseBody, options?: RequestOptions): Promise<CreateSimulationCaseAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/simulation-cases`, body, keyed: true }, options);
  }

  /** List cases of simulations */
  listCases(query?: ListSimulationCasesQuery, options?: RequestOptions): Promise<ListSimulationCasesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-cases`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List cases of simulations, one by one over all pages. */
  eachCases(
    query?: ListSimulationCasesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListSimulationCasesQuery) => this.listCases(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a case of simulations */
  getCase(id: string, options?: RequestOptions): Promise<GetSimulationCaseAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-cases/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a case of simulations. Fields left out stay. Simulations that were started keep the case as it was. */
  updateCase(
    id: string,
    body: UpdateSimulationCaseBody,
    options?: RequestOptions,
  ): Promise<UpdateSimulationCaseAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/simulation-cases/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a case of simulations. Simulations that were run of it stay. */
  deleteCase(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/simulation-cases/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Create a suite of simulations. Cases name it by `suite_id`; they are run together against its agent. */
  createSuite(
    body: CreateSimulationSuiteBody,
    options?: RequestOptions,
  ): Promise<CreateSimulationSuiteAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/simulation-suites`, body, keyed: true },
      options,
    );
  }

  /** List suites of simulations */
  listSuites(
    query?: ListSimulationSuitesQuery,
    options?: RequestOptions,
  ): Promise<ListSimulationSuitesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-suites`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List suites of simulations, one by one over all pages. */
  eachSuites(
    query?: ListSimulationSuitesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListSimulationSuitesQuery) => this.listSuites(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a suite of simulations */
  getSuite(id: string, options?: RequestOptions): Promise<GetSimulationSuiteAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-suites/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a suite of simulations. Fields left out stay. */
  updateSuite(
    id: string,
    body: UpdateSimulationSuiteBody,
    options?: RequestOptions,
  ): Promise<UpdateSimulationSuiteAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/simulation-suites/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a suite of simulations. With its cases; simulations that were run of them stay. */
  deleteSuite(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/simulation-suites/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Keep a scenario. A situation in words, kept to write cases from. */
  createScenario(
    body: CreateSimulationScenarioBody,
    options?: RequestOptions,
  ): Promise<CreateSimulationScenarioAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/simulation-scenarios`, body, keyed: true },
      options,
    );
  }

  /** List scenarios */
  listScenarios(
    query?: ListSimulationScenariosQuery,
    options?: RequestOptions,
  ): Promise<ListSimulationScenariosAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-scenarios`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List scenarios, one by one over all pages. */
  eachScenarios(
    query?: ListSimulationScenariosQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'simulation_scenario';
      readonly name: string;
      /** The situation, in words. */
      readonly description: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListSimulationScenariosQuery) => this.listScenarios(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a scenario */
  getScenario(id: string, options?: RequestOptions): Promise<GetSimulationScenarioAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-scenarios/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a scenario. Fields left out stay. */
  updateScenario(
    id: string,
    body: UpdateSimulationScenarioBody,
    options?: RequestOptions,
  ): Promise<UpdateSimulationScenarioAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/simulation-scenarios/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a scenario. Cases written from it stay. */
  deleteScenario(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/simulation-scenarios/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Have cases written. A language model writes a case a topic from what the agent is told. Each line of the answer is JSON: `{"topic", "case"}` as soon as it is kept, or `{"topic", "fault"}`. */
  generateCases(body: GenerateSimulationCasesBody, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw(
      { method: 'POST', path: `/v1/simulation-cases/generate`, body, keyed: true },
      options,
    );
  }

  /** Run every case of a suite. Against the agent of the suite, in one session; they run in the background. */
  executeSuite(
    id: string,
    body: ExecuteSimulationSuiteBody,
    options?: RequestOptions,
  ): Promise<ExecuteSimulationSuiteAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/simulation-suites/${encodeURIComponent(id)}/execute`, body, keyed: true },
      options,
    );
  }

  /** Rehearse an agent. A conversation in text of the agent, as a call would run it, with a person whom a language model plays; then each criterion of the case is judged. Tools run as in a call; messages, bookings and transfers are only pretended. */
  create(body: CreateSimulationBody, options?: RequestOptions): Promise<CreateSimulationAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/simulations`, body, keyed: true }, options);
  }

  /** List simulations */
  list(query?: ListSimulationsQuery, options?: RequestOptions): Promise<ListSimulationsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulations`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List simulations, one by one over all pages. */
  each(
    query?: ListSimulationsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'simulation';
      readonly session_id: string;
      readonly suite_id: string | null;
      readonly case_id: string;
      readonly case_name: string;
      readonly agent_id: string;
      readonly agent_name: string;
      readonly status: 'queued' | 'running' | 'completed' | 'failed';
      readonly turns: readonly {
        readonly who: 'agent' | 'person';
        readonly text: string;
        /** From the beginning, as if it were spoken. */
        readonly at_ms: number;
      }[];
      readonly tools_used: readonly string[];
      readonly ended_by: string | null;
      readonly verdict: {
        readonly success: boolean;
        readonly criteria: readonly {
          readonly success: boolean;
          readonly reason: string;
        }[];
      } | null;
      readonly fault: {
        readonly code: string;
        readonly message: string;
      } | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      readonly ended_at: string | null;
    },
    void,
    void
  > {
    return eachRow((asked: ListSimulationsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a simulation */
  get(id: string, options?: RequestOptions): Promise<GetSimulationAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulations/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Delete a simulation. One that still runs is stopped from being kept. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/simulations/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** List sessions of simulations. Simulations that were started together, counted. */
  listSessions(
    query?: ListSimulationSessionsQuery,
    options?: RequestOptions,
  ): Promise<ListSimulationSessionsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-sessions`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List sessions of simulations, one by one over all pages. */
  eachSessions(
    query?: ListSimulationSessionsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'simulation_session';
      readonly suite_id: string | null;
      readonly total: number;
      readonly completed: number;
      readonly failed: number;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListSimulationSessionsQuery) => this.listSessions(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a session of simulations */
  getSession(id: string, options?: RequestOptions): Promise<GetSimulationSessionAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/simulation-sessions/${encodeURIComponent(id)}` },
      options,
    );
  }
}
