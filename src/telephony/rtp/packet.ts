/** RTP data packets as bytes and back (RFC 3550, section 5.1). */

/** Bytes of the fixed header. */
export const RTP_HEADER_BYTES = 12;

export interface RtpPacket {
  readonly marker: boolean;
  readonly payloadType: number;
  /** 16 bits. */
  readonly sequence: number;
  /** 32 bits. */
  readonly timestamp: number;
  /** 32 bits. */
  readonly ssrc: number;
  /** A view of the bytes read; without CSRC list, header extension and padding. */
  readonly payload: Uint8Array;
}

/**
 * Is it RTCP? On a shared port the second octet tells: 192 to 223 is never an RTP payload type with marker
 * (RFC 5761, 4).
 */
export function isRtcp(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes[0]! >> 6 === 2 && bytes[1]! >= 192 && bytes[1]! <= 223;
}

/**
 * Octets before the payload: the fixed header, CSRC list and header extension (5.1, 5.3.1); at most what there is.
 * SRTP leaves them in the clear (RFC 3711, 3.1).
 */
export function rtpHeaderLength(bytes: Uint8Array): number {
  let length = RTP_HEADER_BYTES + (bytes[0]! & 0x0f) * 4;
  // 5.3.1: 16 bits of profile, 16 bits of length in 32-bit words, which may be zero.
  if (bytes[0]! & 0x10) length += 4 + (((bytes[length + 2] ?? 0) << 8) | (bytes[length + 3] ?? 0)) * 4;
  return Math.min(length, bytes.length);
}

/** Reads one packet; `null` when the bytes break a validity rule of RFC 3550, A.1. */
export function parseRtp(bytes: Uint8Array): RtpPacket | null {
  if (bytes.length < RTP_HEADER_BYTES) return null;
  const first = bytes[0]!;
  if (first >> 6 !== 2) return null;
  let start = RTP_HEADER_BYTES + (first & 0x0f) * 4;
  let end = bytes.length;
  if (first & 0x10) {
    // 5.3.1: 16 bits of profile, 16 bits of length in 32-bit words, which may be zero.
    if (start + 4 > end) return null;
    start += 4 + ((bytes[start + 2]! << 8) | bytes[start + 3]!) * 4;
  }
  if (first & 0x20) {
    // A.1: the last octet counts the padding, itself included; zero or more than there is breaks the packet.
    const padding = bytes[end - 1]!;
    if (padding === 0 || padding > end - start) return null;
    end -= padding;
  }
  if (start > end) return null;
  return {
    marker: (bytes[1]! & 0x80) !== 0,
    payloadType: bytes[1]! & 0x7f,
    sequence: (bytes[2]! << 8) | bytes[3]!,
    timestamp: ((bytes[4]! << 24) | (bytes[5]! << 16) | (bytes[6]! << 8) | bytes[7]!) >>> 0,
    ssrc: ((bytes[8]! << 24) | (bytes[9]! << 16) | (bytes[10]! << 8) | bytes[11]!) >>> 0,
    payload: bytes.subarray(start, end),
  };
}

/** Writes the fixed header of version 2 to the first 12 bytes of `out`. */
export function writeRtpHeader(out: Uint8Array, header: Omit<RtpPacket, 'payload'>): void {
  out[0] = 0x80;
  out[1] = (header.marker ? 0x80 : 0) | header.payloadType;
  out[2] = header.sequence >> 8;
  out[3] = header.sequence;
  out[4] = header.timestamp >>> 24;
  out[5] = header.timestamp >>> 16;
  out[6] = header.timestamp >>> 8;
  out[7] = header.timestamp;
  out[8] = header.ssrc >>> 24;
  out[9] = header.ssrc >>> 16;
  out[10] = header.ssrc >>> 8;
  out[11] = header.ssrc;
}

/** A whole packet. */
export function printRtp(packet: RtpPacket): Uint8Array {
  const out = new Uint8Array(RTP_HEADER_BYTES + packet.payload.length);
  writeRtpHeader(out, packet);
  out.set(packet.payload, RTP_HEADER_BYTES);
  return out;
}
