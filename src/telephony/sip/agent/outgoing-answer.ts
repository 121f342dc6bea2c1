/** 2xx to our INVITE (RFC 3261, 13.2.2.4): kept, acknowledged, each time it comes; extra forks released. */
import type { Millis } from '#kernel';
import type { SipResponse } from '../message/index.ts';
import { disarm, ended, type CallEffect, type CallStep } from './effects.ts';
import { answeredDialog, answeredSdp } from './outgoing-early.ts';
import { answerInAck, NO_SESSION, offerOf } from './outgoing-offer.ts';
import { stay, toTag, type Outgoing } from './outgoing-state.ts';
import { ackOf, dialogRequest, type HangUpReason } from './requests.ts';
import { branchToken } from './self.ts';
import { pump } from './session-asks.ts';
import { sayBye } from './session-bye.ts';
import { newSession } from './session-state.ts';
import { agreeAsClient, runTimer } from './session-timer.ts';

/** Answers to one INVITE that we acknowledge and release. */
const MAX_FORKS = 64;

/** Q.850 41, temporary failure. */
const NOT_KEPT: HangUpReason = { text: 'Internal failure', q850: 41 };

/** The first 2xx makes the dialog; the ACK waits until its record is kept. */
export function takeAnswer(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const { plan } = state;
  const dialog = answeredDialog(state, response);
  const session = newSession(
    {
      ...{ self: plan.self, dialog, seed: plan.seed, credentials: plan.credentials },
      ...{
        authentication: state.authentication,
        localSdp: plan.offer ?? state.legs.get(toTag(response))?.answer ?? '',
        remoteSdp: answeredSdp(state, response),
      },
      ...{ inviting: true, owner: true },
    },
    response,
  );
  const record = {
    ...state.record!,
    phase: 'confirmed',
    remoteTag: toTag(response),
    routeSet: dialog.routeSet,
    remoteTarget: dialog.remoteTarget,
    localCseq: dialog.localCseq,
  } as const;
  const { problem, effects } = offerOf(state, response);
  const answered = { response, ...(problem === undefined ? {} : { problem }) };
  return {
    state: { ...state, name: 'answering', session, record, answered },
    effects: [disarm('ring'), disarm('cancel-limit'), { type: 'store', record }, ...effects],
  };
}

/** The record is safe: ACK, then what the user wants: the call, or BYE when it was withdrawn meanwhile. */
export function answerStored(state: Outgoing, now: Millis): CallStep<Outgoing> {
  const { response, hangUp, problem } = state.answered!;
  const ack = ackOf(state.plan.self, state.invite!, state.session!.dialog, answerInAck(state, response));
  const timed = runTimer({ ...state.session!, inviting: false }, agreeAsClient(response, state.invite!));
  const acked: Outgoing = {
    ...state,
    name: 'confirmed',
    session: timed.state,
    acks: new Map([...state.acks, [toTag(response), ack]]),
  };
  const ackEffect: CallEffect = { type: 'ack', ...ack };
  if (state.withdrawn) {
    const { ending, reason } = state.withdrawn;
    return leave(acked, [ackEffect], { ...ending, status: response.status }, reason);
  }
  // 13.2.2.4: an offer that can't be used is answered all the same, and BYE follows at once.
  if (problem !== undefined)
    return leave(acked, [ackEffect], { kind: 'session-failed', by: 'us', detail: problem }, NO_SESSION);
  const sdp = state.plan.offer === undefined ? undefined : answeredSdp(state, response);
  const effects: CallEffect[] = [
    ackEffect,
    {
      type: 'emit',
      event: { name: 'answered', payload: { at: now, ...(sdp === undefined ? {} : { sdp }) } },
    },
  ];
  // The peer said BYE before our ACK; the 2xx had to be acknowledged all the same.
  if (acked.session!.phase === 'ended')
    return {
      state: { ...acked, name: 'ended' },
      effects: [...effects, ended(acked.session!.ending ?? { kind: 'bye', by: 'peer' })],
    };
  if (hangUp) return leave(acked, effects, { kind: 'bye', by: 'us' }, hangUp.reason);
  const next = pump(acked.session!);
  return {
    state: { ...acked, session: next.state },
    effects: [
      ...effects,
      { type: 'note', record: { ...state.record!, acknowledged: true } },
      ...timed.effects,
      ...next.effects,
    ],
  };
}

/** The record could not be kept: the callee is released all the same, for nobody may be left in a dead call. */
export function answerLost(state: Outgoing, detail: string, now: Millis): CallStep<Outgoing> {
  const withdrawn: Outgoing['withdrawn'] = state.withdrawn ?? {
    ending: { kind: 'internal', by: 'us', detail },
    reason: NOT_KEPT,
  };
  return answerStored({ ...state, withdrawn }, now);
}

/** Any 2xx after the first. */
export function takeLaterAnswer(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  if (response.status < 200 || response.status >= 300) return stay(state);
  const tag = toTag(response);
  const known = state.acks.get(tag);
  // 13.2.2.4: the ACK MUST be passed to the transport every time a retransmission of the 2xx arrives.
  if (known) return { state, effects: [{ type: 'ack', ...known }] };
  // The dialog's own 2xx again, while its record is being kept: its ACK is on the way.
  if (state.name === 'answering' && tag === toTag(state.answered!.response)) return stay(state);
  // A peer that invents tags without end is left alone: no telephone forks to so many.
  return state.acks.size < MAX_FORKS ? releaseFork(state, response) : stay(state);
}

/** 13.2.2.4: an answer of another fork is a dialog too; we keep one, so it gets ACK and BYE. */
function releaseFork(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const dialog = answeredDialog(state, response);
  const ack = ackOf(state.plan.self, state.invite!, dialog, answerInAck(state, response));
  const cseq = dialog.localCseq + 1;
  const { request, hop } = dialogRequest(state.plan.self, dialog, {
    method: 'BYE',
    cseq,
    branch: branchToken(state.plan.seed, 'BYE', cseq, toTag(response)),
    headers: [],
  });
  return {
    state: { ...state, acks: new Map([...state.acks, [toTag(response), ack]]) },
    effects: [
      { type: 'ack', ...ack },
      { type: 'bye', request, hop, own: false },
    ],
  };
}

function leave(
  state: Outgoing,
  effects: readonly CallEffect[],
  ending: Parameters<typeof sayBye>[1],
  reason: Parameters<typeof sayBye>[2],
): CallStep<Outgoing> {
  if (state.session!.phase === 'ended')
    return { state: { ...state, name: 'ended' }, effects: [...effects, ended(ending)] };
  const bye = sayBye(state.session!, ending, reason);
  return { state: { ...state, session: bye.state }, effects: [...effects, ...bye.effects] };
}
