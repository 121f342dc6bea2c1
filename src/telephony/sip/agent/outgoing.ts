/** The outgoing call that a user holds. */
import type { OutgoingInvite, SipCall } from '../../contract.ts';
import { parseUri } from '../message/index.ts';
import { addressInvalid, addressOf, bareUri } from './address.ts';
import { Call, type Machine } from './call.ts';
import { inviteFields } from './invite-fields.ts';
import { startOutgoing, stepOutgoing } from './outgoing-call.ts';
import type { Outgoing, OutgoingInput, OutgoingPlan } from './outgoing-state.ts';
import type { CallWorld } from './running-call.ts';
import type { Self } from './self.ts';

const MACHINE: Machine<Outgoing, OutgoingInput> = {
  step: stepOutgoing,
  identity: (state) => state.identity,
  isOurs: true,
  dialogs: ({ session, legs }) =>
    session ? [session.dialog] : [...legs.values()].map(({ dialog }) => dialog),
};

/** The calling side of `Call`: starts by itself, after whoever made it could listen. */
export class OutgoingCall extends Call<Outgoing, OutgoingInput> implements SipCall {
  constructor(world: CallWorld, plan: OutgoingPlan, request: OutgoingInvite) {
    const first = startOutgoing(plan, request.identity);
    super(world, MACHINE, first.state, (record) => request.store(record));
    queueMicrotask(() => this.run(() => ({ state: this.state, effects: first.effects })));
  }
}

/**
 * @throws AppError `sip-uri-invalid` or `sip-header-invalid` naming the field that may not be written: whoever chooses an
 * address or a value must not write our header fields (7.3.1).
 */
export function planOf(self: Self, request: OutgoingInvite, seed: string): OutgoingPlan {
  const uri = bareUri(request.requestUri);
  if (uri === null) throw addressInvalid('requestUri');
  if (request.proxy !== undefined && !parseUri(request.proxy)) throw addressInvalid('proxy');
  const { sessionExpiresS = 0 } = request;
  return {
    self,
    requestUri: uri,
    hop: request.proxy ?? uri,
    ...(request.target ? { target: request.target } : {}),
    from: addressOf('from', request.from),
    to: addressOf('to', request.to),
    fields: inviteFields(request),
    ...(sessionExpiresS > 0 ? { sessionExpiresS } : {}),
    ...(request.delayedOffer ? {} : { offer: request.offer }),
    ringTimeoutMs: request.ringTimeoutMs,
    ...(request.credentials ? { credentials: request.credentials } : {}),
    seed,
  };
}
