/** One turn of one campaign: what the rule says is done, a transaction a lead, so that a crash leaves each as it was. */
import {
  pace,
  stepCampaign,
  type Campaign,
  type CampaignTurn,
  type Lead,
  type PaceRule,
  type Repositories,
  type Store,
  type Tenant,
} from '#domain';
import type { Logger, Millis } from '#kernel';
import { callPreparer, type AcceptOptions, type PreparedCall } from '../accept/prepare-call.ts';
import { commitCall } from '../accept/accept-call.ts';
import { faultOf, leadCall, type LeadFault } from './lead-call.ts';
import { tellCampaign, tellLeads } from './tell.ts';

export interface TurnOptions extends AcceptOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** Calls were made: the dialer shall look. */
  readonly made: () => void;
  readonly rule?: PaceRule;
}

/** So many leads a turn, so that one campaign keeps no other waiting; what is left is due at once. */
const MOST_A_TURN = 100;

export async function takeTurn(turn: CampaignTurn, options: TurnOptions, signal: AbortSignal): Promise<void> {
  const { store, clock, made } = options;
  const campaign = await store.campaigns.get(turn.organizationId, turn.campaignId);
  const next = campaign ? await runTurn(turn, campaign, options, signal) : null;
  made();
  await store.campaigns.endTurn(turn, next, clock.now());
}

async function runTurn(
  turn: CampaignTurn,
  campaign: Campaign,
  options: TurnOptions,
  signal: AbortSignal,
): Promise<Millis | null> {
  const { store, clock, rule = pace } = options;
  const now = clock.now();
  const paced = rule(campaign, await store.leads.facts(campaign.id, now), now);
  if (paced.kind === 'complete') {
    await complete(campaign, options);
    return null;
  }
  if (paced.kind === 'wait') return paced.until;
  const leads = await store.leads.due(campaign.id, now, Math.min(paced.count, MOST_A_TURN));
  const prepare = callPreparer(tenantOf(campaign), options);
  let skipped = 0;
  for (const lead of leads) {
    if (signal.aborted) return clock.now();
    const result = await callLead(turn, lead, prepare, options);
    if (result === 'stop') return null;
    if (result === 'skipped') skipped += 1;
  }
  // A skipped lead used none of the room that there was; its campaign may be at its end, too.
  return skipped > 0 || leads.length < paced.count ? clock.now() : paced.nextAt;
}

async function complete(campaign: Campaign, { store, clock }: TurnOptions): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const current = await tx.campaigns.lock(campaign.organizationId, campaign.id);
    if (current?.status !== 'running') return;
    // Leads may have come since: they are seen now that the campaign is held.
    if ((await tx.leads.facts(campaign.id, now)).open > 0) return tx.campaigns.wake(campaign.id, now);
    const status = stepCampaign(current.status, 'complete');
    const ended = await tx.campaigns.update(campaign.organizationId, campaign.id, { status, updatedAt: now });
    if (ended) await tellCampaign(tx, ended, now);
  });
}

type LeadResult = 'called' | 'skipped' | 'passed' | 'stop';

async function callLead(
  turn: CampaignTurn,
  lead: Lead,
  prepare: ReturnType<typeof callPreparer>,
  options: TurnOptions,
): Promise<LeadResult> {
  const { store, clock } = options;
  try {
    return await store.transaction(async (tx) => {
      const campaign = await holdRunning(tx, turn);
      if (!campaign?.frozen) return 'stop';
      const now = clock.now();
      const held = await tx.leads.take(lead.id, now);
      if (!held) return 'passed';
      const prepared = await prepare(leadCall(campaign, campaign.frozen, held, now));
      await commitLead(tx, campaign, held, prepared, now);
      return 'called';
    });
  } catch (cause) {
    const fault = faultOf(lead, cause);
    if (!fault) throw cause;
    return refuseLead(turn, lead, fault, options);
  }
}

/** The campaign, held against pausing while its call is made; null: it is not running, or not ours to pace. */
async function holdRunning(tx: Repositories, turn: CampaignTurn): Promise<Campaign | null> {
  const campaign = await tx.campaigns.share(turn.campaignId);
  return campaign?.status === 'running' && (await tx.campaigns.holdTurn(turn)) ? campaign : null;
}

async function commitLead(
  tx: Repositories,
  campaign: Campaign,
  lead: Lead,
  prepared: PreparedCall,
  at: Millis,
): Promise<void> {
  const { call } = await commitCall(tx, tenantOf(campaign), prepared, null);
  if (lead.callId) await tx.calls.append(lead.callId, null, [], { nextCallId: call.id });
  await tx.leads.called(lead.id, { id: call.id, retries: lead.retries, since: lead.since ?? at, at });
  await tellLeads(tx, [{ ...lead, status: 'calling', callId: call.id }], campaign.agentId, at);
}

async function refuseLead(
  turn: CampaignTurn,
  lead: Lead,
  fault: LeadFault,
  { store, clock, logger }: TurnOptions,
): Promise<LeadResult> {
  const at = clock.now();
  return store.transaction(async (tx) => {
    if (fault.kind === 'skip') {
      const campaign = await holdRunning(tx, turn);
      if (!campaign) return 'stop';
      if (!(await tx.leads.take(lead.id, at))) return 'passed';
      await tx.leads.skip(lead.id, fault.reason, fault.detail, at);
      await tellLeads(tx, [{ ...lead, ...fault, status: 'skipped' }], campaign.agentId, at);
      return 'skipped';
    }
    const campaign = await tx.campaigns.lock(lead.organizationId, lead.campaignId);
    if (campaign?.status !== 'running') return 'stop';
    logger.warn('campaign-paused', { campaign: campaign.id, ...fault.fault });
    const status = stepCampaign(campaign.status, 'pause');
    const patch = { status, fault: fault.fault, updatedAt: at };
    const paused = await tx.campaigns.update(campaign.organizationId, campaign.id, patch);
    if (paused) await tellCampaign(tx, paused, at);
    return 'stop';
  });
}

/** A campaign asks in the name of its organization. */
function tenantOf({ organizationId, id, test }: Campaign): Tenant {
  return { organizationId, keyId: id, mode: test ? 'test' : 'live' } as Tenant;
}
