/** Everything beside agents, numbers and calls. */
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../dialect.ts';
import { actionRoutes } from './actions/routes.ts';
import { analyticsRoutes } from './analytics/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { memoryRoutes } from './memory/routes.ts';
import { phonebookRoutes } from './phonebooks/routes.ts';
import { caseRoutes } from './simulations/cases.ts';
import { runRoutes } from './simulations/runs.ts';
import { scenarioRoutes } from './simulations/scenarios.ts';
import { suiteRoutes } from './simulations/suites.ts';
import { voiceRoutes } from './voices/routes.ts';

export function resourceRoutes(app: FastifyInstance, deps: DialectDeps): void {
  for (const add of [
    actionRoutes,
    analyticsRoutes,
    contactRoutes,
    knowledgeRoutes,
    memoryRoutes,
    phonebookRoutes,
  ])
    add(app, deps);
  for (const add of [caseRoutes, runRoutes, scenarioRoutes, suiteRoutes, voiceRoutes]) add(app, deps);
}
