/** The crypto-suites of SRTP that we speak: sizes and limits (RFC 4568, 6.2; RFC 7714, 14.2). */
import type { SrtpSuite } from '../contract.ts';

export interface SuiteSizes {
  /** Master key and master salt, octets. */
  readonly key: number;
  readonly salt: number;
  /** Authentication tags, octets. */
  readonly rtpTag: number;
  readonly rtcpTag: number;
}

/** RFC 4568, 6.2.2: with a tag of 32 bits in SRTP, SRTCP keeps one of 80. */
export const suiteSizes: Readonly<Record<SrtpSuite, SuiteSizes>> = {
  AES_CM_128_HMAC_SHA1_80: { key: 16, salt: 14, rtpTag: 10, rtcpTag: 10 },
  AES_CM_128_HMAC_SHA1_32: { key: 16, salt: 14, rtpTag: 4, rtcpTag: 10 },
  AEAD_AES_128_GCM: { key: 16, salt: 12, rtpTag: 16, rtcpTag: 16 },
};

/** RFC 3711, 9.2 and RFC 7714, 8.2: so many packets may be sent with one master key, or fewer where a peer says so. */
export const MAX_RTP_PACKETS = 2 ** 48;
export const MAX_RTCP_PACKETS = 2 ** 31;

/** One direction's secret. */
export interface MasterKey {
  readonly suite: SrtpSuite;
  /** `SuiteSizes.key` octets, then `SuiteSizes.salt` octets of salt, as SDES writes them (RFC 4568, 6.1). */
  readonly keySalt: Uint8Array;
  /** Packets that may be protected with it, where the writer of the key says so. */
  readonly lifetime?: number;
  /** Master key identifier, as each packet of its writer holds it before the tag (RFC 3711, 3.1); at most 128 octets. */
  readonly mki?: Uint8Array;
}
