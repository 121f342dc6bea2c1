/** PRACK (RFC 3262, 4): acknowledges a reliable provisional response, and answers its offer. */
import type { SipRequest, SipResponse } from '../message/index.ts';
import { authorize, takeChallenge } from './authentication.ts';
import type { CallStep } from './effects.ts';
import { stay, toTag, withLeg, type Leg, type Outgoing } from './outgoing-state.ts';
import { dialogRequest, withSdp } from './requests.ts';
import { branchToken } from './self.ts';

/** RFC 3262, 4: PRACK is a request inside the early dialog. @param sdp our answer to the offer that it acknowledges (5) */
export function prack(
  state: Outgoing,
  tag: string,
  leg: Leg,
  rack: string,
  sdp?: string,
): CallStep<Outgoing> {
  const { self, seed, credentials } = state.plan;
  const cseq = leg.dialog.localCseq + 1;
  const branch = branchToken(seed, 'PRACK', cseq, tag);
  const parts = { method: 'PRACK', cseq, branch, ...withSdp(sdp) };
  const plain = dialogRequest(self, leg.dialog, parts).request;
  const { headers, authentication } = authorize(state.authentication, plain, credentials, seed);
  const { request, hop } = dialogRequest(self, leg.dialog, {
    ...parts,
    headers: [{ name: 'RAck', value: rack }, ...headers],
  });
  const dialog = { ...leg.dialog, localCseq: cseq };
  return {
    state: withLeg({ ...state, authentication }, tag, { ...leg, dialog }),
    effects: [{ type: 'prack', request, hop }],
  };
}

/**
 * 22.2: a challenged PRACK is sent again with credentials. Any other answer changes nothing: a callee that does not take
 * our PRACK ends its INVITE by itself (RFC 3262, 3).
 */
export function takePrackResponse(
  state: Outgoing,
  request: SipRequest,
  response: SipResponse,
): CallStep<Outgoing> {
  const tag = toTag(response);
  const leg = state.legs.get(tag);
  const rack = request.headers.find(({ name }) => name === 'RAck');
  if (!leg || !rack || (response.status !== 401 && response.status !== 407)) return stay(state);
  const taken = takeChallenge(state.authentication, response, state.plan.credentials);
  if (!taken.ok) return stay(state);
  const sdp = request.body === '' ? undefined : request.body;
  return prack({ ...state, authentication: taken.authentication }, tag, leg, rack.value, sdp);
}
