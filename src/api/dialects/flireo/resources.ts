/** The resources of Flireo's menu beside agents, tools, numbers, trunks and calls. */
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../dialect.ts';
import { serveAccount } from './account/routes.ts';
import { serveAnalysisTemplates } from './analysis-templates/routes.ts';
import { serveByok } from './byok/routes.ts';
import { serveCampaigns } from './campaigns/routes.ts';
import { serveLeads } from './campaigns/lead-routes.ts';
import { serveDomains } from './domains/routes.ts';
import { serveHealth } from './health/routes.ts';
import { serveUsage } from './usage/routes.ts';
import { serveVoices } from './voices/routes.ts';

export function serveResources(app: FastifyInstance, deps: DialectDeps): void {
  serveAnalysisTemplates(app, deps);
  serveUsage(app, deps);
  serveVoices(app, deps);
  serveAccount(app, deps);
  serveByok(app, deps);
  serveDomains(app, deps);
  serveCampaigns(app, deps);
  serveLeads(app, deps);
  serveHealth(app, deps);
}
