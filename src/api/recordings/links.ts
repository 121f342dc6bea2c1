/** Links to recordings that need no key: signed by HMAC, valid until a moment, for one call. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, parseId, spellHex, type Clock, type Id, type Millis } from '#kernel';
import type { RecordingLinks } from '../dialect.ts';

const DEFAULT_TTL_MS: Millis = 24 * 3_600_000;
const ID_BYTES = 12;
const TIME_BYTES = 6;
const BODY_BYTES = 2 * ID_BYTES + TIME_BYTES;
const SIGNATURE_BYTES = 16;

/** What a good token says. */
export interface LinkedRecording {
  readonly organizationId: Id;
  readonly callId: Id;
}

/** Makes links and reads them back. */
export interface SignedRecordingLinks extends RecordingLinks {
  /** @throws AppError `link-invalid` (404) for a damaged or expired token; it does not tell which. */
  read(token: string): LinkedRecording;
}

/**
 * @param secret at least 32 bytes; another secret voids every link.
 * @param baseUrl asked at each link, since the port is known only once the server listens.
 */
export function createRecordingLinks(
  secret: Uint8Array,
  clock: Clock,
  baseUrl: () => string,
): SignedRecordingLinks {
  const sign = (body: Buffer): Buffer =>
    createHmac('sha256', secret).update('recording-link').update(body).digest().subarray(0, SIGNATURE_BYTES);
  return {
    url(organizationId, callId, ttlMs = DEFAULT_TTL_MS) {
      const body = Buffer.alloc(BODY_BYTES);
      body.write(spellHex(organizationId), 0, 'hex');
      body.write(spellHex(callId), ID_BYTES, 'hex');
      body.writeUIntBE(Math.ceil(clock.now() + ttlMs), 2 * ID_BYTES, TIME_BYTES);
      return `${baseUrl()}/recordings/${Buffer.concat([body, sign(body)]).toString('base64url')}`;
    },
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== BODY_BYTES + SIGNATURE_BYTES) throw linkInvalid();
      const body = bytes.subarray(0, BODY_BYTES);
      if (!timingSafeEqual(sign(body), bytes.subarray(BODY_BYTES))) throw linkInvalid();
      if (body.readUIntBE(2 * ID_BYTES, TIME_BYTES) <= clock.now()) throw linkInvalid();
      const organizationId = parseId(body.toString('hex', 0, ID_BYTES));
      const callId = parseId(body.toString('hex', ID_BYTES, 2 * ID_BYTES));
      if (!organizationId || !callId) throw linkInvalid();
      return { organizationId, callId };
    },
  };
}

function linkInvalid(): AppError {
  return new AppError({
    code: 'link-invalid',
    status: 404,
    message: 'This link is damaged or its time is over. Read the call again for a fresh one.',
  });
}
