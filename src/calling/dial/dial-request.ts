/** From a call to the question that the dial authority is asked. */
import { isE164, parseAddress, type Call, type DialRequest } from '#domain';
import { parseId } from '#kernel';

/**
 * @param requestedFrom the caller identity that the request named: kept by its number's id where it is one of the
 * organization's, and told to the authority as it stands where it is not, or where a SIP URI is called
 */
export function dialRequestOf(call: Call, requestedFrom: string | null): DialRequest {
  const { number_id: agentNumber, number_pool_id: agentPool } = call.plan.config;
  return {
    organizationId: call.organizationId,
    callId: call.id,
    to: call.to,
    person: parseAddress(call.to)?.person ?? call.to,
    test: call.test,
    requestedFrom: isE164(call.to) && call.requestedNumberId !== null ? null : requestedFrom,
    requestedNumberId: call.requestedNumberId,
    requestedTrunkId: call.requestedTrunkId,
    agentId: call.plan.agentId,
    hours: call.plan.config.hours ?? null,
    campaignId: call.campaignId ?? null,
    agentNumberId: agentNumber === undefined ? null : parseId(agentNumber),
    agentPoolId: agentPool === undefined ? null : parseId(agentPool),
  };
}
