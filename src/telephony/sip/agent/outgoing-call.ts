/** An outgoing call (RFC 3261, 13.2 and 9.1) as a pure machine. One function a state. */
import type { Millis } from '#kernel';
import type { InviteIdentity } from '../../contract.ts';
import type { SipResponse } from '../message/index.ts';
import { arm, disarm, type CallEffect, type CallStep } from './effects.ts';
import { answerLost, answerStored, takeAnswer, takeLaterAnswer } from './outgoing-answer.ts';
import { takeProvisional } from './outgoing-early.ts';
import { challenged, prepareInvite, tooBrief } from './outgoing-invite.ts';
import { earlyOfferAnswered, laterOfferAnswered, NO_SESSION, UNUSABLE } from './outgoing-offer.ts';
import { takePrackResponse } from './outgoing-prack.ts';
import { serveEarly, updateAnswered } from './outgoing-requests.ts';
import { finish, stay, type Outgoing, type OutgoingInput, type OutgoingPlan } from './outgoing-state.ts';
import { cancelRequest, type HangUpReason } from './requests.ts';
import { offeredIn, rejection } from './rejection.ts';
import { isSessionInput } from './session-state.ts';
import { stepSession } from './session.ts';

export function startOutgoing(plan: OutgoingPlan, identity: InviteIdentity): CallStep<Outgoing> {
  return {
    state: {
      ...{ name: 'resolving', plan, identity, authentication: [] },
      ...{ sends: 0, legs: new Map(), acks: new Map() },
    },
    effects: [{ type: 'resolve', uri: plan.hop, ...(plan.target ? { target: plan.target } : {}) }],
  };
}

export function stepOutgoing(state: Outgoing, input: OutgoingInput, now: Millis): CallStep<Outgoing> {
  return STATES[state.name](state, input, now);
}

type StateFunction = (state: Outgoing, input: OutgoingInput, now: Millis) => CallStep<Outgoing>;

const STATES: Readonly<Record<Outgoing['name'], StateFunction>> = {
  resolving(state, input) {
    if (input.type === 'resolved') return prepareInvite(state, input.target, input.contact);
    if (input.type === 'unresolved')
      return finish(state, { kind: 'transport-error', by: 'network', unsent: true, detail: input.detail });
    return input.type === 'hang-up' ? finish(state, { kind: 'canceled', by: 'us' }) : stay(state);
  },

  storing(state, input, now) {
    switch (input.type) {
      case 'stored': {
        const invite: CallEffect = { type: 'invite', request: state.invite! };
        // The cap counts from the first INVITE; its resends belong to the same ringing.
        const first: CallEffect[] =
          state.sends > 0
            ? []
            : [
                arm('ring', state.plan.ringTimeoutMs),
                { type: 'emit', event: { name: 'sent', payload: { at: now } } },
              ];
        const next: Outgoing = { ...state, name: 'calling', sends: state.sends + 1 };
        return { state: next, effects: [invite, ...first] };
      }
      case 'store-failed':
        return finish(state, { kind: 'internal', by: 'us', detail: input.detail });
      case 'hang-up':
        return finish(state, { kind: 'canceled', by: 'us' });
      case 'timer':
        return input.timer === 'ring' ? finish(state, { kind: 'ring-timeout', by: 'us' }) : stay(state);
      default:
        return stay(state);
    }
  },

  calling(state, input, now) {
    switch (input.type) {
      case 'response':
        if (input.response.status >= 200) return takeFinal(state, input.response);
        return provisional({ ...state, name: 'proceeding' }, input.response);
      case 'hang-up':
      case 'timer':
        // 9.1: without a provisional response the CANCEL MUST wait for one.
        return { state: withdraw(state, input), effects: [] };
      default:
        return failOr(state, input, now);
    }
  },

  proceeding(state, input, now) {
    switch (input.type) {
      case 'response':
        return input.response.status >= 200
          ? takeFinal(state, input.response)
          : provisional(state, input.response);
      case 'hang-up':
      case 'timer': {
        const next = withdraw(state, input);
        return next.withdrawn ? cancel(next) : stay(next);
      }
      case 'prack-response':
        return takePrackResponse(state, input.request, input.response);
      case 'request':
        return serveEarly(state, input.key, input.request);
      case 'offer-answered':
        return offerAnswered(state, input.key, input.sdp);
      default:
        return failOr(state, input, now);
    }
  },

  canceling(state, input, now) {
    switch (input.type) {
      case 'response':
        return input.response.status >= 200 ? takeFinal(state, input.response) : stay(state);
      case 'timer': {
        if (input.timer !== 'cancel-limit') return stay(state);
        // 9.1: no final response 64*T1 after the CANCEL: the transaction counts as canceled.
        const end = finish(state, state.withdrawn!.ending);
        return { state: end.state, effects: [{ type: 'abandon-invite' }, ...end.effects] };
      }
      case 'request':
        return serveEarly(state, input.key, input.request);
      case 'offer-answered':
        return offerAnswered(state, input.key, input.sdp);
      default:
        return failOr(state, input, now);
    }
  },

  answering(state, input, now) {
    switch (input.type) {
      case 'stored':
        return answerStored(state, now);
      case 'store-failed':
        return answerLost(state, input.detail, now);
      case 'response':
        return takeLaterAnswer(state, input.response);
      case 'hang-up': {
        const hangUp = input.reason ? { reason: input.reason } : {};
        return stay({ ...state, answered: { ...state.answered!, hangUp } });
      }
      case 'offer-answered':
        return laterOfferAnswered(state, input.key, input.sdp) ?? inSession(state, input, now);
      case 'request':
      case 'ask':
      case 'offer-made':
      case 'referral-answered':
      case 'referral-progress':
        return inSession(state, input, now);
      default:
        return stay(state);
    }
  },

  confirmed(state, input, now) {
    if (input.type === 'response') return takeLaterAnswer(state, input.response);
    return inSession(state, input, now);
  },

  ended(state, input, now) {
    if (input.type === 'response') return takeLaterAnswer(state, input.response);
    return state.session ? inSession(state, input, now) : stay(state);
  },
};

