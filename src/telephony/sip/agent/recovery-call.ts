/** Ending an orphan of an earlier process, as a pure machine (RFC 3261, 9.1 and 15.1.1). */
import type { DialogRecord, RecoveryReport } from '../../contract.ts';
import { dialogOfResponse, type Dialog } from '../dialog/index.ts';
import { parseNameAddr, tagOf, withTag, type SipRequest, type SipResponse } from '../message/index.ts';
import { cancelRequest, dialogRequest, inviteOfRecord, type HangUpReason } from './requests.ts';
import { branchToken, type Self } from './self.ts';

export interface Recovery {
  readonly self: Self;
  readonly seed: string;
  /** The INVITE, as far as the record tells it. */
  readonly invite?: SipRequest;
  /** The ACK of each dialog, by the peer's tag; a repeated 2xx gets it again. */
  readonly acks: Readonly<Record<string, { readonly request: SipRequest; readonly hop: string }>>;
  readonly report: RecoveryReport;
}

export type RecoveryInput =
  /** Answer to our CANCEL. */
  | { readonly type: 'cancel-response'; readonly status: number }
  /** Final or provisional response to the orphaned INVITE. */
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'bye-response'; readonly status: number };

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

export function startRecovery(self: Self, record: DialogRecord, seed: string): RecoveryStep {
  const idle: Recovery = { self, seed, acks: {}, report: { sent: [], settled: false } };
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
      if (input.status < 200) return { state, effects: [] };
      // 15.1.1: 481 and 408 end the dialog as well as 200 does.
      if (input.status < 300 || input.status === 481 || input.status === 408)
        return settle(state, state.report.status ?? input.status, []);
      return {
        state: { ...state, report: { ...state.report, status: input.status } },
        effects: [{ type: 'known' }],
      };
  }
}

/** A stored dialog gets BYE; a 2xx whose ACK the crash swallowed comes again, and gets that ACK. */
function release(state: Recovery, record: DialogRecord, dialog: Dialog): RecoveryStep {
  const invite = record.direction === 'outgoing' ? inviteOfRecord(record) : null;
  if (!invite) return sayBye(state, dialog, []);
  const tag = record.remoteTag ?? '';
  const waiting = { ...state, invite, acks: { [tag]: ackOf(state, dialog, invite.cseq.number) } };
  return sayBye(waiting, dialog, [{ type: 'await-invite', request: invite }]);
}

function takeResponse(state: Recovery, response: SipResponse): RecoveryStep {
  const { status } = response;
  if (status < 200 || !state.invite) return { state, effects: [] };
  if (status >= 300) return settle(sent(state, 'ACK'), status, []);
  const dialog = dialogOfResponse(state.invite, response);
  const tag = tagOf(response.to) ?? '';
  const known = state.acks[tag];
  if (known) return { state, effects: [{ type: 'ack', ...known }] };
  const ack = ackOf(state, dialog, state.invite.cseq.number);
  const acked = sent({ ...state, acks: { ...state.acks, [tag]: ack } }, 'ACK');
  return sayBye({ ...acked, report: { ...acked.report, status } }, dialog, [{ type: 'ack', ...ack }]);
}

function sayBye(state: Recovery, dialog: Dialog, before: readonly RecoveryEffect[]): RecoveryStep {
  const cseq = dialog.localCseq + 1;
  const bye = dialogRequest(state.self, dialog, {
    method: 'BYE',
    cseq,
    branch: branchToken(state.seed, 'BYE', cseq, tagOf(dialog.remote) ?? ''),
    reason: REASON,
  });
  return { state: sent(state, 'BYE'), effects: [...before, { type: 'bye', ...bye }] };
}

function ackOf(state: Recovery, dialog: Dialog, cseq: number): Recovery['acks'][string] {
  const branch = branchToken(state.seed, 'ACK', tagOf(dialog.remote) ?? '');
  return dialogRequest(state.self, dialog, { method: 'ACK', cseq, branch });
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
