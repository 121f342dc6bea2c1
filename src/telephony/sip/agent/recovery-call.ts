/** Ending an orphan of an earlier process, as a pure machine (RFC 3261, 9.1 and 15.1.1). */
import type { DialogRecord, RecoveryReport, SipCredentials } from '../../contract.ts';
import { dialogOfResponse, type Dialog } from '../dialog/index.ts';
import { parseNameAddr, sdpOf, tagOf, withTag, type SipRequest, type SipResponse } from '../message/index.ts';
import { authorize, takeChallenge, type Authentication } from './authentication.ts';
import {
  ackOf,
  cancelRequest,
  dialogRequest,
  inviteOfRecord,
  type Ack,
  type HangUpReason,
} from './requests.ts';
import { refused } from './outgoing-offer.ts';
import { branchToken, type Self } from './self.ts';

/** What is known of an orphan. */
export interface Orphan {
  readonly record: DialogRecord;
  /** For a peer that challenges our BYE. */
  readonly credentials?: SipCredentials;
}

export interface Recovery {
  readonly self: Self;
  readonly seed: string;
  readonly credentials?: SipCredentials;
  readonly authentication: Authentication;
  /** The dialog whose BYE we wait for: the last one that was ended. */
  readonly dialog?: Dialog;
  /** The INVITE, as far as the record tells it. */
  readonly invite?: SipRequest;
  /** It held no offer, so that its 2xx makes one. */
  readonly delayedOffer?: boolean;
  /** The ACK of each dialog, by the peer's tag; a repeated 2xx gets it again. */
  readonly acks: ReadonlyMap<string, Ack>;
  readonly report: RecoveryReport;
}

export type RecoveryInput =
  /** Answer to our CANCEL. */
  | { readonly type: 'cancel-response'; readonly status: number }
  /** Final or provisional response to the orphaned INVITE. */
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'bye-response'; readonly response: SipResponse };

export type RecoveryEffect =
  /** Listens for responses to the INVITE, for 64*T1, and has non-2xx acknowledged. */
  | { readonly type: 'await-invite'; readonly request: SipRequest }
  | { readonly type: 'cancel'; readonly request: SipRequest }
  | { readonly type: 'ack' | 'bye'; readonly request: SipRequest; readonly hop: string }
  /** The outcome on the wire is known. */
  | { readonly type: 'known' };

export interface RecoveryStep {
  readonly state: Recovery;
  readonly effects: readonly RecoveryEffect[];
}

const REASON: HangUpReason = { text: 'Recovered after a failure', q850: 41 };

/**
 * How far above the stored CSeq our BYE counts. The process that died may have sent BYEs that no record tells of: one,
 * and one more for each challenge that a call answers. 12.2.2: a gap is no error, a number that steps back is.
 */
const CSEQ_GAP = 16;

export function startRecovery(self: Self, { record, credentials }: Orphan, seed: string): RecoveryStep {
  const idle: Recovery = {
    self,
    seed,
    ...(credentials ? { credentials } : {}),
    ...(record.delayedOffer ? { delayedOffer: true } : {}),
    authentication: [],
    acks: new Map(),
    report: { sent: [], settled: false },
  };
  const nothing: RecoveryStep = { state: idle, effects: [{ type: 'known' }] };
  if (record.phase === 'ended') return settle(idle, undefined, []);
  if (record.phase === 'confirmed') {
    const dialog = dialogOfRecord(record);
    return dialog ? release(idle, record, dialog) : nothing;
  }
  // An incoming call without a stored 2xx: its server transaction died with its process.
  if (record.direction === 'incoming') return nothing;
  const invite = inviteOfRecord(record);
  if (!invite) return nothing;
  return {
    state: sent({ ...idle, invite }, 'CANCEL'),
    effects: [
      { type: 'await-invite', request: invite },
      { type: 'cancel', request: cancelRequest(self, invite, REASON) },
    ],
  };
}

export function stepRecovery(state: Recovery, input: RecoveryInput): RecoveryStep {
  switch (input.type) {
    case 'cancel-response':
      // 9.2: 481 says that the peer knows nothing of the INVITE. 200 says that its final response follows.
      return input.status === 481 ? settle(state, input.status, []) : { state, effects: [] };
    case 'response':
      return takeResponse(state, input.response);
    case 'bye-response':
      return takeByeResponse(state, input.response);
  }
}

