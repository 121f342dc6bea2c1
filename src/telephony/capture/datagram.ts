/** IP and UDP headers before a payload, as a capture shows it (RFC 791, RFC 8200, RFC 768). */
import { ipVersion } from '../sip/message/index.ts';

export interface HostPort {
  /** An IP address; anything else stands as the unspecified address. */
  readonly host: string;
  readonly port: number;
}

const UDP = 17;
const HOPS = 64;
const UDP_HEADER = 8;
/** The most that fits behind both headers (RFC 768: the length is 16 bits). */
export const MOST_PAYLOAD = 65_535 - 40 - UDP_HEADER;

/**
 * @param payload what is kept of it; @param length what it was
 * @returns the packet, and how long it was on the wire
 */
export function datagram(
  from: HostPort,
  to: HostPort,
  payload: Uint8Array,
  length: number = payload.length,
): { readonly packet: Buffer; readonly length: number } {
  const six = ipVersion(from.host) === 6 || ipVersion(to.host) === 6;
  const udp = Buffer.alloc(UDP_HEADER);
  udp.writeUInt16BE(from.port, 0);
  udp.writeUInt16BE(to.port, 2);
  udp.writeUInt16BE(UDP_HEADER + length, 4);
  // RFC 768: a checksum of 0 says that the sender made none; what was cut off cannot be summed.
  const [source, target] = [addressBytes(from.host, six), addressBytes(to.host, six)];
  if (six && payload.length === length)
    udp.writeUInt16BE(
      checksum(Buffer.concat([source, target, pseudo(UDP_HEADER + length), udp, payload])),
      6,
    );
  const ip = six ? ipv6(source, target, UDP_HEADER + length) : ipv4(source, target, UDP_HEADER + length);
  return { packet: Buffer.concat([ip, udp, payload]), length: ip.length + UDP_HEADER + length };
}

/** RFC 791, 3.1. */
function ipv4(source: Buffer, target: Buffer, length: number): Buffer {
  const header = Buffer.alloc(20);
  header[0] = 0x45;
  header.writeUInt16BE(20 + length, 2);
  header[8] = HOPS;
  header[9] = UDP;
  source.copy(header, 12);
  target.copy(header, 16);
  header.writeUInt16BE(checksum(header), 10);
  return header;
}

/** RFC 8200, 3. */
function ipv6(source: Buffer, target: Buffer, length: number): Buffer {
  const header = Buffer.alloc(40);
  header[0] = 0x60;
  header.writeUInt16BE(length, 4);
  header[6] = UDP;
  header[7] = HOPS;
  source.copy(header, 8);
  target.copy(header, 24);
  return header;
}

/** RFC 8200, 8.1: what is summed before the UDP header. */
function pseudo(length: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(length, 0);
  header[7] = UDP;
  return header;
}

/** RFC 1071: the ones' complement of the sum of 16-bit words; 0 is written as all ones (RFC 768). */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  if (bytes.length % 2 === 1) sum += bytes.at(-1)! << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return ~sum & 0xffff || 0xffff;
}

function addressBytes(host: string, six: boolean): Buffer {
  const version = ipVersion(host);
  if (!six) return Buffer.from(version === 4 ? host.split('.').map(Number) : [0, 0, 0, 0]);
  if (version === 4) return Buffer.from([...Array(10).fill(0), 0xff, 0xff, ...host.split('.').map(Number)]);
  return version === 6 ? ipv6Bytes(host) : Buffer.alloc(16);
}

/** RFC 4291, 2.2; `URL` writes it in groups of hex digits. */
function ipv6Bytes(host: string): Buffer {
  const text = new URL(`http://[${host}]`).hostname.slice(1, -1);
  const [before = '', after] = text.split('::');
  const [head, tail] = [groups(before), groups(after ?? '')];
  const all = [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

function groups(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}
