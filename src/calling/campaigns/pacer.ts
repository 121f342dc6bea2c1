/** The one loop that paces campaigns: woken by ends of calls, by requests, and by the clock; one node a campaign. */
import type { CampaignTurn } from '#domain';
import { DueLoop, type Id, type Millis } from '#kernel';
import { takeTurn, type TurnOptions } from './turn.ts';

const AT_ONCE = 4;
const IDLE_POLL_MS: Millis = 2_000;
/** Longer than a turn takes; one that stops in its midst is taken up after it. */
const LEASE_MS: Millis = 60_000;

export function createPacer(options: TurnOptions & { readonly nodeId: Id }): DueLoop<CampaignTurn> {
  const { nodeId, store, clock, ids, logger } = options;
  return new DueLoop({
    name: 'campaigns',
    clock,
    logger,
    atOnce: AT_ONCE,
    idlePollMs: IDLE_POLL_MS,
    claim: (room) => store.campaigns.claimTurns(() => ids.next(), nodeId, clock.now(), LEASE_MS, room),
    nextDueAt: () => store.campaigns.nextTurnAt(),
    keyOf: ({ token, campaignId }) => `${campaignId} ${token}`,
    run: (turn, signal) => takeTurn(turn, options, signal),
    readsAfterEach: true,
  });
}
