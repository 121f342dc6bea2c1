/** The guard of tenants' URLs for connections that others open: judged before each use. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '#kernel';
import { guardAddress, parseNetworks } from './guarded-address.ts';

/** @throws AppError `url-refused` (400) when any address of the URL's host is an inner one */
export type AddressGuard = (url: string) => Promise<void>;

/** Addresses of a host name, in order of preference; none: it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** @param allowNetworks CIDR, reachable although not public */
export function createAddressGuard(allowNetworks: readonly string[], resolve?: Resolve): AddressGuard {
  const judge = createAddressJudge(allowNetworks, resolve);
  return async (url) => {
    const parsed = URL.parse(url);
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
      throw refused('must be an absolute http or https URL without credentials.');
    await judge(parsed.hostname);
  };
}

/**
 * The address that a connection to a host may go to.
 * @param resolve the system's resolver by default
 * @returns a function that throws AppError `url-refused` (400) when any address of the host is an inner one
 */
export function createAddressJudge(
  allowNetworks: readonly string[],
  resolve: Resolve = resolveBySystem,
): (hostname: string) => Promise<string> {
  const allowed = parseNetworks(allowNetworks);
  return async (hostname) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await resolve(host);
    const [first] = addresses;
    if (first === undefined) throw refused(`${host} has no address.`);
    for (const address of addresses) {
      const range = guardAddress(address, allowed);
      if (range !== null)
        throw refused(
          `${host} leads to a ${range} address. The operator may open it with PARLEY_ALLOW_NETWORKS.`,
        );
    }
    return first;
  };
}

function refused(message: string): AppError {
  return new AppError({
    code: 'url-refused',
    status: 400,
    param: 'url',
    message: `url: ${message}`,
    faults: [{ param: 'url', rule: 'url-refused', message }],
  });
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}
