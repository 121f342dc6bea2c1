/** The call of a lead, as its campaign wants it. Pure. */
import { chainOf, parseAddress, type Campaign, type CreateCall, type FrozenAgent, type Lead } from '#domain';
import { AppError, spellNative, type Millis } from '#kernel';

export function leadCall(campaign: Campaign, frozen: FrozenAgent, lead: Lead, now: Millis): CreateCall {
  const { name, email, timeZone } = lead;
  const { prompt, greeting, numberIds } = campaign;
  const chain = chainOf(campaign, lead, now);
  const numberId = numberIds.length === 0 ? null : numberIds[turnOf(lead, numberIds.length)]!;
  return {
    agent: { kind: 'frozen', agentId: campaign.agentId, ...withPool(frozen, campaign) },
    to: lead.phoneNumber,
    person: {
      ...(name === null ? {} : { name }),
      ...(email === null ? {} : { email }),
      ...(timeZone === null ? {} : { time_zone: timeZone }),
    },
    from: null,
    numberId,
    trunkId: null,
    variables: { ...campaign.variables, ...(name === null ? {} : { name }), ...lead.variables },
    overrides: { ...(prompt === null ? {} : { prompt }), ...(greeting === null ? {} : { greeting }) },
    metadata: campaign.metadata,
    notBefore: null,
    unresolvedVariables: campaign.source.api === 'native' ? 'refuse' : 'omit',
    pendingFeatures: [],
    source: ownSource(campaign, lead),
    origin: {
      campaignId: campaign.id,
      leadId: lead.id,
      ...(lead.callId === null ? {} : { parentCallId: lead.callId }),
      ...(chain ? { chain } : {}),
    },
  };
}

/** The campaign's pool takes the place of the agent's own number and pool. */
function withPool(
  { versionId, config }: FrozenAgent,
  { numberPoolId }: Pick<Campaign, 'numberPoolId'>,
): FrozenAgent {
  if (numberPoolId === null) return { versionId, config };
  const { number_id: _own, ...rest } = config;
  return { versionId, config: { ...rest, number_pool_id: spellNative('pool', numberPoolId) } };
}

/** Another API's campaign keeps with each call what it gave of the person, to answer reads in its own shape. */
function ownSource({ source }: Campaign, { variables }: Lead): Campaign['source'] {
  if (source.api === 'native') return source;
  return { ...source, data: { ...source.data, lead_variables: variables } };
}

/** Numbers take turns by the lead's id, and with every try. */
function turnOf({ id, retries }: Lead, count: number): number {
  return (Number.parseInt(id.slice(-6), 16) + retries) % count;
}

/** Faults of one lead; anything else that is refused is refused to all of them. */
const OF_LEAD = new Set(['variable-missing', 'invalid-request', 'transport-unsupported']);

export type LeadFault =
  | { readonly kind: 'skip'; readonly reason: 'denied' | 'invalid'; readonly detail: string }
  | { readonly kind: 'pause'; readonly fault: { readonly code: string; readonly message: string } };

/** What a refused call means to its campaign; null: a fault of ours, to be tried again. */
export function faultOf(lead: Lead, cause: unknown): LeadFault | null {
  if (!(cause instanceof AppError) || cause.status >= 500) return null;
  const { code, message } = cause;
  const isAboutNumbers = cause.extra['rule'] === 'no-usable-caller-number';
  if (code === 'dial-denied' && !isAboutNumbers) {
    const reason = parseAddress(lead.phoneNumber) ? 'denied' : 'invalid';
    return { kind: 'skip', reason, detail: message };
  }
  if (OF_LEAD.has(code)) return { kind: 'skip', reason: 'invalid', detail: message };
  return { kind: 'pause', fault: { code, message } };
}
