/** The one loop that makes owed analyses: woken by ends of calls, by requests, and by the clock. */
import type { DueAnalysis } from '#domain';
import { DueLoop, type Millis } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { ANSWER_MS, makeAnalysis } from './make-analysis.ts';

/** More would only queue at the provider, beside the models of running calls. */
const AT_ONCE = 4;
const IDLE_POLL_MS: Millis = 2_000;
/** Longer than an analysis may take: one that could not be made is made when its claim lapses. */
const LEASE_MS: Millis = ANSWER_MS + 30_000;

type Options = Pick<EngineOptions, 'nodeId' | 'store' | 'models' | 'clock' | 'logger'>;

/** Its `stop` gives back what is not done. */
export function createAnalyst(options: Options): DueLoop<DueAnalysis> {
  const { nodeId, store, clock, logger } = options;
  return new DueLoop({
    name: 'analyses',
    clock,
    logger,
    atOnce: AT_ONCE,
    idlePollMs: IDLE_POLL_MS,
    claim: (room) => store.analyses.claimDue(nodeId, clock.now(), LEASE_MS, room),
    nextDueAt: () => store.analyses.nextDueAt(),
    keyOf: ({ run }) => run,
    run: async (due, signal) => void (await makeAnalysis(due, options, signal)),
    readsAfterEach: true,
  });
}
