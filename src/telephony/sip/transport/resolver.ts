/** Where a SIP URI leads (RFC 3263): NAPTR, SRV, A and AAAA, in the order to try. */
import { isIP } from 'node:net';
import { AppError, errorText, type Clock, type Millis, type Random } from '#kernel';
import type { SipTarget, SipTransport } from '../../contract.ts';
import { bareHost, type SipUri } from '../message/index.ts';
import { Avoided } from './avoided.ts';
import { systemNames, type NameService, type NaptrRecord } from './names.ts';
import { Remembered } from './remembered.ts';
import { defaultPort } from './received.ts';
import { srvOrder } from './srv-order.ts';
import { wantedTransport } from './wanted.ts';

/** Finds next hops. @throws AppError `sip-unresolved`, `sip-transport-unsupported` naming the host. */
export interface Resolver {
  /** The first of `targets`. */
  resolve(uri: SipUri): Promise<SipTarget>;
  /** All, best first; what failed lately comes last. Never empty. */
  targets(uri: SipUri): Promise<readonly SipTarget[]>;
  readonly avoided: Avoided;
}

export interface ResolverOptions {
  /** Of our sockets. */
  readonly family: 4 | 6;
  readonly clock: Clock;
  readonly random: Random;
  /** The system's unless given. */
  readonly names?: NameService;
}

/** A name service that is silent for longer counts as one that knows nothing, ms. */
export const LOOKUP_LIMIT_MS: Millis = 4_000;

/** One `host:port` to look up the address of. */
interface Place {
  readonly transport: SipTransport;
  readonly host: string;
  readonly port: number;
}

const SRV_PREFIX: Readonly<Record<SipTransport, string>> = {
  UDP: '_sip._udp.',
  TCP: '_sip._tcp.',
  TLS: '_sips._tcp.',
};

/** RFC 3263, 4.1. */
const NAPTR_SERVICES: Readonly<Record<string, SipTransport>> = {
  'sip+d2u': 'UDP',
  'sip+d2t': 'TCP',
  'sips+d2t': 'TLS',
};

/** 4.1: our own order where a domain has no opinion. */
const PREFERENCE: readonly SipTransport[] = ['UDP', 'TCP', 'TLS'];

export function createResolver({ family, clock, random, names = systemNames }: ResolverOptions): Resolver {
  const avoided = new Avoided(clock);
  const ask = new Remembered(clock, LOOKUP_LIMIT_MS);
  const addresses = async (host: string): Promise<readonly string[]> => {
    if (isIP(host) === family) return [host];
    if (isIP(host) !== 0)
      throw unresolved(host, `it is an IPv${isIP(host)} address, our socket IPv${family}`);
    return ask.about(`address ${host}`, () => names.addresses(host, family));
  };
  const srv = async (name: string, transport: SipTransport): Promise<readonly Place[]> => {
    const records = await ask.about(`srv ${name}`, () => names.srv(name)).catch(() => []);
    return srvOrder(records, random).map((each) => ({ transport, host: each.name, port: each.port }));
  };
  const srvOf = (host: string, transport: SipTransport): Promise<readonly Place[]> =>
    srv(SRV_PREFIX[transport] + host, transport);

  /** 4.1 and 4.2, without the last step. */
  const places = async (uri: SipUri, host: string): Promise<readonly Place[]> => {
    const wanted = wantedTransport(uri);
    const plain: Place = {
      transport: wanted ?? 'UDP',
      host,
      port: uri.port ?? defaultPort(wanted ?? 'UDP'),
    };
    // 4.1, 4.2: a numeric host or an explicit port makes NAPTR and SRV needless.
    if (isIP(host) !== 0 || uri.port !== undefined) return [plain];
    const secure = uri.scheme === 'sips';
    // 4.1: a named transport is used; `sips:` alone leaves the way over TLS to NAPTR.
    const choosy = wanted !== null && !secure;
    const naptr = choosy
      ? Promise.resolve([])
      : ask.about(`naptr ${host}`, () => names.naptr(host)).catch(() => []);
    const candidates = wanted === null ? PREFERENCE : [wanted];
    const [records, ...found] = await Promise.all([
      naptr,
      ...candidates.map((transport) => srvOf(host, transport)),
    ]);
    const chosen = naptrOrder(records, secure);
    const named = (await Promise.all(chosen.map((each) => srv(each.replacement, each.transport)))).flat();
    if (named.length > 0) return named;
    return found.flat().length > 0 ? found.flat() : [plain];
  };

  const targets = async (uri: SipUri): Promise<readonly SipTarget[]> => {
    const domain = bareHost(uri.host);
    const explicit = wantedTransport(uri) !== null;
    let reason: unknown;
    const all: SipTarget[] = [];
    for (const { transport, host, port } of await places(uri, domain))
      for (const address of await addresses(host).catch((error: unknown) => ((reason = error), [])))
        all.push({
          transport,
          host: address,
          port,
          // RFC 5922, 7.3: the domain of the URI, not what SRV made of it.
          ...(transport === 'TLS' ? { serverName: domain } : {}),
          ...(explicit ? { explicit } : {}),
        });
    if (all.length > 0) return avoided.sort(all);
    throw reason instanceof AppError
      ? reason
      : unresolved(domain, reason === undefined ? 'its name has no address' : errorText(reason));
  };
  return { avoided, targets, resolve: async (uri) => (await targets(uri))[0]! };
}

/** RFC 3263, 4.1: those that lead to SRV of a transport which we speak, by order and preference. */
function naptrOrder(
  records: readonly NaptrRecord[],
  secure: boolean,
): { replacement: string; transport: SipTransport }[] {
  return records
    .filter(({ flags, replacement }) => flags.toLowerCase() === 's' && replacement !== '')
    .toSorted((a, b) => a.order - b.order || a.preference - b.preference)
    .flatMap(({ service, replacement }) => {
      const transport = NAPTR_SERVICES[service.toLowerCase()];
      // 4.1: a sips: URI MUST use a service of SIPS only.
      return transport && (!secure || transport === 'TLS') ? [{ replacement, transport }] : [];
    });
}

function unresolved(host: string, why: string): AppError {
  return new AppError({
    code: 'sip-unresolved',
    message: `The SIP host ${host} has no address that we can reach: ${why}. Check the host of the URI or the trunk.`,
    status: 502,
    retryable: true,
  });
}
