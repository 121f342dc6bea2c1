/** The log of a call, whole. */
import type { CallEvent, Tenant } from '#domain';
import type { Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { printMoment } from '../moment.ts';

const AT_ONCE = 1_000;
/** Of a talk of hours; what is beyond it is not read. */
const MOST = 100_000;

export async function logOf({ calls }: DialectDeps, tenant: Tenant, id: Id): Promise<readonly CallEvent[]> {
  const all: CallEvent[] = [];
  while (all.length < MOST) {
    const more = await calls.events(tenant, id, all.at(-1)?.seq ?? 0, AT_ONCE);
    all.push(...more);
    if (more.length < AT_ONCE) break;
  }
  return all;
}

export function showLog({ seq, type, at, data }: CallEvent): Record<string, unknown> {
  return { id: seq, type, created: printMoment(at), data };
}
