/** Requests of the callee inside an early dialog, before its answer (RFC 3261, 12.2.2). */
import { refreshTarget, takeCseq } from '../dialog/index.ts';
import { sdpOf, tagOf, type SipRequest } from '../message/index.ts';
import { respond, type CallStep } from './effects.ts';
import { withLeg, type Leg, type Outgoing } from './outgoing-state.ts';
import { contact } from './requests.ts';
import { answer, describe, refuse } from './responses.ts';

/** 15: a callee MUST NOT say BYE in an early dialog; what else has no meaning yet gets 405. */
export function serveEarly(state: Outgoing, key: string, request: SipRequest): CallStep<Outgoing> {
  const { self } = state.plan;
  const tag = tagOf(request.from) ?? '';
  const leg = state.legs.get(tag);
  const dialog = leg && takeCseq(leg.dialog, request);
  if (!leg) return { state, effects: [respond(key, answer(self, request, 481))] };
  // 12.2.2: out of order.
  if (!dialog) return { state, effects: [respond(key, answer(self, request, 500))] };
  const next: Leg = { ...leg, dialog };
  const current = withLeg(state, tag, next);
  const refusal = refuse(self, request, '');
  if (refusal) return { state: current, effects: [respond(key, refusal)] };
  switch (request.method) {
    case 'OPTIONS':
      return { state: current, effects: [respond(key, describe(self, request, ''))] };
    // 14.2: our own INVITE is under way.
    case 'INVITE':
      return { state: current, effects: [respond(key, answer(self, request, 491))] };
    case 'BYE':
      return { state: current, effects: [respond(key, answer(self, request, 481))] };
    case 'UPDATE':
      return takeUpdate(current, key, request, tag, next);
    default:
      return { state: current, effects: [respond(key, answer(self, request, 405))] };
  }
}

/**
 * RFC 3311, 5.2: 491 while our offer waits for its answer; without an offer only the target is refreshed. The user's word
 * on an offer comes with `offer-answered`.
 */
function takeUpdate(
  state: Outgoing,
  key: string,
  request: SipRequest,
  tag: string,
  leg: Leg,
): CallStep<Outgoing> {
  const { self, from } = state.plan;
  const sdp = sdpOf(request);
  if (sdp !== undefined && (leg.sdp === undefined || state.asking))
    return { state, effects: [respond(key, answer(self, request, 491))] };
  const refreshed = withLeg(state, tag, { ...leg, dialog: refreshTarget(leg.dialog, request) });
  if (sdp !== undefined)
    return {
      state: { ...refreshed, asking: { key, request } },
      effects: [{ type: 'ask-offer', key, sdp }],
    };
  const ok = answer(self, request, 200, { contact: contact(self, from) });
  return { state: refreshed, effects: [respond(key, ok)] };
}

/** The user's word on the offer of an UPDATE: 200, or 488 and the session stays as it was (RFC 3311, 5.2). */
export function updateAnswered(state: Outgoing, key: string, sdp: string | null): CallStep<Outgoing> {
  const { asking, ...rest } = state;
  if (!asking || asking.key !== key) return { state, effects: [] };
  const { self, from } = state.plan;
  const { request } = asking;
  if (sdp === null) return { state: rest, effects: [respond(key, answer(self, request, 488))] };
  const tag = tagOf(request.from) ?? '';
  const [leg, offered] = [state.legs.get(tag), sdpOf(request)];
  const ok = answer(self, request, 200, { contact: contact(self, from), sdp });
  // What the callee described last is what its 2xx would repeat.
  const described = leg && offered !== undefined ? withLeg(rest, tag, { ...leg, sdp: offered }) : rest;
  return { state: described, effects: [respond(key, ok)] };
}
