/** What paths and bodies of campaigns name must be there, and belong to who asks. */
import type { Agent, Campaign, Tenant } from '#domain';
import { notFound } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import type { Fields } from '../../shared/fields.ts';

/** @throws AppError `campaign-unknown` (404) */
export async function knownCampaign(deps: DialectDeps, tenant: Tenant, text: string): Promise<Campaign> {
  const id = await resolveId(deps, tenant, 'flireo', 'campaign', text);
  const campaign = id && (await deps.store.campaigns.get(tenant.organizationId, id));
  if (!campaign) throw notFound('campaign');
  return campaign;
}

/** The id of its agent, by either name; null: none is given, or it is faulty. */
export function readAgentId(fields: Fields, isNew: boolean): string | null {
  const [one, other] = [fields.text('agent_id') || null, fields.text('assistant_id') || null];
  if (one !== null && other !== null && one !== other)
    fields.fail('assistant_id', 'Differs from agent_id; send only one of them.', 'one-of');
  const text = one ?? other;
  if (text === null && isNew) fields.fail('agent_id', 'Is required.', 'required');
  return text;
}

/** @throws AppError `agent-unknown` (404) */
export async function knownAgent(deps: DialectDeps, tenant: Tenant, text: string): Promise<Agent> {
  const id = await resolveId(deps, tenant, 'flireo', 'agent', text);
  const agent = id && (await deps.store.agents.get(tenant.organizationId, id));
  if (!agent) throw notFound('agent', 'agent_id');
  return agent;
}
