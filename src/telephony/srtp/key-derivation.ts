/** Session keys from a master key (RFC 3711, 4.3), once a session: no derivation rate is ever agreed. */
import { KeyStream } from './key-stream.ts';
import { suiteSizes, type MasterKey } from './suite.ts';

export interface SessionSecrets {
  readonly rtpKey: Uint8Array;
  readonly rtpAuth: Uint8Array;
  readonly rtpSalt: Uint8Array;
  readonly rtcpKey: Uint8Array;
  readonly rtcpAuth: Uint8Array;
  readonly rtcpSalt: Uint8Array;
}

/** 5.2: n_a of HMAC-SHA1, octets. */
const AUTH_KEY = 20;

/** All keys of one direction. */
export function deriveSecrets({ suite, keySalt }: MasterKey): SessionSecrets {
  const sizes = suiteSizes[suite];
  const derive = (label: number, length: number): Uint8Array =>
    deriveKey(keySalt.subarray(0, sizes.key), keySalt.subarray(sizes.key), label, length);
  // 4.3.1 and 4.3.2: the labels.
  return {
    rtpKey: derive(0, sizes.key),
    rtpAuth: derive(1, AUTH_KEY),
    rtpSalt: derive(2, sizes.salt),
    rtcpKey: derive(3, sizes.key),
    rtcpAuth: derive(4, AUTH_KEY),
    rtcpSalt: derive(5, sizes.salt),
  };
}

/**
 * `length` octets for one use of a master key.
 * @param salt 14 octets; the 12 of RFC 7714, 11 stand before two zero octets
 */
export function deriveKey(key: Uint8Array, salt: Uint8Array, label: number, length: number): Uint8Array {
  // 4.3.1: x = key_id XOR master_salt, key_id = label || r with r = 0; 4.3.3: the counter starts at x * 2^16.
  const iv = new Uint8Array(16);
  iv.set(salt);
  iv[7] = iv[7]! ^ label;
  return Uint8Array.from(new KeyStream(key).make(iv, 0, length).subarray(0, length));
}
