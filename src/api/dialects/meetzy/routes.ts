/** Meetzy (product "Flark"): calls, campaigns, playbooks. */
import type { Dialect } from '../../dialect.ts';
import { callRoutes } from './calls/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { toError } from './errors.ts';
import { playbookRoutes } from './playbooks/routes.ts';
import { ErrorBody } from './schemas.ts';
import { settingsRoutes } from './settings/routes.ts';

export const meetzy: Dialect = {
  name: 'meetzy',
  bases: ['/meetzy'],
  host: null,
  document: {
    title: 'Parley, as Meetzy',
    description:
      'Meetzy (product "Flark"): playbooks are agents. `/settings` is ours; what differs is in docs/moving/meetzy.md.',
    error: ErrorBody,
  },
  register(app, deps) {
    callRoutes(app, deps);
    campaignRoutes(app, deps);
    playbookRoutes(app, deps);
    settingsRoutes(app, deps);
  },
  errorBody: toError,
};
