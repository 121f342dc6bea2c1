/**
 * What follows the end of a call, in the very transaction that ends it: the next call of its chain, or what becomes of
 * its lead. So a crash can neither lose nor double it.
 */
import {
  isE164,
  leadAfter,
  nextPlace,
  nextTryAt,
  type Call,
  type NewEvent,
  type Repositories,
  NOT_BEGUN,
} from '#domain';
import { spellNative, type IdSource, type Millis } from '#kernel';
import { callIdAt } from '../accept/built-in.ts';
import { tellLeads } from '../campaigns/tell.ts';
import { originFacts, planFacts } from '../event-data.ts';

/** What follows a call that has its outcome. */
export interface Following {
  readonly patch: Partial<Pick<Call, 'retry' | 'nextCallId'>>;
  readonly events: readonly NewEvent[];
  /** Once the end is written. */
  commit(): Promise<void>;
}

const NOTHING: Following = { patch: {}, events: [], commit: async () => {} };

export async function followingOf(
  tx: Repositories,
  call: Call,
  at: Millis,
  ids: IdSource,
): Promise<Following> {
  if (call.leadId && call.campaignId) return followingLead(tx, call, at);
  const { retry, outcome } = call;
  const due = retry && outcome ? nextTryAt(retry, outcome, at) : null;
  if (!retry || due === null) return NOTHING;
  const next = nextCall(call, due, at, ids);
  return {
    patch: { retry: { ...retry, nextAt: due }, nextCallId: next.id },
    events: [scheduledEvent(call, due, at, { next_call_id: spellNative('call', next.id) })],
    async commit() {
      await keepWebhook(tx, call, next, at);
      await tx.calls.insert(next, firstEvents(next, at));
    },
  };
}

/** A webhook that came with the call is told of the next one too, its first event included. */
async function keepWebhook(tx: Repositories, call: Call, next: Call, at: Millis): Promise<void> {
  const own = await tx.webhooks.getEndpoint(call.organizationId, call.id);
  if (own?.callId !== call.id) return;
  const { id } = next;
  await tx.webhooks.insertEndpoint({
    ...own,
    id,
    callId: id,
    failingSince: null,
    createdAt: at,
    updatedAt: at,
  });
}

/** A campaign makes the next call itself, when it has room for it. */
async function followingLead(tx: Repositories, call: Call, at: Millis): Promise<Following> {
  const { campaignId, leadId, outcome, retry = null } = call;
  if (!campaignId || !leadId || !outcome) return NOTHING;
  // Held, so that a campaign that is cancelled meanwhile leaves no lead behind.
  const campaign = await tx.campaigns.share(campaignId);
  if (!campaign) return NOTHING;
  const end = leadAfter(campaign.status, retry, outcome, at);
  const planned = end.status === 'scheduled' && retry;
  return {
    patch: planned ? { retry: { ...retry, nextAt: end.dueAt } } : {},
    events: end.status === 'scheduled' ? [scheduledEvent(call, end.dueAt, at, {})] : [],
    async commit() {
      const settled = await tx.leads.ended(leadId, call.id, end, at);
      if (settled) await tellLeads(tx, [settled], campaign.agentId, at);
      await tx.campaigns.wake(campaignId, at);
    },
  };
}

function scheduledEvent(
  { retry }: Call,
  due: Millis,
  at: Millis,
  more: Readonly<Record<string, unknown>>,
): NewEvent {
  const place = { number: (retry?.number ?? 0) + 1, of: retry?.delaysS.length ?? 0 };
  return { at, type: 'retry-scheduled', data: { ...place, not_before: due, ...more } };
}

/** The same call once more: same person, same plan, secrets still sealed. */
function nextCall(call: Call, due: Millis, at: Millis, ids: IdSource): Call {
  const id = ids.next();
  const { plan, source } = call;
  const { call_id: own, ...variables } = plan.variables;
  const isBuiltIn = own === callIdAt(source.api, call.id);
  return {
    ...call,
    id,
    status: due > at ? 'scheduled' : 'queued',
    outcome: null,
    // The authority chooses anew among numbers; an address keeps the identity that it was asked with.
    from: isE164(call.to) ? null : call.from,
    numberId: null,
    trunkId: null,
    plan: {
      ...plan,
      variables: {
        ...variables,
        ...(own === undefined ? {} : { call_id: isBuiltIn ? callIdAt(source.api, id) : own }),
      },
    },
    notBefore: due > at ? due : null,
    retry: call.retry ? nextPlace(call.retry) : null,
    parentCallId: call.id,
    nextCallId: null,
    createdAt: at,
    ...NOT_BEGUN,
  };
}

function firstEvents(call: Call, at: Millis): readonly NewEvent[] {
  const { source, plan, to, test } = call;
  const data = {
    api: source.api,
    to,
    test,
    plan: planFacts(plan),
    source: source.data,
    ...originFacts(call),
  };
  return [
    { at, type: 'call-accepted', data },
    ...(call.notBefore === null
      ? []
      : [{ at, type: 'call-scheduled', data: { not_before: call.notBefore } }]),
  ];
}
