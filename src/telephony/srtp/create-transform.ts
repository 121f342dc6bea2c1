/** The cipher of a suite. */
import { CounterMode } from './counter-mode.ts';
import { Gcm } from './gcm.ts';
import { deriveSecrets } from './key-derivation.ts';
import { suiteSizes, type MasterKey } from './suite.ts';
import type { Transform } from './transform.ts';

export function createTransform(key: MasterKey): Transform {
  const secrets = deriveSecrets(key);
  return key.suite === 'AEAD_AES_128_GCM'
    ? new Gcm(secrets)
    : new CounterMode(secrets, suiteSizes[key.suite]);
}
