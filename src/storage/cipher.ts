/** Seals secrets with a key that lies outside the database. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, randomHex, realRandom, type Random } from '#kernel';

/** Turns a secret into text that may lie in a database, and back. */
export interface Cipher {
  seal(text: string): string;
  /** @throws AppError `secret-unreadable` when it was sealed with another key or altered */
  open(sealed: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with the key in `keyFile` (`PARLEY_KEY_FILE`: 32 bytes in base64), which is made, 0600, on first use.
 * Sealed: `v1.<key's fingerprint>.<nonce, tag and ciphertext in base64url>`.
 * @throws AppError `key-file-unusable`
 */
export async function createCipher(keyFile: string, random: Random = realRandom): Promise<Cipher> {
  const key = await readOrMakeKey(keyFile, random);
  const prefix = `v1.${createHash('sha256').update(key).digest('hex').slice(0, 8)}.`;
  return {
    seal(text) {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      if (!sealed.startsWith(prefix)) throw unreadable(keyFile, 'it was sealed with another key');
      const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw unreadable(keyFile, 'it was altered', cause);
      }
    },
  };
}

async function readOrMakeKey(keyFile: string, random: Random): Promise<Buffer> {
  try {
    const text = await readFile(keyFile, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return makeKey(keyFile, random);
      throw fault;
    });
    const key = Buffer.from(text.trim(), 'base64');
    if (key.length !== KEY_BYTES)
      throw new RangeError(`it holds ${key.length} bytes in base64, not ${KEY_BYTES}`);
    return key;
  } catch (cause) {
    throw new AppError({
      code: 'key-file-unusable',
      status: 500,
      message: `The key file ${keyFile} cannot be used: ${String(cause)}. Bring back the right file or set PARLEY_KEY_FILE; secrets sealed with a lost key must be entered anew.`,
      cause,
    });
  }
}

/** Written beside and linked: of two processes that make it at once, both use the first one's. */
async function makeKey(keyFile: string, random: Random): Promise<string> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  const draft = `${keyFile}.${randomHex(random, 6)}`;
  const text = `${Buffer.from(random.bytes(KEY_BYTES)).toString('base64')}\n`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, keyFile);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(keyFile, 'utf8');
}

function unreadable(keyFile: string, why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'secret-unreadable',
    status: 500,
    message: `A stored secret cannot be read with the key in ${keyFile}: ${why}. Bring back the right key file (PARLEY_KEY_FILE), or enter the secret anew.`,
    cause,
  });
}
