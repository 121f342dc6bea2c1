/** What simulations need kept. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';
import type {
  SimulationCase,
  SimulationEnd,
  SimulationRun,
  SimulationScenario,
  SimulationState,
  SimulationSuite,
} from './simulation.ts';

export interface Rows<Row> {
  readonly rows: readonly Row[];
  /** Of all pages. */
  readonly total: number;
}

export interface CaseQuery extends Page {
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly kind?: SimulationCase['kind'];
  readonly suiteId?: Id;
  readonly agentId?: Id;
}

export interface SuiteQuery extends Page {
  readonly search?: string;
  readonly agentIds?: readonly Id[];
  /** Made at or after. */
  readonly from?: Millis;
  /** Made before. */
  readonly to?: Millis;
}

export interface RunQuery extends Page {
  readonly sessionId?: Id;
  readonly agentId?: Id;
  readonly states?: readonly SimulationState[];
  readonly from?: Millis;
  readonly to?: Millis;
}

/** Runs that were started together, counted. */
export interface SimulationSession {
  readonly id: Id;
  readonly suiteId: Id | null;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly createdAt: Millis;
}

/** Lists are newest first; a foreign id is as if it were not there. */
interface Kept<Row, Query, Patch> {
  insert(row: Row): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Row | null>;
  list(organizationId: Id, query: Query): Promise<Rows<Row>>;
  update(organizationId: Id, id: Id, patch: Patch, at: Millis): Promise<Row | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
}

export type CasePatch = Partial<
  Pick<SimulationCase, 'name' | 'persona' | 'kind' | 'criteria' | 'passes' | 'suiteId' | 'agentId'>
>;

export interface SimulationRepository {
  readonly cases: Kept<SimulationCase, CaseQuery, CasePatch>;
  /** Its cases go with it; runs stay. */
  readonly suites: Kept<
    SimulationSuite,
    SuiteQuery,
    Partial<Pick<SimulationSuite, 'name' | 'agentId' | 'language'>>
  >;
  readonly scenarios: Kept<
    SimulationScenario,
    Page & { readonly search?: string },
    Partial<Pick<SimulationScenario, 'name' | 'description'>>
  >;
  readonly runs: {
    /** Each is due at once. */
    insert(runs: readonly SimulationRun[]): Promise<void>;
    get(organizationId: Id, id: Id): Promise<SimulationRun | null>;
    list(organizationId: Id, query: RunQuery): Promise<Rows<SimulationRun>>;
    sessions(organizationId: Id, page: Page): Promise<Rows<SimulationSession>>;
    session(organizationId: Id, id: Id): Promise<SimulationSession | null>;
    remove(organizationId: Id, id: Id): Promise<boolean>;
    /** Takes up to `limit` that are due (`SKIP LOCKED`) as `running`; after `leaseMs` they are due again. */
    claimDue(now: Millis, leaseMs: Millis, limit: number): Promise<readonly SimulationRun[]>;
    /** @returns `false`: it has ended already, or is gone */
    finish(id: Id, end: SimulationEnd, at: Millis): Promise<boolean>;
    /** When the next falls due, of any organization; null = none waits. */
    nextDueAt(): Promise<Millis | null>;
  };
}
