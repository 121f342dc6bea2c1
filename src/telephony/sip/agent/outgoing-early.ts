/** Provisional responses to our INVITE: early dialogs by forking (RFC 3261, 12.1, 13.2.2.1), PRACK (RFC 3262, 4). */
import { dialogOfResponse, type Dialog } from '../dialog/index.ts';
import { q850Of, requires, rseqOf, sdpOf, type SipResponse } from '../message/index.ts';
import type { CallEffect, CallStep } from './effects.ts';
import { acknowledgeReliable } from './outgoing-offer.ts';
import { stay, toTag, withLeg, type Leg, type Outgoing } from './outgoing-state.ts';

/** Early dialogs of one INVITE; a peer that invents tags without end is heard no further. */
const MAX_LEGS = 64;

/** Any 1xx: told once, acknowledged where it is reliable. */
export function takeProvisional(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  const tag = toTag(response);
  // 12.1: no tag, no dialog: 100, or an RFC 2543 peer.
  if (tag === '') return tell(state, response);
  const known = state.legs.get(tag);
  if (!known && state.legs.size >= MAX_LEGS) return stay(state);
  const leg: Leg = known ?? { dialog: dialogOfResponse(state.invite!, response) };
  const rseq = requires(response, '100rel') ? rseqOf(response) : undefined;
  if (rseq === undefined) return tell(withLeg(state, tag, leg), response);
  // RFC 3262, 4: a retransmission MUST be discarded, one out of order MUST NOT be acknowledged nor processed further.
  if (leg.rseq !== undefined && rseq !== leg.rseq + 1) return stay(state);
  const acknowledged = acknowledgeReliable(state, response, leg, { rseq, cseq: response.cseq });
  const told = tell(acknowledged.state, response);
  return { state: told.state, effects: [...acknowledged.effects, ...told.effects] };
}

/** 13.2.2.4: the dialog of a 2xx is made of it anew, but our numbers in its early dialog stay used. */
export function answeredDialog(state: Outgoing, response: SipResponse): Dialog {
  const dialog = dialogOfResponse(state.invite!, response);
  const early = state.legs.get(toTag(response))?.dialog;
  if (!early) return dialog;
  return {
    ...dialog,
    localCseq: Math.max(dialog.localCseq, early.localCseq),
    ...(early.remoteCseq === undefined ? {} : { remoteCseq: early.remoteCseq }),
  };
}

/** What the callee described: in its 2xx, or before it in a reliable response of that leg (RFC 3262, 5). */
export function answeredSdp(state: Outgoing, response: SipResponse): string | undefined {
  return sdpOf(response) ?? state.legs.get(toTag(response))?.sdp;
}

function tell(state: Outgoing, response: SipResponse): CallStep<Outgoing> {
  // Where the callee makes the offer its user was asked about it; in an unreliable response it is none (13.2.1).
  const sdp = state.plan.offer === undefined ? undefined : sdpOf(response);
  const leg = toTag(response);
  const q850 = q850Of(response);
  const told: CallEffect = {
    type: 'emit',
    event: {
      name: 'provisional',
      payload: {
        status: response.status,
        reason: response.reason,
        ...(sdp === undefined ? {} : { sdp }),
        ...(leg === '' ? {} : { leg }),
        ...(q850 === undefined ? {} : { q850 }),
      },
    },
  };
  return { state, effects: [told] };
}
