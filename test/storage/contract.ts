/** The whole repository contract, the same for every database. */
import type { Id } from '#kernel';
import type { PostgresStore } from '#storage';
import { execute, type Target } from '../../src/storage/testing.ts';
import { acceptanceContract } from './contract-acceptance.ts';
import { analysisContract } from './contract-analyses.ts';
import { claimContract } from './contract-claims.ts';
import { callContract } from './contract-calls.ts';
import { dueCallContract } from './contract-due-calls.ts';
import { eventContract } from './contract-events.ts';
import { knowledgeContract } from './contract-knowledge.ts';
import { mergingContract } from './contract-merging.ts';
import { modelContract } from './contract-models.ts';
import { readingContract } from './contract-reading.ts';
import { recordContract } from './contract-records.ts';
import { resourceContract } from './contract-resources.ts';
import { schemaContract } from './contract-schema.ts';
import { simulationContract } from './contract-simulations.ts';
import { tenancyContract } from './contract-tenancy.ts';
import { ids } from './samples.ts';
import { webhookLaneContract } from './contract-webhook-lanes.ts';
import { webhookContract } from './contract-webhooks.ts';

/** A store under test and the place of its database. */
export interface Subject {
  readonly store: PostgresStore;
  readonly target: Target;
}

/** Gives the store and an organization of its own. */
export type Stored = () => Promise<{ store: PostgresStore; organizationId: Id; target: Target }>;

export function declareContract(opening: Promise<Subject>): void {
  const stored: Stored = async () => {
    const { store, target } = await opening;
    const organizationId = ids.next();
    await execute(
      target,
      'INSERT INTO organizations (id, name, concurrency, calls_per_second, created_at) VALUES ($1, $2, 1000, 1000, 1)',
      [organizationId, 'Test'],
    );
    return { store, organizationId, target };
  };
  recordContract(stored);
  mergingContract(stored);
  tenancyContract(stored);
  modelContract(stored);
  callContract(stored);
  acceptanceContract(stored);
  claimContract(stored);
  analysisContract(stored);
  dueCallContract(stored);
  eventContract(stored);
  readingContract(stored);
  resourceContract(stored);
  webhookContract(stored);
  webhookLaneContract(stored);
  knowledgeContract(stored);
  simulationContract(stored);
  schemaContract(stored);
}
