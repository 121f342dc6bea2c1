/** Makes the campaign of a request, and starts it. */
import {
  isE164,
  parseAddress,
  type Campaign,
  type Contact,
  type FrozenAgent,
  type Lead,
  type Repositories,
  type Tenant,
} from '#domain';
import { notFound, type Id, type Millis } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { asMeetzyRuns } from './defaults.ts';
import type { NewCampaign, NewContact } from './read.ts';
import { retryOf } from './recall.ts';

/** The organization's own limits pace it: the vendor names none. */
const CONCURRENCY = 10_000;

/** @throws AppError `playbook-unknown` (404) */
export async function createCampaign(
  deps: DialectDeps,
  tenant: Tenant,
  asked: NewCampaign,
): Promise<Campaign> {
  const { store, ids, clock, due } = deps;
  const { organizationId, mode } = tenant;
  const agentId = await resolveId(deps, tenant, 'meetzy', 'agent', asked.playbook);
  const frozen = agentId && (await production(organizationId, agentId, store));
  if (!agentId || !frozen) throw notFound('playbook', 'playbook_id');
  const now = clock.now();
  const campaign: Campaign = {
    ...{ id: ids.next(), organizationId, status: 'draft', test: mode === 'test' },
    ...{ name: `${frozen.config.name} ${new Date(now).toISOString().slice(0, 16)}`, agentId },
    ...{ versionId: frozen.versionId, frozen, fault: null },
    ...{ numberIds: [], numberPoolId: null, startsAt: asked.launchAt, window: null },
    ...{ concurrency: CONCURRENCY, callsPerMinute: null, retry: retryOf(asked.recall) },
    ...{ prompt: null, greeting: null, variables: {}, metadata: {} },
    ...{ source: { api: 'meetzy', data: {} }, createdAt: now, updatedAt: now },
  };
  await store.transaction(async (tx) => {
    await tx.campaigns.insert(campaign);
    for (const contact of asked.contacts)
      if (isE164(contact.phone)) await tx.contacts.upsert(...known(contact, organizationId, ids.next(), now));
    await tx.leads.insert(asked.contacts.map((contact) => newLead(contact, campaign, ids.next(), now)));
  });
  return due.actOn(tenant, campaign.id, 'start');
}

/** The version that is production now, else the playbook as it stands; later ones change nothing. */
async function production(
  organizationId: Id,
  agentId: Id,
  { agents }: Pick<Repositories, 'agents'>,
): Promise<FrozenAgent | null> {
  const agent = await agents.get(organizationId, agentId);
  if (!agent) return null;
  const { productionVersionId } = agent;
  const version =
    productionVersionId && (await agents.getVersion(organizationId, agentId, productionVersionId));
  return { versionId: version ? version.id : null, config: asMeetzyRuns((version || agent).config) };
}

/** What is not given stays as it is known. */
function known(
  { phone, name, email, timeZone, params }: NewContact,
  organizationId: Id,
  id: Id,
  now: Millis,
): Parameters<Repositories['contacts']['upsert']> {
  const { email: _, timezone: __, ...fields } = params;
  const patch = {
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(timeZone === null ? {} : { timeZone }),
    fields,
  };
  const fresh: Contact = {
    ...{ id, organizationId, phone, name: '', email: null, timeZone: null },
    ...patch,
    ...{ createdAt: now, updatedAt: now },
  };
  return [fresh, patch];
}

function newLead(
  { phone, name, email, timeZone, params }: NewContact,
  { id: campaignId, organizationId }: Campaign,
  id: Id,
  now: Millis,
): Lead {
  const isNumber = parseAddress(phone) !== null;
  return {
    ...{ id, campaignId, organizationId, phoneNumber: phone, name, email, timeZone, variables: params },
    status: isNumber ? 'pending' : 'skipped',
    reason: isNumber ? null : 'invalid',
    detail: isNumber ? null : 'The number is neither in E.164 nor a SIP URI.',
    ...{ notBefore: null, attempts: 0, retries: 0, callId: null, since: null, lastAttemptAt: null },
    ...{ dueAt: now, createdAt: now, updatedAt: now },
  };
}
