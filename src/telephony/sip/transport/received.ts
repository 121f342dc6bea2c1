/** Via on the way in and the way back (RFC 3261, 18.2; RFC 3581). */
import { bareHost, param, withParam, type SipRequest, type Via } from '../message/index.ts';
import type { Address } from './transport.ts';

const SIP_PORT = 5060;

/**
 * 18.2.1: a sent-by that differs from the source address gets `received`; RFC 3581, 4: a Via with `rport` MUST get
 * both `received` and the source port.
 */
export function markReceived(request: SipRequest, source: Address): SipRequest {
  const [top, ...rest] = request.via;
  if (!top) return request;
  const wantsPort = param(top.params, 'rport') !== undefined;
  let params = withParam(top.params, 'received', undefined);
  if (wantsPort || bareHost(top.host) !== source.host) params = withParam(params, 'received', source.host);
  if (wantsPort) params = withParam(params, 'rport', String(source.port));
  return { ...request, via: [{ ...top, params }, ...rest] };
}

/**
 * 18.2.2: where a response goes: the source address, to the port of `rport`, of sent-by, or 5060. `maddr` is not
 * followed on purpose: it would let a stranger aim our responses at a third party.
 */
export function responseAddress(via: Via, source: Address): Address {
  const rport = param(via.params, 'rport');
  const port = rport && /^\d{1,5}$/.test(rport) ? Number(rport) : (via.port ?? SIP_PORT);
  return { host: source.host, port };
}
