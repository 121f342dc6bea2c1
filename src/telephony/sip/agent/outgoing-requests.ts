/** Requests of the callee inside an early dialog, before its answer (RFC 3261, 12.2.2). */
import { takeCseq } from '../dialog/index.ts';
import { tagOf, type SipRequest } from '../message/index.ts';
import { respond, type CallStep } from './effects.ts';
import type { Leg, Outgoing } from './outgoing-state.ts';
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
  const current = { ...state, legs: new Map([...state.legs, [tag, next]]) };
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
    default:
      return { state: current, effects: [respond(key, answer(self, request, 405))] };
  }
}
