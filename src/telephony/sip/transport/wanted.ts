/** Which transport a URI asks for (RFC 3261, 19.1.1 and 26.2.2; RFC 3263, 4.1). */
import { AppError } from '#kernel';
import type { SipTransport } from '../../contract.ts';
import { param, type SipUri } from '../message/index.ts';

/**
 * Null: any.
 * @throws AppError `sip-transport-unsupported` for what we do not speak, and for `sips:` over datagrams.
 */
export function wantedTransport(uri: SipUri): SipTransport | null {
  const named = param(uri.params, 'transport')?.toLowerCase();
  const secure = uri.scheme === 'sips';
  switch (named) {
    case undefined:
      return secure ? 'TLS' : null;
    case 'udp':
      // 26.2.2: a sips: URI demands TLS on each hop.
      if (secure) throw unsupported(uri.host, 'sips: with transport=udp');
      return 'UDP';
    case 'tcp':
      return secure ? 'TLS' : 'TCP';
    case 'tls':
      return 'TLS';
    default:
      throw unsupported(uri.host, `transport=${named}`);
  }
}

function unsupported(host: string, what: string): AppError {
  return new AppError({
    code: 'sip-transport-unsupported',
    message: `The SIP host ${host} can't be reached as asked: ${what} is not supported. Use transport=udp, tcp or tls with sip:, or sips: without one.`,
    status: 400,
  });
}
