/** From a call to the question that the dial authority is asked. */
import { isE164, type Call, type DialRequest } from '#domain';
import { parseId } from '#kernel';

/**
 * @param requestedFrom the caller number that the request named, if any
 * @param agentNumberId the agent's own number, any spelling
 */
export function dialRequestOf(
  call: Call,
  requestedFrom: string | null,
  agentNumberId: string | null,
): DialRequest {
  return {
    organizationId: call.organizationId,
    callId: call.id,
    to: call.to,
    test: call.test,
    requestedFrom:
      requestedFrom !== null && (isE164(requestedFrom) || !isE164(call.to)) ? requestedFrom : null,
    requestedNumberId: call.requestedNumberId,
    requestedTrunkId: call.requestedTrunkId,
    agentId: call.plan.agentId,
    agentNumberId: agentNumberId === null ? null : parseId(agentNumberId),
  };
}
