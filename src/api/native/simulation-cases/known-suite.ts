/** The suite that a request names. */
import type { Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { readId } from '../shapes/ids.ts';

/** @throws AppError `simulation-suite-unknown` (404) */
export async function knownSuite(deps: NativeDeps, tenant: Tenant, text: string | null): Promise<Id | null> {
  if (text === null) return null;
  const id = readId(text, 'simulation-suite', 'suite_id');
  if (!(await deps.store.simulations.suites.get(tenant.organizationId, id)))
    throw notFound('simulation-suite', 'suite_id');
  return id;
}
