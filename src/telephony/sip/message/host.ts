/** Hosts and `host:port` (RFC 3261, 25.1 hostport). */

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

export interface HostPort {
  /** A name, an IPv4 address, or an IPv6 reference in brackets. */
  readonly host: string;
  readonly port?: number;
}

/** Reads `host[:port]`, spaces around the colon allowed (as in RFC 4475, 3.1.1.1); null when malformed. */
export function parseHostPort(text: string): HostPort | null {
  const trimmed = text.trim();
  const bracket = trimmed.startsWith('[') ? trimmed.indexOf(']') : -1;
  const colon = trimmed.indexOf(':', bracket + 1);
  const host = (colon < 0 ? trimmed : trimmed.slice(0, colon)).trim();
  if (!isHost(host)) return null;
  if (colon < 0) return { host };
  const digits = trimmed.slice(colon + 1).trim();
  if (!/^\d{1,5}$/.test(digits) || Number(digits) > 65_535) return null;
  return { host, port: Number(digits) };
}

export function printHostPort({ host, port }: HostPort): string {
  return port === undefined ? host : `${host}:${port}`;
}

/** 4 or 6 for an IP address without brackets, 0 for anything else. */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (IPV4.test(text)) return 4;
  return /^[0-9A-Fa-f:.]{2,45}$/.test(text) && text.includes(':') && URL.canParse(`sip://[${text}]`) ? 6 : 0;
}

/** The address without the brackets of an IPv6 reference, as sockets take it. */
export function bareHost(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

/** The host as it is written in URIs and Via: IPv6 in brackets. */
export function wireHost(address: string): string {
  return ipVersion(address) === 6 ? `[${address}]` : address;
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return host.endsWith(']') && ipVersion(host.slice(1, -1)) === 6;
  return host.length <= 255 && /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9.])?$/.test(host);
}
