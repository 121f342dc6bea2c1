/** What a cipher does to a packet, in place. */

/** One direction's session keys at work. Buffers hold room for what is appended. */
export interface Transform {
  /**
   * Encrypts `bytes[header..length)`, authenticates all, appends the tag.
   * @param index 48 bits (RFC 3711, 3.3.1) @returns the new length
   */
  sealRtp(bytes: Uint8Array, header: number, length: number, index: number): number;
  /** The other way. @returns the length without tag, or -1: it is not the peer's. */
  openRtp(bytes: Uint8Array, header: number, length: number, index: number): number;
  /** Encrypts all but the first eight octets; appends index and tag (RFC 3711, 3.4). @param index 31 bits */
  sealRtcp(bytes: Uint8Array, length: number, index: number): number;
  /** @returns the length of the plain packet, or -1 */
  openRtcp(bytes: Uint8Array, length: number): number;
  /** The index that an SRTCP packet carries, as yet unproven. */
  rtcpIndex(bytes: Uint8Array, length: number): number;
  /** Octets that `sealRtp` and `sealRtcp` append at most. */
  readonly overhead: number;
  readonly rtpTag: number;
  /** Tag and index. */
  readonly rtcpTrailer: number;
}

/** E: the packet is encrypted (RFC 3711, 3.4); the other 31 bits are its index. */
export const ENCRYPTED = 0x8000_0000;
/** RTCP header and sender's SSRC: in the clear (3.4). */
export const RTCP_CLEAR = 8;

/** Are the first octets the same? In time that does not depend on where they differ. */
export function sameTag(a: Uint8Array, b: Uint8Array, length: number): boolean {
  let difference = 0;
  for (let i = 0; i < length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}
