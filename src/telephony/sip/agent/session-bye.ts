/** Ending an established dialog (RFC 3261, 15). */
import type { SipEnding } from '../../contract.ts';
import type { SipResponse } from '../message/index.ts';
import { authorize, takeChallenge } from './authentication.ts';
import { arm, disarm, ended, type CallEffect, type CallStep, type CallTimer } from './effects.ts';
import { dialogRequest, type HangUpReason } from './requests.ts';
import { branchToken } from './self.ts';
import type { Session } from './session-state.ts';

/**
 * How long `ended` waits for the answer to our BYE, in T1. 15.1.1 lets a session count as over as soon as the BYE
 * left; waiting for three transmissions lets the owner keep the record until the peer has most likely heard it.
 */
const GRACE_IN_T1 = 4;

/** What no longer matters when it ends. */
const RUNNING: readonly CallTimer[] = [
  'answer-repeat',
  'answer-limit',
  'glare',
  'reinvite-limit',
  'refresh',
  'session-expiry',
  'refer-limit',
];

/** Sends BYE; `ended` follows with its answer, or when nobody answers. */
export function sayBye(session: Session, ending: SipEnding, reason?: HangUpReason): CallStep<Session> {
  const state: Session = { ...session, phase: 'leaving', ending };
  const bye = byeRequest(state, reason);
  return {
    state: bye.state,
    effects: [...RUNNING.map(disarm), bye.effect, arm('bye-grace', GRACE_IN_T1 * session.self.t1)],
  };
}

/** 22.2: a challenged BYE is sent again with credentials; any other final response ends it. */
export function takeByeResponse(session: Session, response: SipResponse): CallStep<Session> {
  if (response.status < 200) return { state: session, effects: [] };
  if (response.status !== 401 && response.status !== 407) return endSession(session);
  const taken = takeChallenge(session.authentication, response, session.credentials);
  if (!taken.ok) return endSession(session);
  const bye = byeRequest({ ...session, authentication: taken.authentication });
  return { state: bye.state, effects: [bye.effect] };
}

/** Says `ended`, once. */
export function endSession(session: Session): CallStep<Session> {
  if (session.phase === 'ended') return { state: session, effects: [] };
  const ending: SipEnding = session.ending ?? { kind: 'bye', by: 'us' };
  const effects: CallEffect[] = [...RUNNING.map(disarm), disarm('bye-grace'), ended(ending)];
  return { state: { ...session, phase: 'ended' }, effects };
}

function byeRequest(session: Session, reason?: HangUpReason): { state: Session; effect: CallEffect } {
  const cseq = session.dialog.localCseq + 1;
  const parts = { method: 'BYE', cseq, branch: branchToken(session.seed, 'BYE', cseq), reason } as const;
  const plain = dialogRequest(session.self, session.dialog, parts).request;
  const { headers, authentication } = authorize(
    session.authentication,
    plain,
    session.credentials,
    session.seed,
  );
  const { request, hop } = dialogRequest(session.self, session.dialog, { ...parts, headers });
  return {
    state: { ...session, authentication, dialog: { ...session.dialog, localCseq: cseq } },
    effect: { type: 'bye', request, hop, own: true },
  };
}
