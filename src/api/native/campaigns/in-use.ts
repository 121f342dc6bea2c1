/** Campaigns that would be left without their agent or a caller number. */
import type { Campaign, Repositories } from '#domain';
import { AppError, type Id } from '#kernel';

/** Over is over: what ended needs nothing any more. */
const ALIVE = ['draft', 'running', 'paused'] as const;
/** Campaigns that a refusal names. */
const NAMED = 5;

type What = { readonly agentId: Id } | { readonly numberId: Id };

/** In the transaction that deletes it. @throws AppError `agent-in-use`, `number-in-use` (409) naming the campaigns */
export async function refuseWhileCampaigns(
  { campaigns }: Pick<Repositories, 'campaigns'>,
  organizationId: Id,
  what: What,
): Promise<void> {
  const { rows } = await campaigns.list(organizationId, { limit: 100_000, status: ALIVE });
  const using = rows.filter((campaign) => uses(campaign, what));
  if (using.length === 0) return;
  const noun = 'agentId' in what ? 'agent' : 'number';
  const names = using.slice(0, NAMED).map(({ name }) => `“${name}”`);
  const more = using.length > NAMED ? ` and ${using.length - NAMED} more` : '';
  throw new AppError({
    code: `${noun}-in-use`,
    status: 409,
    message: `Campaigns use this ${noun}: ${names.join(', ')}${more}. Cancel them, or give them another.`,
    extra: { campaigns: using.length },
  });
}

function uses(campaign: Campaign, what: What): boolean {
  return 'agentId' in what ? campaign.agentId === what.agentId : campaign.numberIds.includes(what.numberId);
}
