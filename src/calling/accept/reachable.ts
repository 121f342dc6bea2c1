/** SIP addresses that can not be reached: Parley speaks SIP over UDP, TCP and TLS. Pure. */
import type { CreateCall } from '#domain';
import { invalidRequest } from '#kernel';

/** A `transport` parameter of a SIP URI (RFC 3261, 19.1.1). */
const TRANSPORT = /;transport=([^;]*)/i;
const SPOKEN: readonly string[] = ['udp', 'tcp', 'tls'];

/**
 * @throws AppError `transport-unsupported` (400) for an address that names another transport, or UDP in a `sips:` URI,
 * which asks for TLS on every hop (RFC 3261, 26.2.2), unless a trunk stands between
 */
export function refuseUnreachable({ to, trunkId }: Pick<CreateCall, 'to' | 'trunkId'>): void {
  const address = to.trim();
  const transport = /^sips?:/i.test(address) ? TRANSPORT.exec(address)?.[1]?.toLowerCase() : undefined;
  if (transport === undefined || trunkId !== null) return;
  if (!SPOKEN.includes(transport)) throw unsupported(`asks for the transport "${transport}"`);
  if (transport === 'udp' && /^sips:/i.test(address)) throw unsupported('is a sips: URI over UDP');
}

function unsupported(what: string): Error {
  const message = `${what}; Parley speaks SIP over UDP, TCP and TLS. Leave the transport out, or name one of these.`;
  return invalidRequest([{ param: 'to', rule: 'transport', message }], 'transport-unsupported');
}
