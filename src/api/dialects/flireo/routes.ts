/** Flireo AI (REST v1): agents, tools, numbers, trunks and calls; in the words of both its generations. */
import type { Dialect } from '../../dialect.ts';
import { serveAgents } from './agents/routes.ts';
import { serveCalls } from './calls/routes.ts';
import { toError } from './errors.ts';
import { serveNumbers } from './numbers/routes.ts';
import { serveResources } from './resources.ts';
import { ErrorBody } from './schemas.ts';
import { serveToolTemplates } from './tools/routes.ts';
import { serveTrunks } from './trunks/routes.ts';

export const flireo: Dialect = {
  name: 'flireo',
  bases: ['/flireo', '/flireo/api/v1'],
  host: null,
  document: {
    title: 'Parley, as Flireo',
    description: 'Flireo AI (REST v1), in the spellings of both its generations.',
    error: ErrorBody,
  },
  register(app, deps) {
    serveCalls(app, deps);
    serveAgents(app, deps);
    serveToolTemplates(app, deps);
    serveNumbers(app, deps);
    serveTrunks(app, deps);
    serveResources(app, deps);
  },
  errorBody: toError,
};
