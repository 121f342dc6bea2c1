/** Errors of simulations. */
import { unknownThing, type ErrorPage } from './error-page.ts';

export const SIMULATION_PAGES = {
  'simulation-unknown': unknownThing('simulation'),
  'simulation-case-unknown': unknownThing('case of simulations'),
  'simulation-suite-unknown': unknownThing('suite of simulations'),
  'simulation-scenario-unknown': unknownThing('scenario'),
  'simulation-session-unknown': unknownThing('session of simulations'),
  'simulation-suite-empty': {
    status: 400,
    title: 'The suite has no cases',
    meaning: 'There is nothing to run: no case names this suite.',
    mend: 'Write a case with its id as `suite_id`, with POST /v1/simulation-cases.',
  },
} as const satisfies Record<string, ErrorPage>;
