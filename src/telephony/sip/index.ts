/** SIP (RFC 3261): a user agent over UDP, TCP and TLS. */
import { AppError, type Clock, type Logger, type Random } from '#kernel';
import type { SipEndpoint, SipTarget } from '../contract.ts';
import type { Admission } from './agent/reception.ts';
export type { Admission } from './agent/reception.ts';
export type { TlsSettings } from './transport/tls.ts';
import { Endpoint } from './agent/endpoint.ts';
import { ipVersion, parseHostPort, wireHost } from './message/index.ts';
import { DEFAULT_TIMERS, type TimerValues } from './transaction/index.ts';
import { createResolver, type Resolver } from './transport/resolver.ts';
import type { TlsSettings } from './transport/tls.ts';
import { openTransports } from './transport/transports.ts';

export interface SipEndpointOptions {
  /** Where to listen: an IP address of this machine, and a port; 0 takes a free one. */
  readonly bind: { readonly address: string; readonly port: number };
  /** Host, or `host:port`, that peers reach us at, when it is not the bound address (behind NAT). */
  readonly advertise?: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** `User-Agent` and `Server`. */
  readonly userAgent: string;
  /** T1, T2, T4 in ms where they differ from RFC 3261's 500, 4,000, 5,000. */
  readonly timers?: Partial<TimerValues>;
  /** TCP on the same port as UDP; true unless said. */
  readonly tcp?: boolean;
  /** Without it TLS is spoken to others, by the system's CAs, and listened for nowhere. */
  readonly tls?: TlsSettings;
  /** Asked for each request outside a call of ours, of peers that no call goes to; absent: all are served. */
  readonly admits?: (source: SipTarget) => Admission;
  /** Finds next hops; by default DNS (NAPTR, SRV, then A or AAAA of the socket's family). */
  readonly resolver?: Resolver;
}

/**
 * Binds and answers from then on.
 * @throws AppError `bind-invalid`, `advertise-invalid`, `advertise-missing`, `port-busy`, `bind-failed`, `sip-tls-invalid`.
 * @example
 * const sip = await createSipEndpoint({ bind: { address: '127.0.0.1', port: 0 }, clock: realClock, random: realRandom,
 *   logger, userAgent: 'Parley' });
 * const call = sip.invite({ identity: sip.newIdentity(), requestUri: 'sip:bob@127.0.0.1:5070', … });
 */
export async function createSipEndpoint(options: SipEndpointOptions): Promise<SipEndpoint> {
  const { bind, clock, random, logger } = options;
  if (ipVersion(bind.address) === 0)
    throw invalid(
      'bind-invalid',
      'PARLEY_SIP',
      `"${bind.address}" is no IP address; give one of this machine.`,
    );
  const advertised = options.advertise === undefined ? undefined : parseHostPort(wireHost(options.advertise));
  if (advertised === null)
    throw invalid(
      'advertise-invalid',
      'PARLEY_ADVERTISE',
      `"${options.advertise}" is no host; give an address or a name, with a port if it differs.`,
    );
  if (!advertised && /^(0\.0\.0\.0|::)$/.test(bind.address))
    throw invalid(
      'advertise-missing',
      'PARLEY_ADVERTISE',
      `SIP listens on every address (${bind.address}), so peers must be told one; set it to the address that reaches us.`,
    );
  const transport = await openTransports({
    ...{ clock, logger },
    bind: { host: bind.address, port: bind.port },
    ...(advertised ? { advertised } : {}),
    ...(options.tcp === undefined ? {} : { tcp: options.tcp }),
    ...(options.tls ? { tls: options.tls } : {}),
  });
  return new Endpoint({
    transport,
    renewTls: (pem) => transport.renewTls(pem),
    resolver:
      options.resolver ?? createResolver({ family: ipVersion(bind.address) === 6 ? 6 : 4, clock, random }),
    clock,
    random,
    logger,
    userAgent: options.userAgent,
    timers: { ...DEFAULT_TIMERS, ...options.timers },
    // An address that the operator gave is the one that counts.
    learns: options.advertise === undefined,
    admits: options.admits ?? (() => 'serve'),
  });
}

function invalid(code: string, param: string, why: string): AppError {
  return new AppError({ code, message: `${param}: ${why}`, status: 400, param });
}
