/** Synthflow (REST v2), with and without `/v2`: registers the routes of each noun. */
import type { Dialect } from '../../dialect.ts';
import { assistantRoutes } from './assistants/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { toError } from './errors.ts';
import { logRoutes } from './logs/routes.ts';
import { numberRoutes } from './numbers/routes.ts';
import { resourceRoutes } from './resources.ts';
import { ErrorBody } from './schemas.ts';

export const synthflow: Dialect = {
  name: 'synthflow',
  bases: ['/synthflow', '/synthflow/v2'],
  host: null,
  document: {
    title: 'Parley, as Synthflow',
    description: 'Synthflow (REST v2), with and without `/v2`: models are agents.',
    error: ErrorBody,
  },
  register(app, deps) {
    callRoutes(app, deps);
    assistantRoutes(app, deps);
    numberRoutes(app, deps);
    logRoutes(app, deps);
    resourceRoutes(app, deps);
  },
  errorBody: toError,
};
