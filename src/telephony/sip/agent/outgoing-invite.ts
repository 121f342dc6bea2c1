/** The INVITE of an outgoing call: the first, and its resend with credentials (RFC 3261, 22). */
import type { DialogRecord, InviteIdentity } from '../../contract.ts';
import { printNameAddr, wireHost, withTag, type SipResponse } from '../message/index.ts';
import type { Address } from '../transport/transport.ts';
import { authorize, takeChallenge } from './authentication.ts';
import type { CallStep } from './effects.ts';
import { finish, type Outgoing } from './outgoing-state.ts';
import { rejection } from './rejection.ts';
import { inviteRequest } from './requests.ts';
import { branchToken } from './self.ts';

/** Builds the INVITE and has its record kept before it leaves. */
export function prepareInvite(state: Outgoing, address: Address): CallStep<Outgoing> {
  return storeInvite(state, state.identity, `${wireHost(address.host)}:${address.port}`);
}

/** 22.2: the same Call-ID, From and To, a new branch and a CSeq one higher; stored like the first. */
export function challenged(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const taken = takeChallenge(state.authentication, response, state.plan.credentials);
  if (!taken.ok) return finish(state, { ...rejection(response), kind: 'auth-failed', detail: taken.detail });
  const cseq = state.identity.cseq + 1;
  const identity = { ...state.identity, cseq, branch: branchToken(state.plan.seed, 'INVITE', cseq) };
  return storeInvite({ ...state, authentication: taken.authentication }, identity, state.record!.nextHop);
}

function storeInvite(state: Outgoing, identity: InviteIdentity, nextHop: string): CallStep<Outgoing> {
  const { plan } = state;
  const parts = {
    ...identity,
    uri: plan.requestUri,
    from: plan.from,
    to: plan.to,
    offer: plan.offer,
    ...(plan.asserted ? { asserted: plan.asserted } : {}),
  };
  const { headers, authentication } = authorize(
    state.authentication,
    { method: 'INVITE', uri: plan.requestUri, body: plan.offer },
    plan.credentials,
    plan.seed,
  );
  const invite = inviteRequest(plan.self, { ...parts, authorization: headers });
  const record: DialogRecord = {
    ...identity,
    direction: 'outgoing',
    localAddress: plan.self.address,
    localUri: printNameAddr(withTag(plan.from, undefined)),
    remoteUri: printNameAddr(withTag(plan.to, undefined)),
    requestUri: plan.requestUri,
    nextHop,
    phase: 'inviting',
  };
  return {
    state: { ...state, name: 'storing', identity, authentication, invite, record },
    effects: [{ type: 'store', record }],
  };
}
