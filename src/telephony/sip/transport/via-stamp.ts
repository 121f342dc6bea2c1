/** Our Via as it leaves (RFC 3261, 18.1.1): transport and sent-by of the way that was chosen. */
import type { SipTransport } from '../../contract.ts';
import { parseHostPort, printHostPort, withParam, type SipRequest } from '../message/index.ts';
import type { OwnAddresses } from './transport.ts';

/** The address that we write for a transport: where we listen for it, else where we listen at all. */
export function addressFor(own: OwnAddresses, transport: SipTransport): string {
  return own[transport] ?? own.TCP ?? own.UDP ?? own.TLS ?? 'invalid';
}

/**
 * 18.1.1: the client transport MUST insert sent-by into the Via, and its transport is the one that is used. A sent-by
 * that is not ours stays: it is an earlier process's, by which the peer knows the transaction (17.2.3).
 */
export function stampVia(request: SipRequest, own: OwnAddresses, transport: SipTransport): SipRequest {
  const [top, ...rest] = request.via;
  if (!top) return request;
  const ours = Object.values(own).includes(printHostPort(top));
  const sentBy = ours ? (parseHostPort(addressFor(own, transport)) ?? top) : top;
  // RFC 5923, 5: who can't be connected to asks for the connection's reuse.
  const params =
    transport === 'UDP' || own[transport] !== undefined
      ? top.params
      : [...withParam(top.params, 'alias', undefined), { name: 'alias' }];
  const { host, port } = sentBy;
  return {
    ...request,
    via: [{ transport, host, ...(port === undefined ? {} : { port }), params }, ...rest],
  };
}
