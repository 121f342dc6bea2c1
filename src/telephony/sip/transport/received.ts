/** Via on the way in and the way back (RFC 3261, 18.2; RFC 3581). */
import { bareHost, param, withParam, type SipRequest, type Via } from '../message/index.ts';
import type { Source } from './transport.ts';

/** 19.1.2: 5061 with TLS, else 5060. */
export function defaultPort(transport: string): number {
  return transport === 'TLS' ? 5061 : 5060;
}

/**
 * 18.2.1: a sent-by that differs from the source address gets `received`; RFC 3581, 4: a Via with `rport` MUST get
 * both `received` and the source port.
 */
export function markReceived(request: SipRequest, source: Source): SipRequest {
  const [top, ...rest] = request.via;
  if (!top) return request;
  const wantsPort = param(top.params, 'rport') !== undefined;
  let params = withParam(top.params, 'received', undefined);
  if (wantsPort || bareHost(top.host) !== source.host) params = withParam(params, 'received', source.host);
  if (wantsPort) params = withParam(params, 'rport', String(source.port));
  return { ...request, via: [{ ...top, params }, ...rest] };
}

/**
 * 18.2.2: where a response goes: with a stream the connection that the request came by, or when that is gone a new one
 * to the source address at sent-by's port; over UDP the source address, to the port of `rport`, of sent-by, or 5060.
 * `maddr` is not followed on purpose: it would let a stranger aim our responses at a third party.
 */
export function responseAddress(via: Via, source: Source): Source {
  const rport = param(via.params, 'rport');
  const told = source.transport === 'UDP' && rport && /^\d{1,5}$/.test(rport) ? Number(rport) : via.port;
  return { ...source, port: told ?? defaultPort(source.transport) };
}
