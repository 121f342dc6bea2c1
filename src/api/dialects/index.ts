/** The four vendors' APIs, each a thin adapter over the same operations. */
import type { Dialect } from '../dialect.ts';
import { dial } from './dial/routes.ts';
import { flireo } from './flireo/routes.ts';
import { meetzy } from './meetzy/routes.ts';
import { synthflow } from './synthflow/routes.ts';

export const dialects: Dialect[] = [meetzy, synthflow, dial, flireo];
