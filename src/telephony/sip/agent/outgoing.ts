/** The outgoing call that a user holds. */
import { AppError } from '#kernel';
import type { OutgoingInvite, SipCall } from '../../contract.ts';
import {
  hasControl,
  param,
  parseNameAddr,
  parseUri,
  printUri,
  withParam,
  type NameAddr,
} from '../message/index.ts';
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

/**
 * @throws AppError `sip-uri-invalid` naming the field that is no SIP address, or that holds a character which would end
 * its line (7.3.1): whoever may choose an address must not write our header fields.
 */
export function planOf(self: Self, request: OutgoingInvite, seed: string): OutgoingPlan {
  const uri = bareUri(request.requestUri);
  if (uri === null) throw invalid('requestUri');
  if (request.proxy !== undefined && !parseUri(request.proxy)) throw invalid('proxy');
  const from = addressOf(request.from);
  if (!from) throw invalid('from');
  const to = addressOf(request.to);
  if (!to) throw invalid('to');
  const asserted = request.assertedIdentity === undefined ? undefined : addressOf(request.assertedIdentity);
  if (asserted === null) throw invalid('assertedIdentity');
  return {
    self,
    ...(asserted ? { asserted } : {}),
    requestUri: uri,
    hop: request.proxy ?? uri,
    from,
    to,
    offer: request.offer,
    ringTimeoutMs: request.ringTimeoutMs,
    ...(request.credentials ? { credentials: request.credentials } : {}),
    seed,
  };
}

/** 19.1.1, Table 1: neither `?headers` nor `method` may stand in a Request-URI, From or To; 19.1.5: nor be obeyed. */
function bareUri(text: string): string | null {
  const uri = parseUri(text);
  if (!uri) return null;
  const { headers, ...bare } = uri;
  if (headers === undefined && param(uri.params, 'method') === undefined) return text;
  return printUri({ ...bare, params: withParam(uri.params, 'method', undefined) });
}

function addressOf(text: string): NameAddr | null {
  const address = hasControl(text) ? null : parseNameAddr(text);
  return address && { ...address, uri: bareUri(address.uri) ?? address.uri };
}

function invalid(param: string): AppError {
  return new AppError({
    code: 'sip-uri-invalid',
    message: `${param}: this is no SIP address. Write it like sip:+15550100@trunk.example or sip:bob@192.0.2.1:5060.`,
    status: 400,
    param,
  });
}
