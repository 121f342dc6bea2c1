/** Which addresses a tenant's URL may reach: public ones, and those the operator opened. Pure. */
import ipaddr from 'ipaddr.js';
import { AppError } from '#kernel';

/** A parsed network, e.g. `10.0.0.0/8`. */
export type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Special-purpose ranges (IANA registries of RFC 6890) that the library's own names leave out or call ordinary:
 * what an attacker could use to reach the inside in another spelling.
 */
const ALSO_GUARDED: readonly (readonly [string, string])[] = [
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.88.99.0/24', '6to4 relay'],
  ['198.18.0.0/15', 'benchmarking'],
  ['240.0.0.0/4', 'reserved'],
  ['::/96', 'IPv4-compatible'],
  ['64:ff9b::/96', 'NAT64'],
  ['64:ff9b:1::/48', 'local NAT64'],
  ['100::/64', 'discard'],
  ['2001::/23', 'protocol assignments'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['3fff::/20', 'documentation'],
  ['5f00::/16', 'segment routing'],
  ['fec0::/10', 'site-local'],
];
const ALSO_GUARDED_NETWORKS = ALSO_GUARDED.map(([cidr, name]) => [ipaddr.parseCIDR(cidr), name] as const);

/** @throws AppError `invalid-config` naming the entry that is no CIDR network. */
export function parseNetworks(cidrs: readonly string[]): Network[] {
  return cidrs.map((cidr) => {
    if (!ipaddr.isValidCIDR(cidr))
      throw new AppError({
        code: 'invalid-config',
        status: 500,
        message: `"${cidr}" is no network; write it like 10.0.0.0/8 or fd00::/8.`,
      });
    return ipaddr.parseCIDR(cidr);
  });
}

/**
 * Why an address may not be reached, as the name of its range; `null` when it may. An IPv4 address inside an IPv6 one
 * is judged as that IPv4 address.
 */
export function guardAddress(address: string, allowed: readonly Network[]): string | null {
  // A zone (fe80::1%eth0) names an interface of ours; the address alone is judged.
  const alone = address.replace(/%.*$/, '');
  // Older spellings (1.2.3, 0x7f.1) mean different addresses to different readers.
  if (!ipaddr.IPv4.isValidFourPartDecimal(alone) && !ipaddr.IPv6.isValid(alone)) return 'no address';
  const parsed = ipaddr.process(alone);
  if (allowed.some((network) => contains(network, parsed))) return null;
  const named = ALSO_GUARDED_NETWORKS.find(([network]) => contains(network, parsed));
  if (parsed.range() !== 'unicast') return named?.[1] ?? RANGE_NAMES[parsed.range()] ?? parsed.range();
  return named?.[1] ?? null;
}

const RANGE_NAMES: Readonly<Record<string, string>> = {
  carrierGradeNat: 'carrier-grade NAT',
  uniqueLocal: 'private',
  linkLocal: 'link-local',
};

function contains([network, bits]: Network, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network as never, bits);
}