function takeByeResponse(state: Recovery, response: SipResponse): RecoveryStep {
  const { status } = response;
  if (status < 200) return { state, effects: [] };
  // 15.1.1: 481 and 408 end the dialog as well as 200 does.
  if (status < 300 || status === 481 || status === 408)
    return settle(state, state.report.status ?? status, []);
  const told: Recovery = { ...state, report: { ...state.report, status } };
  // 22.2: a challenged BYE is sent again with credentials, if we were given any.
  if ((status === 401 || status === 407) && state.dialog) {
    const taken = takeChallenge(state.authentication, response, state.credentials);
    if (taken.ok) return sayBye({ ...state, authentication: taken.authentication }, state.dialog, []);
  }
  return { state: told, effects: [{ type: 'known' }] };
}

/** A stored dialog gets BYE; ACK before it unless the record says that it left (13.2.2.4). */
function release(state: Recovery, record: DialogRecord, dialog: Dialog): RecoveryStep {
  const from = { ...dialog, localCseq: dialog.localCseq + CSEQ_GAP };
  const invite = record.direction === 'outgoing' ? inviteOfRecord(record) : null;
  if (!invite) return sayBye(state, from, []);
  const ack = ackOf(state.self, invite, dialog);
  // A 2xx that is still being repeated gets that ACK again.
  const waiting: Recovery = { ...state, invite, acks: new Map([[record.remoteTag ?? '', ack]]) };
  const listen: RecoveryEffect = { type: 'await-invite', request: invite };
  return record.acknowledged
    ? sayBye(waiting, from, [listen])
    : sayBye(sent(waiting, 'ACK'), from, [listen, { type: 'ack', ...ack }]);
}

function takeResponse(state: Recovery, response: SipResponse): RecoveryStep {
  const { status } = response;
  if (status < 200 || !state.invite) return { state, effects: [] };
  if (status >= 300) return settle(sent(state, 'ACK'), status, []);
  const dialog = dialogOfResponse(state.invite, response);
  const tag = tagOf(response.to) ?? '';
  const known = state.acks.get(tag);
  if (known) return { state, effects: [{ type: 'ack', ...known }] };
  // 13.2.2.4: an offer has its answer, though BYE follows at once.
  const offer = state.delayedOffer ? sdpOf(response) : undefined;
  const none = offer === undefined ? undefined : refused(state.self, offer);
  const ack = ackOf(state.self, state.invite, dialog, none);
  const acked = sent({ ...state, acks: new Map([...state.acks, [tag, ack]]) }, 'ACK');
  const from = { ...dialog, localCseq: dialog.localCseq + CSEQ_GAP };
  return sayBye({ ...acked, report: { ...acked.report, status } }, from, [{ type: 'ack', ...ack }]);
}

function sayBye(state: Recovery, dialog: Dialog, before: readonly RecoveryEffect[]): RecoveryStep {
  const cseq = dialog.localCseq + 1;
  const branch = branchToken(state.seed, 'BYE', cseq, tagOf(dialog.remote) ?? '');
  const parts = { method: 'BYE', cseq, branch, reason: REASON } as const;
  const plain = dialogRequest(state.self, dialog, parts).request;
  const { headers, authentication } = authorize(state.authentication, plain, state.credentials, state.seed);
  const bye = dialogRequest(state.self, dialog, { ...parts, headers });
  return {
    state: sent({ ...state, authentication, dialog: { ...dialog, localCseq: cseq } }, 'BYE'),
    effects: [...before, { type: 'bye', ...bye }],
  };
}

function settle(
  state: Recovery,
  status: number | undefined,
  effects: readonly RecoveryEffect[],
): RecoveryStep {
  const report = { ...state.report, settled: true, ...(status === undefined ? {} : { status }) };
  return { state: { ...state, report }, effects: [...effects, { type: 'known' }] };
}

function sent(state: Recovery, method: string): Recovery {
  return { ...state, report: { ...state.report, sent: [...state.report.sent, method] } };
}

function dialogOfRecord(record: DialogRecord): Dialog | null {
  const [local, remote] = [parseNameAddr(record.localUri), parseNameAddr(record.remoteUri)];
  if (!local || !remote) return null;
  return {
    callId: record.callId,
    local: withTag(local, record.localTag),
    remote: withTag(remote, record.remoteTag || undefined),
    // A callee's own numbering starts with its first request, a caller's goes on from the INVITE (12.1).
    localCseq: record.localCseq ?? (record.direction === 'outgoing' ? record.cseq : 0),
    routeSet: record.routeSet ?? [],
    remoteTarget: record.remoteTarget ?? (record.direction === 'outgoing' ? record.requestUri : remote.uri),
  };
}
