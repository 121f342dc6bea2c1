/** The INVITE of an outgoing call: the first, and its resends: with credentials (RFC 3261, 22), with a longer interval. */
import type { DialogRecord, InviteIdentity, SipTarget } from '../../contract.ts';
import {
  LEAST_SESSION_S,
  minSeOf,
  printNameAddr,
  printSessionExpires,
  wireHost,
  withHeaders,
  withTag,
  type SipResponse,
} from '../message/index.ts';
import { authorize, takeChallenge } from './authentication.ts';
import type { CallStep } from './effects.ts';
import { finish, type Outgoing } from './outgoing-state.ts';
import { rejection } from './rejection.ts';
import { inviteRequest } from './requests.ts';
import { branchToken, onTransport, seenAs } from './self.ts';

/** Builds the INVITE and has its record kept before it leaves. */
export function prepareInvite(
  state: Outgoing,
  target: SipTarget,
  contact: string | undefined,
): CallStep<Outgoing> {
  const { plan } = state;
  const self = seenAs(onTransport(plan.self, target.transport, plan.hop), contact);
  return storeInvite({ ...state, plan: { ...plan, self, target } }, state.identity);
}

/** 22.2: the same Call-ID, From and To, a new branch and a CSeq one higher; stored like the first. */
export function challenged(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const taken = takeChallenge(state.authentication, response, state.plan.credentials);
  if (!taken.ok) return finish(state, { ...rejection(response), kind: 'auth-failed', detail: taken.detail });
  return resend({ ...state, authentication: taken.authentication });
}

/** RFC 4028, 7.3: refused as too brief: once more, with the least interval that was named, if it is longer than ours. */
export function tooBrief(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const asked = state.plan.sessionExpiresS;
  const least = minSeOf(response);
  if (asked === undefined || state.minSe !== undefined || least <= asked)
    return finish(state, rejection(response));
  return resend({ ...state, minSe: least });
}

function resend(state: Outgoing): CallStep<Outgoing> {
  const cseq = state.identity.cseq + 1;
  const identity = { ...state.identity, cseq, branch: branchToken(state.plan.seed, 'INVITE', cseq) };
  return storeInvite(state, identity);
}

/** RFC 4028, 7.1 and 7.3: the interval that we ask for, never below what somebody on the way takes. */
function sessionFields({ plan, minSe }: Outgoing): readonly (readonly [string, string])[] {
  if (plan.sessionExpiresS === undefined) return [];
  const seconds = Math.max(plan.sessionExpiresS, minSe ?? LEAST_SESSION_S);
  return [
    ['Session-Expires', printSessionExpires({ seconds })],
    ...(minSe === undefined ? [] : ([['Min-SE', String(minSe)]] as const)),
  ];
}

function storeInvite(state: Outgoing, identity: InviteIdentity): CallStep<Outgoing> {
  const { plan } = state;
  const { transport, host, port, serverName } = plan.target!;
  const parts = {
    ...identity,
    uri: plan.requestUri,
    from: plan.from,
    to: plan.to,
    ...(plan.offer === undefined ? {} : { offer: plan.offer }),
    more: withHeaders(plan.fields, sessionFields(state)),
  };
  const { headers, authentication } = authorize(
    state.authentication,
    { method: 'INVITE', uri: plan.requestUri, body: plan.offer ?? '' },
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
    nextHop: `${wireHost(host)}:${port}`,
    transport,
    ...(serverName === undefined ? {} : { serverName }),
    phase: 'inviting',
    ...(plan.offer === undefined ? { delayedOffer: true } : {}),
  };
  return {
    // 8.1.3.5, 22.2: a resend is another transaction, and what was early before it is gone.
    state: { ...state, name: 'storing', identity, authentication, invite, record, legs: new Map() },
    effects: [{ type: 'store', record }],
  };
}
