/** Finds calls as Meetzy means them: a campaign's contact is one call, however often it is tried. */
import { notFound, type Id, type Millis } from '#kernel';
import type { Campaign, CallQuery, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { recordingUrl } from '../../shared/read-call.ts';
import { idOf, isLatestTry, recordOf, recordOfContact, type CallRecord } from '../record.ts';
import { statesOf, type StatusWord } from '../status.ts';
import { plannedRecalls } from './recalls.ts';

/** Rows of one answer at most: the vendor has no pages. */
export const MOST_ROWS = 10_000;
const PAGE = 1_000;

/** @throws AppError `call-unknown` (404) for what is no id, or not this organization's */
export async function findRecord(deps: DialectDeps, tenant: Tenant, text: string): Promise<CallRecord> {
  const { store } = deps;
  const id = await resolveId(deps, tenant, 'meetzy', 'call', text);
  if (id === null) throw notFound('call');
  const { organizationId } = tenant;
  const lead = await store.leads.find(organizationId, id);
  const campaign = lead && (await store.campaigns.get(organizationId, lead.campaignId));
  if (lead && campaign?.source.api !== 'meetzy') throw notFound('call');
  if (lead && lead.callId === null) return recordOfContact(lead, campaign);
  const call = await deps.calls.get(tenant, lead?.callId ?? id);
  const recalls = await plannedRecalls([call], deps.clock.now(), store);
  return recordOf(call, {
    ...{ id, recording: recordingUrl(deps, call), recall: recalls.has(call.id) },
  });
}

/** What a list holds. */
export interface Wanted {
  readonly from: Millis | null;
  readonly to: Millis | null;
  readonly words: readonly StatusWord[] | null;
  readonly agentId: Id | null;
}

/** Newest first. */
export async function listRecords(deps: DialectDeps, tenant: Tenant, wanted: Wanted): Promise<CallRecord[]> {
  const { words } = wanted;
  const isWanted = ({ status }: CallRecord): boolean => words === null || words.includes(status);
  const rows = (await contacts(deps, tenant, wanted)).filter(isWanted);
  for await (const page of pages(deps, tenant, wanted)) {
    rows.push(...page.filter(isWanted));
    if (rows.length >= MOST_ROWS) break;
  }
  return rows
    .toSorted((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1))
    .slice(0, MOST_ROWS);
}

async function* pages(
  deps: DialectDeps,
  tenant: Tenant,
  { from, to, words, agentId }: Wanted,
): AsyncIterable<CallRecord[]> {
  const query: CallQuery = {
    limit: PAGE,
    ...(from === null ? {} : { createdFrom: from }),
    ...(to === null ? {} : { createdTo: to }),
    ...(words === null ? {} : { states: statesOf(words) }),
    ...(agentId === null ? {} : { agentId }),
  };
  for (let before: Id | undefined; ;) {
    const { rows } = await deps.calls.list(tenant, { ...query, ...(before === undefined ? {} : { before }) });
    const recalls = await plannedRecalls(rows, deps.clock.now(), deps.store);
    yield rows.filter(isLatestTry).map((call) =>
      recordOf(call, {
        ...{ id: idOf(call), recording: recordingUrl(deps, call), recall: recalls.has(call.id) },
      }),
    );
    before = rows.at(-1)?.id;
    if (rows.length < PAGE || before === undefined) return;
  }
}

/** Contacts of campaigns for which no call was made. */
async function contacts(
  { store }: DialectDeps,
  { organizationId }: Tenant,
  { from, to, agentId }: Wanted,
): Promise<CallRecord[]> {
  const leads = await store.leads.uncalled(organizationId, {
    ...{ api: 'meetzy', limit: MOST_ROWS },
    ...(from === null ? {} : { createdFrom: from }),
    ...(to === null ? {} : { createdTo: to }),
    ...(agentId === null ? {} : { agentId }),
  });
  const campaigns = new Map<Id, Campaign | null>();
  for (const { campaignId } of leads)
    if (!campaigns.has(campaignId))
      campaigns.set(campaignId, await store.campaigns.get(organizationId, campaignId));
  return leads.map((lead) => recordOfContact(lead, campaigns.get(lead.campaignId) ?? null));
}
