/** From where calls are taken. Pure. */

/** An address as a number, and how many bits its family has. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/**
 * @param source `host:port` of the packet, IPv6 in brackets
 * @param networks addresses and networks; none: everybody
 */
export function isTakenFrom(source: string, networks: readonly string[]): boolean {
  if (networks.length === 0) return true;
  const from = parseIp(source.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
  return from !== null && networks.some((network) => holds(network, from));
}

/** Is it an address, perhaps with the length of its prefix? */
export function isNetwork(text: string): boolean {
  const [address = '', length] = text.split('/');
  const parsed = parseIp(address);
  return parsed !== null && (length === undefined || Number(length) <= parsed.bits);
}

function holds(network: string, { value, bits }: Address): boolean {
  const [address = '', length = String(bits)] = network.split('/');
  const parsed = parseIp(address);
  if (!parsed || parsed.bits !== bits) return false;
  const rest = BigInt(bits - Number(length));
  return parsed.value >> rest === value >> rest;
}

/** An IPv4 address inside IPv6 (RFC 4291, 2.5.5.2) is an IPv4 address. */
function parseIp(text: string): Address | null {
  const v4 = parseIpv4(text.replace(/^::ffff:(?=\d+\.)/i, ''));
  if (v4 !== null) return { value: v4, bits: 32 };
  const v6 = parseIpv6(text);
  return v6 === null ? null : { value: v6, bits: 128 };
}

function parseIpv4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
    return null;
  return octets.reduce((all, octet) => (all << 8n) | BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const left = 8 - before.length - after.length;
  if (halves.length === 1 ? left !== 0 : left < 1) return null;
  const groups = [...before, ...Array<string>(left).fill('0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((all, group) => (all << 16n) | BigInt(`0x${group}`), 0n);
}
