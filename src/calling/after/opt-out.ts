/** Somebody said "stop calling me": the number goes to the suppression list with the end of the call. */
import type { CallFacts } from '#analysis';
import { isE164, type Call, type NewEvent, type Repositories } from '#domain';
import type { Millis } from '#kernel';

const REASON = 'The callee asked not to be called any more.';

export interface OptOut {
  readonly event: NewEvent;
  /** Once the end is written. */
  commit(): Promise<void>;
}

/**
 * Also where they hung up before the agent had said goodbye: what counts is that it was asked for. Not for a test call,
 * nor where agent or organization do not want it; a SIP URI has no number to be listed.
 * @param facts of the call's log
 */
export async function optOutOf(
  tx: Repositories,
  call: Call,
  facts: CallFacts,
  at: Millis,
): Promise<OptOut | null> {
  const isAsked = facts.asksToStop || call.outcome?.end_reason.code === 'callee-opted-out';
  const number = call.direction === 'outbound' ? call.to : call.from;
  if (!isAsked || call.test || number === null || !isE164(number)) return null;
  if (!(call.plan.config.suppress_opt_outs ?? (await isWanted(tx, call)))) return null;
  return {
    event: { at, type: 'number-suppressed', data: { reason: REASON } },
    commit: () => tx.suppressions.add(call.organizationId, number, REASON, at, call.id),
  };
}

async function isWanted(tx: Repositories, { organizationId }: Call): Promise<boolean> {
  return (await tx.organizations.get(organizationId))?.suppressOptOuts ?? true;
}
