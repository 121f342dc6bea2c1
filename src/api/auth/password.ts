/** Passwords: scrypt (RFC 7914) with a salt each; the parameters stand beside the hash. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '#kernel';

/** 32 MiB and three passes, about a tenth of a second: as OWASP asks for. */
const LOG_N = 15;
const R = 8;
const P = 3;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MOST_MEMORY = 256 * 1024 * 1024;

const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, both in base64url. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES));
  const hash = await derive(password, salt, LOG_N, R, P, HASH_BYTES);
  return ['scrypt', LOG_N, R, P, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** @param stored null: of nobody; takes as long as somebody's, and is wrong */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, logN, r, p, salt, hash] = FORM.exec(stored ?? NOBODY) ?? FORM.exec(NOBODY)!;
  const expected = Buffer.from(hash!, 'base64url');
  const derived = await derive(
    password,
    Buffer.from(salt!, 'base64url'),
    Number(logN),
    Number(r),
    Number(p),
    expected.length,
  );
  return timingSafeEqual(derived, expected) && stored !== null;
}

/** Whoever asks for an unknown address must not see by the time that nobody has it. */
const NOBODY = `scrypt$${LOG_N}$${R}$${P}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function derive(
  password: string,
  salt: Buffer,
  logN: number,
  r: number,
  p: number,
  bytes: number,
): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, bytes, options, (fault, key) =>
      fault ? reject(fault) : resolve(key),
    ),
  );
}
