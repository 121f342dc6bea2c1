/**
 * Standard Webhooks: what is signed is `<id>.<seconds>.<body>`; `v1` by HMAC-SHA256, `v1a` by ed25519.
 * Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Signature scheme".
 */
import { createHmac, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { Millis, Random } from '#kernel';
import type { Signing } from './endpoint.ts';

const [SECRET, PRIVATE, PUBLIC] = ['whsec_', 'whsk_', 'whpk_'];
/** 24 to 64 by the specification. */
const SECRET_BYTES = 32;
const [LEAST_BYTES, MOST_BYTES] = [24, 64];
const SEED_BYTES = 32;
/** A PKCS #8 wrapping of an ed25519 seed (RFC 8410, section 7), all but the seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** Of a SubjectPublicKeyInfo of ed25519 (RFC 8410, section 4) the key is the end. */
const PUBLIC_KEY_BYTES = 32;

export function newWebhookSecret(signing: Signing, random: Random): string {
  return signing === 'hmac'
    ? SECRET + base64(random.bytes(SECRET_BYTES))
    : PRIVATE + base64(random.bytes(SEED_BYTES));
}

/** May it sign by HMAC: `whsec_` and 24 to 64 bytes in base64? */
export function isWebhookSecret(text: string): boolean {
  const bytes = Buffer.from(text.slice(SECRET.length), 'base64');
  const isExact = base64(bytes).replace(/=+$/, '') === text.slice(SECRET.length).replace(/=+$/, '');
  return text.startsWith(SECRET) && isExact && bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES;
}

/** What verifies `v1a`: `whpk_…`. */
export function webhookPublicKey(secret: string): string {
  const spki = createPublicKey(keyOf(secret)).export({ type: 'spki', format: 'der' });
  return PUBLIC + base64(spki.subarray(-PUBLIC_KEY_BYTES));
}

/** Every secret's signature, separated by blanks: during a rotation the old one and the new one hold. */
export function standardSignature(id: string, at: Millis, body: string, secrets: readonly string[]): string {
  const signed = Buffer.from(`${id}.${Math.floor(at / 1000)}.${body}`);
  return secrets
    .map((secret) =>
      secret.startsWith(PRIVATE)
        ? `v1a,${sign(null, signed, keyOf(secret)).toString('base64')}`
        : `v1,${createHmac('sha256', Buffer.from(secret.slice(SECRET.length), 'base64'))
            .update(signed)
            .digest('base64')}`,
    )
    .join(' ');
}

function keyOf(secret: string): KeyObject {
  const seed = Buffer.from(secret.slice(PRIVATE.length), 'base64');
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
