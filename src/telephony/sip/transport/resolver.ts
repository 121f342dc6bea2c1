/** Where a SIP URI leads (RFC 3263, as far as UDP needs it): SRV when it has no port, then A or AAAA. */
import { lookup, resolveSrv } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError, errorText } from '#kernel';
import { bareHost, param, type SipUri } from '../message/index.ts';
import type { Address } from './transport.ts';

const SIP_PORT = 5060;

/** Finds the address of the next hop. @throws AppError `sip-unresolved`, `sip-transport-unsupported` naming the host. */
export interface Resolver {
  resolve(uri: SipUri): Promise<Address>;
}

/** The two questions to the name service. */
export interface NameService {
  /** Addresses of a host name. */
  lookup(host: string, family: 4 | 6): Promise<string>;
  /** SRV records; empty when there are none. */
  srv(name: string): Promise<readonly { name: string; port: number; priority: number; weight: number }[]>;
}

/** The system's own. */
export const systemNames: NameService = {
  lookup: async (host, family) => (await lookup(host, { family })).address,
  srv: (name) => resolveSrv(name).catch(() => []),
};

/** A resolver for sockets of one family. */
export function createResolver(family: 4 | 6, names: NameService = systemNames): Resolver {
  const address = async (host: string): Promise<string> => {
    if (isIP(host) === family) return host;
    if (isIP(host) !== 0)
      throw unresolved(host, `it is an IPv${isIP(host)} address, our socket IPv${family}`);
    try {
      return await names.lookup(host, family);
    } catch (cause) {
      throw unresolved(host, errorText(cause));
    }
  };
  return {
    async resolve(uri) {
      const foreign = foreignTransport(uri);
      if (foreign !== null) throw unsupported(uri.host, foreign);
      const host = bareHost(uri.host);
      // RFC 3263, 4.2: a numeric host or an explicit port makes SRV needless.
      if (isIP(host) !== 0 || uri.port !== undefined)
        return { host: await address(host), port: uri.port ?? SIP_PORT };
      // RFC 2782: the lowest priority first, of those the heaviest; one target, since another one is another attempt.
      const [first] = [...(await names.srv(`_sip._udp.${host}`))].sort(
        (a, b) => a.priority - b.priority || b.weight - a.weight,
      );
      return first
        ? { host: await address(first.name), port: first.port }
        : { host: await address(host), port: SIP_PORT };
    },
  };
}

/** 19.1.1: the part of the URI that demands a transport which we do not speak; null when UDP will do. */
function foreignTransport(uri: SipUri): string | null {
  if (uri.scheme === 'sips') return 'sips: (TLS)';
  const transport = param(uri.params, 'transport');
  return transport === undefined || transport.toLowerCase() === 'udp' ? null : `transport=${transport}`;
}

function unsupported(host: string, what: string): AppError {
  return new AppError({
    code: 'sip-transport-unsupported',
    message: `The SIP host ${host} can't be reached as asked: ${what} is not supported, only SIP over UDP is. Write sip: and leave out the transport parameter.`,
    status: 400,
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
