/** A cipher for tests that are not about secrets. */
import type { Cipher } from '#storage';

export const plainCipher: Cipher = {
  seal: (text) => Buffer.from(text).toString('base64'),
  open: (sealed) => Buffer.from(sealed, 'base64').toString(),
};
