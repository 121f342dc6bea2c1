/** The four vendors' APIs, each a thin adapter over the same operations. */
import type { Dialect } from '../dialect.ts';
import { dial } from './dial/routes.ts';
import { flireo } from './flireo/routes.ts';
import { meetzy } from './meetzy/routes.ts';
import { synthflow } from './synthflow/routes.ts';

export const dialects: Dialect[] = [meetzy, synthflow, dial, flireo];

/** The dialects, each also at its vendor's own paths where a host name is set for it. */
export function createDialects(hosts: Readonly<Record<Dialect['name'], string | null>>): Dialect[] {
  return dialects.map((dialect) => ({ ...dialect, host: hosts[dialect.name] }));
}
