/** The outgoing call that a user holds. */
import { AppError } from '#kernel';
import type { OutgoingInvite, SipCall } from '../../contract.ts';
import { parseNameAddr, parseUri } from '../message/index.ts';
import { Call, type CallWorld, type Machine } from './call.ts';
import { startOutgoing, stepOutgoing } from './outgoing-call.ts';
import type { Outgoing, OutgoingInput, OutgoingPlan } from './outgoing-state.ts';
import type { Self } from './self.ts';

const MACHINE: Machine<Outgoing, OutgoingInput> = {
  step: stepOutgoing,
  identity: (state) => state.identity,
};

/** The calling side of `Call`: starts by itself, after whoever made it could listen. */
export class OutgoingCall extends Call<Outgoing, OutgoingInput> implements SipCall {
  constructor(world: CallWorld, plan: OutgoingPlan, request: OutgoingInvite) {
    const first = startOutgoing(plan, request.identity);
    super(world, MACHINE, first.state, (record) => request.store(record));
    queueMicrotask(() => this.run(() => ({ state: this.state, effects: first.effects })));
  }
}

/** @throws AppError `sip-uri-invalid` naming the field that is no SIP address. */
export function planOf(self: Self, request: OutgoingInvite, seed: string): OutgoingPlan {
  const [from, to] = [parseNameAddr(request.from), parseNameAddr(request.to)];
  if (!parseUri(request.requestUri)) throw invalid('requestUri');
  if (request.proxy !== undefined && !parseUri(request.proxy)) throw invalid('proxy');
  if (!from) throw invalid('from');
  if (!to) throw invalid('to');
  return {
    self,
    requestUri: request.requestUri,
    hop: request.proxy ?? request.requestUri,
    from,
    to,
    offer: request.offer,
    ringTimeoutMs: request.ringTimeoutMs,
    ...(request.credentials ? { credentials: request.credentials } : {}),
    seed,
  };
}

function invalid(param: string): AppError {
  return new AppError({
    code: 'sip-uri-invalid',
    message: `${param}: this is no SIP address. Write it like sip:+15550100@trunk.example or sip:bob@192.0.2.1:5060.`,
    status: 400,
    param,
  });
}
