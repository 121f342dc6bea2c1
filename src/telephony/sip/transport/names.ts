/** The questions to the name service (RFC 3263, 4). */
import { lookup, resolveNaptr, resolveSrv } from 'node:dns/promises';

/** RFC 2782. */
export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** RFC 3403, as far as RFC 3263, 4.1 uses it. */
export interface NaptrRecord {
  readonly order: number;
  readonly preference: number;
  readonly flags: string;
  readonly service: string;
  readonly replacement: string;
}

export interface NameService {
  /** Addresses of a host name, best first. Rejects when there are none. */
  addresses(host: string, family: 4 | 6): Promise<readonly string[]>;
  /** Empty when there are none. */
  srv(name: string): Promise<readonly SrvRecord[]>;
  /** Empty when there are none. */
  naptr(name: string): Promise<readonly NaptrRecord[]>;
}

/** The system's own; addresses by its hosts file too. */
export const systemNames: NameService = {
  addresses: async (host, family) =>
    (await lookup(host, { family, all: true })).map(({ address }) => address),
  // No record and no name service look alike here: the next step of RFC 3263 is tried in both cases.
  srv: (name) => resolveSrv(name).catch(() => []),
  naptr: (name) => resolveNaptr(name).catch(() => []),
};
