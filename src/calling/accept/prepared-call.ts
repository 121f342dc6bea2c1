/** An announced call that now comes in, and what is known of a caller under the names that an agent uses. */
import {
  planPlaceholders,
  preparedCalls,
  type AgentConfig,
  type PhoneNumber,
  type PreparedInbound,
} from '#domain';
import { parseId, type Id } from '#kernel';
import type { IncomingSipCall } from '#telephony';
import type { EngineOptions } from '../options.ts';

/** `S.<id>;`, as whoever forwards a call is told to send it (docs.synthflow.ai, forward-calls-to-synthflow). */
const ANNOUNCED = 'X-EI';

export async function preparedCall(
  sip: Pick<IncomingSipCall, 'header'>,
  { organizationId }: Pick<PhoneNumber, 'organizationId'>,
  { store, clock }: Pick<EngineOptions, 'store' | 'clock'>,
): Promise<PreparedInbound | null> {
  const text = /^S\.([^;]{1,100});?$/.exec(sip.header(ANNOUNCED)?.trim() ?? '')?.[1];
  const id = text === undefined ? null : parseId(text);
  if (id === null) return null;
  const prepared = await preparedCalls(store.dialectData).get(organizationId, id, clock.now());
  if (!prepared || !(await store.agents.get(organizationId, prepared.agentId))) return null;
  await preparedCalls(store.dialectData).remove(organizationId, id);
  return prepared;
}

/** System variables as one vendor's agents name them; those that the agent says. */
export function saidOfCaller(
  config: AgentConfig,
  { callId, caller, called }: { callId: Id; caller: string; called: string },
): Record<string, string> {
  const known = { call_id: callId, user_phone_number: caller, to_phone_number: called };
  const said = new Set(planPlaceholders(config));
  return Object.fromEntries(Object.entries(known).filter(([name]) => said.has(name)));
}