function provisional(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const told = takeProvisional(state, response);
  if (!state.withdrawn) return told;
  const canceled = cancel(told.state);
  return { state: canceled.state, effects: [...told.effects, ...canceled.effects] };
}

/** The user's word on an offer of the callee before its answer: in a reliable response, or in an UPDATE. */
function offerAnswered(state: Outgoing, key: string, sdp: string | null): CallStep<Outgoing> {
  const early = earlyOfferAnswered(state, key, sdp);
  if (!early || sdp !== null || state.name !== 'proceeding' || state.legs.size > 1)
    return early ?? updateAnswered(state, key, sdp);
  const ending = { kind: 'session-failed', by: 'us', detail: UNUSABLE } as const;
  const withdrawn = { ending, reason: NO_SESSION };
  const canceled = cancel({ ...early.state, withdrawn });
  return { state: canceled.state, effects: [...early.effects, ...canceled.effects] };
}

function takeFinal(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  if (response.status < 300) return takeAnswer(state, response);
  if (state.withdrawn)
    return finish(state, { ...rejection(response), ...state.withdrawn.ending, status: response.status });
  if (response.status === 401 || response.status === 407) return challenged(state, response);
  if (response.status === 422) return tooBrief(state, response);
  return finish(state, { ...rejection(response), ...offeredIn(state.plan.offer, response.status) });
}

/** Notes that we give up: hang-up, or the ring cap. The first reason stays. */
function withdraw(state: Outgoing, input: Extract<OutgoingInput, { type: 'hang-up' | 'timer' }>): Outgoing {
  if (state.withdrawn || (input.type === 'timer' && input.timer !== 'ring')) return state;
  const reason: HangUpReason | undefined = input.type === 'hang-up' ? input.reason : undefined;
  const kind = input.type === 'hang-up' ? 'canceled' : 'ring-timeout';
  return { ...state, withdrawn: { ending: { kind, by: 'us' }, ...(reason ? { reason } : {}) } };
}

function cancel(state: Outgoing): CallStep<Outgoing> {
  const { self } = state.plan;
  return {
    state: { ...state, name: 'canceling' },
    effects: [
      disarm('ring'),
      { type: 'cancel', request: cancelRequest(self, state.invite!, state.withdrawn!.reason) },
      arm('cancel-limit', 64 * self.t1),
    ],
  };
}

/** The INVITE's transaction failed; anything else has no meaning before the answer. */
function failOr(state: Outgoing, input: OutgoingInput, _now: Millis): CallStep<Outgoing> {
  if (input.type !== 'invite-failed') return stay(state);
  // Hung up in silence: the wish was fulfilled. Our cap in silence says less than that nobody was there.
  if (state.withdrawn?.ending.kind === 'canceled') return finish(state, state.withdrawn.ending);
  if (state.name === 'canceling') return finish(state, state.withdrawn!.ending);
  const kind = input.problem === 'timeout' ? 'no-response' : 'transport-error';
  return finish(state, {
    ...{ kind, by: 'network', detail: input.detail },
    // An INVITE before this one, that was challenged, did arrive.
    ...(input.unsent && state.sends <= 1 ? { unsent: true } : {}),
  });
}

function inSession(state: Outgoing, input: OutgoingInput, now: Millis): CallStep<Outgoing> {
  if (!isSessionInput(input)) return stay(state);
  const step = stepSession(state.session!, input, now);
  // Before the ACK the end of the dialog is told after it, by `answerStored`.
  if (state.name === 'answering')
    return {
      state: { ...state, session: step.state },
      effects: step.effects.filter((effect) => !isEnd(effect)),
    };
  const name = step.state.phase === 'ended' ? 'ended' : state.name;
  return { state: { ...state, name, session: step.state }, effects: step.effects };
}

function isEnd(effect: CallEffect): boolean {
  return effect.type === 'emit' && effect.event.name === 'ended';
}
