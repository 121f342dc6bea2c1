/** SIP addresses that this release can not reach: it speaks SIP over UDP alone. Pure. */
import type { CreateCall } from '#domain';
import { invalidRequest } from '#kernel';

/** A `transport` parameter of a SIP URI (RFC 3261, 19.1.1). */
const TRANSPORT = /;transport=([^;]*)/i;

/**
 * @throws AppError `transport-unsupported` (400) for a `sips:` URI, which asks for TLS on every hop (RFC 3261, 26.2.2),
 * and for one that names another transport than UDP, unless a trunk stands between
 */
export function refuseUnreachable({ to, trunkId }: Pick<CreateCall, 'to' | 'trunkId'>): void {
  const address = to.trim();
  if (/^sips:/i.test(address)) throw unsupported('is a sips: URI, which needs TLS');
  const transport = /^sip:/i.test(address) ? TRANSPORT.exec(address)?.[1]?.toLowerCase() : undefined;
  if (transport !== undefined && transport !== 'udp' && trunkId === null)
    throw unsupported(`asks for the transport "${transport}"`);
}

function unsupported(what: string): Error {
  const message = `${what}; Parley speaks SIP over UDP. Use a sip: URI without transport or with ;transport=udp, or a trunk that leads there (trunk_id).`;
  return invalidRequest([{ param: 'to', rule: 'transport', message }], 'transport-unsupported');
}
