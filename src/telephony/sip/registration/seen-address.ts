/** Where a registrar saw us (RFC 3581, 4): what lies between us and it may have changed our address. */
import type { Self } from '../agent/self.ts';
import {
  bareHost,
  ipVersion,
  param,
  parseHostPort,
  printHostPort,
  wireHost,
  type Via,
} from '../message/index.ts';

/**
 * `host:port` of the response's top Via: `received` and `rport`. Over UDP only, where we listen on the port that we send
 * from; undefined where it says nothing, where it is of another address family than ours, or the loopback.
 */
export function seenAddress({ transport, address }: Self, [top]: readonly Via[]): string | undefined {
  const own = parseHostPort(address);
  const port = Number(/^\d{1,5}$/.exec((top && param(top.params, 'rport')) ?? '')?.[0] ?? 0);
  if (!top || !own || transport !== 'UDP' || port < 1 || port > 65_535) return undefined;
  const host = bareHost(param(top.params, 'received') ?? top.host);
  const ours = bareHost(own.host);
  if (ipVersion(host) === 0 || ipVersion(host) !== ipVersion(ours)) return undefined;
  if (isNowhere(host) || isNowhere(ours)) return undefined;
  return printHostPort({ host: wireHost(host), port });
}

/** The loopback, or no address at all: nothing that a peer elsewhere could reach. */
function isNowhere(host: string): boolean {
  return /^(?:127\.|0\.)/.test(host) || host === '::1' || host === '::';
}
