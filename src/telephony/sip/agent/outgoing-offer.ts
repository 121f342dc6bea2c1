/**
 * The callee makes the offer (RFC 3261, 13.2.1 and 13.2.2.4; RFC 3262, 5): in a reliable provisional response, answered
 * by our PRACK, or in its 2xx, answered by our ACK. The user is asked for that answer; its word comes before anything else.
 */
import { refusalOf } from '../../sdp/index.ts';
import { bareHost, parseHostPort, printRAck, sdpOf, type RAck, type SipResponse } from '../message/index.ts';
import type { CallEffect, CallStep } from './effects.ts';
import { prack } from './outgoing-prack.ts';
import { stay, toTag, withLeg, type Leg, type Outgoing } from './outgoing-state.ts';
import type { HangUpReason } from './requests.ts';
import type { Self } from './self.ts';

/** Keys of questions to the user: for the 2xx, for a fork that was asked about before, for an early dialog. */
const ANSWER = 'offer-of-2xx';
const AGAIN = 'offer-of-fork';
const EARLY = 'offer-of-leg ';

const NOTHING = 'The callee made no offer in its 2xx (RFC 3261, 13.2.1).';
export const UNUSABLE = 'The offer of the callee could not be used.';
/** Q.850 88: incompatible destination. */
export const NO_SESSION: HangUpReason = { text: 'No usable offer', q850: 88 };

/** A reliable response acknowledged, its offer answered if it brings the first one of its leg (RFC 3262, 5). */
export function acknowledgeReliable(
  state: Outgoing,
  response: SipResponse,
  known: Leg,
  rack: RAck,
): CallStep<Outgoing> {
  const tag = toTag(response);
  const sdp = known.sdp ?? sdpOf(response);
  const leg: Leg = { ...known, rseq: rack.rseq, ...(sdp === undefined ? {} : { sdp }) };
  const offers = state.plan.offer === undefined && known.sdp === undefined && sdp !== undefined;
  if (!offers) return prack(withLeg(state, tag, leg), tag, leg, printRAck(rack));
  const asked: Leg = { ...leg, asked: printRAck(rack) };
  // Nobody wants the call any more: its offer is refused.
  if (state.withdrawn) return answerLeg(state, tag, asked, null);
  return {
    state: { ...withLeg(state, tag, asked), heard: tag },
    effects: [{ type: 'ask-offer', key: EARLY + tag, sdp }],
  };
}

/** The user's word on an early offer; undefined: the question was another one. */
export function earlyOfferAnswered(
  state: Outgoing,
  key: string,
  sdp: string | null,
): CallStep<Outgoing> | undefined {
  if (!key.startsWith(EARLY)) return undefined;
  const tag = key.slice(EARLY.length);
  const leg = state.legs.get(tag);
  return leg?.asked === undefined ? stay(state) : answerLeg(state, tag, leg, sdp);
}

function answerLeg(state: Outgoing, tag: string, leg: Leg, sdp: string | null): CallStep<Outgoing> {
  const { asked, ...rest } = leg;
  const answered: Leg = sdp === null ? rest : { ...rest, answer: sdp };
  return prack(
    withLeg(state, tag, answered),
    tag,
    answered,
    asked!,
    sdp ?? refused(state.plan.self, leg.sdp!),
  );
}

/** What is to be asked about the first 2xx, or what is wrong with it. */
export function offerOf(
  { plan, withdrawn, legs, heard }: Outgoing,
  response: SipResponse,
): { readonly problem?: string; readonly effects: readonly CallEffect[] } {
  if (plan.offer !== undefined || withdrawn) return { effects: [] };
  const tag = toTag(response);
  const { sdp: early, answer } = legs.get(tag) ?? {};
  if (early !== undefined && answer !== undefined)
    // The offer of another fork was answered since: the media shall be that of the one who took the call.
    return { effects: heard === tag ? [] : [{ type: 'ask-offer', key: AGAIN, sdp: early }] };
  if (early !== undefined) return { problem: UNUSABLE, effects: [] };
  const sdp = sdpOf(response);
  if (sdp === undefined) return { problem: NOTHING, effects: [] };
  return { effects: [{ type: 'ask-offer', key: ANSWER, sdp }] };
}

/** The user's word on the offer of the 2xx; undefined: the question was another one. */
export function laterOfferAnswered(
  state: Outgoing,
  key: string,
  sdp: string | null,
): CallStep<Outgoing> | undefined {
  if (key === AGAIN) return stay(state);
  if (key !== ANSWER) return undefined;
  const answered = { ...state.answered!, ...(sdp === null ? { problem: UNUSABLE } : { sdp }) };
  return stay({ ...state, answered, session: { ...state.session!, localSdp: sdp ?? '' } });
}

/** 13.2.2.4: an offer in a 2xx MUST have its answer in the ACK, and a valid one even where BYE follows at once. */
export function answerInAck(state: Outgoing, response: SipResponse): string | undefined {
  const [offer, tag] = [sdpOf(response), toTag(response)];
  if (state.plan.offer !== undefined || offer === undefined || state.legs.get(tag)?.sdp !== undefined)
    return undefined;
  const { answered } = state;
  const ours = answered && toTag(answered.response) === tag ? answered.sdp : undefined;
  return ours ?? refused(state.plan.self, offer);
}

/** An answer that takes nothing; undefined for an offer that can't be read. */
export function refused(self: Self, offer: string): string | undefined {
  return refusalOf(offer, bareHost(parseHostPort(self.address)?.host ?? '')) ?? undefined;
}
