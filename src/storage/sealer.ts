/** Secrets inside documents (an agent's tools): sealed by the store's cipher, and told from plain text by their beginning. */
import { asSealed, cipherTextOf, type Sealer } from '#domain';
import type { Cipher } from './cipher.ts';

export function createSealer(cipher: Cipher): Sealer {
  return {
    seal: (text) => asSealed(cipher.seal(text)),
    open: (sealed) => cipher.open(cipherTextOf(sealed)),
  };
}
