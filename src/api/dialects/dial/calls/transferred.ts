/** Calls that somebody with an address of mail was connected with. */
import { ownTools, type Call, type Tenant } from '#domain';
import type { Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { logOf } from './log.ts';

/** Transferred calls that are looked at, newest first. */
const MOST = 10_000;
const AT_ONCE = 2_000;

/** Whose plan names the address, and whose log says that it was there that the call went. */
export async function transferredTo(deps: DialectDeps, tenant: Tenant, email: string): Promise<Id[]> {
  const found: Id[] = [];
  for (let offset = 0; offset < MOST; offset += AT_ONCE) {
    const query = { limit: AT_ONCE, offset, endCodes: ['transferred'] };
    const { rows } = await deps.calls.list(tenant, query);
    for (const call of rows) {
      const places = placesOf(call, email.toLowerCase());
      if (places.size > 0 && (await wentTo(deps, tenant, call.id, places))) found.push(call.id);
    }
    if (rows.length < AT_ONCE) break;
  }
  return found;
}

/** Where the agent's transfers reach the address. */
function placesOf({ plan }: Call, email: string): ReadonlySet<string> {
  const destinations = ownTools(plan.config.tools).flatMap((tool) =>
    tool.type === 'transfer' ? (tool.destinations ?? []) : [],
  );
  return new Set(destinations.filter((place) => place.email?.toLowerCase() === email).map(({ to }) => to));
}

async function wentTo(
  deps: DialectDeps,
  tenant: Tenant,
  id: Id,
  places: ReadonlySet<string>,
): Promise<boolean> {
  const log = await logOf(deps, tenant, id);
  return log.some(({ type, data }) => type === 'call-transferred' && places.has(String(data['to'])));
}
