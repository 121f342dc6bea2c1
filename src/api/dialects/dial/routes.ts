/** dial (HappyRobot, legacy v1 telephony API). Each resource registers its own routes. */
import type { Dialect } from '../../dialect.ts';
import { agentRoutes } from './agents/routes.ts';
import { modelRoutes } from './agents/models.ts';
import { callListRoutes } from './calls/list.ts';
import { callRoutes } from './calls/routes.ts';
import { diallingRoutes } from './dialling/routes.ts';
import { toError } from './errors.ts';
import { numberRoutes } from './numbers/routes.ts';
import { promptRoutes } from './prompts/routes.ts';
import { ErrorBody } from './schemas.ts';
import { toolRoutes } from './tools/routes.ts';
import { usageRoutes } from './usage.ts';
import { useCaseRoutes } from './use-cases/routes.ts';

export const dial: Dialect = {
  name: 'dial',
  bases: ['/dial', '/dial/api/v1'],
  host: null,
  document: {
    title: 'Parley, as HappyRobot v1',
    description:
      'dial (HappyRobot, legacy v1 telephony API): use cases are agents, prompts are versions, hooks are webhook endpoints. What differs stands in docs/dialect-fields.md.',
    error: ErrorBody,
  },
  register(app, deps) {
    diallingRoutes(app, deps);
    callListRoutes(app, deps);
    callRoutes(app, deps);
    useCaseRoutes(app, deps);
    promptRoutes(app, deps);
    agentRoutes(app, deps);
    modelRoutes(app, deps);
    numberRoutes(app, deps);
    toolRoutes(app, deps);
    usageRoutes(app, deps);
  },
  errorBody: toError,
};
