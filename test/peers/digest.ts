/** Checks Digest credentials (RFC 2617, 7616, 8760) by computing them anew; independent of Parley's own. */
import { createHash } from 'node:crypto';
import type { SipMessage } from './sip-message.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

export interface ExpectedDigest {
  readonly header: 'Authorization' | 'Proxy-Authorization';
  readonly realm: string;
  readonly nonce: string;
  readonly username: string;
  readonly password: string;
}

/** What is wrong with a request's credentials; empty when they are right. */
export function digestFaults(request: SipMessage, expected: ExpectedDigest): string[] {
  const value = request.header(expected.header);
  if (!value) return [`no ${expected.header}`];
  const given = parameters(value);
  const faults: string[] = [];
  for (const name of ['realm', 'nonce', 'username'] as const)
    if (given[name] !== expected[name]) faults.push(`${name} is ${given[name]}, not ${expected[name]}`);
  const uri = request.startLine.split(' ')[1];
  if (given['uri'] !== uri) faults.push(`uri is ${given['uri']}, the Request-URI ${uri}`);
  const hash = HASHES[(given['algorithm'] ?? 'MD5').toUpperCase()];
  if (!hash) return [...faults, `unknown algorithm ${given['algorithm']}`];
  const h = (text: string): string => createHash(hash).update(text).digest('hex');
  const ha1 = h(`${expected.username}:${expected.realm}:${expected.password}`);
  const ha2 = h(`${request.method}:${given['uri']}`);
  const middle = given['qop']
    ? `${given['nonce']}:${given['nc']}:${given['cnonce']}:${given['qop']}`
    : given['nonce'];
  if (given['response'] !== h(`${ha1}:${middle}:${ha2}`)) faults.push('the response does not match');
  return faults;
}

function parameters(value: string): Record<string, string | undefined> {
  const pairs = value
    .replace(/^\s*Digest\s+/i, '')
    .matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))/g);
  return Object.fromEntries([...pairs].map((pair) => [pair[1]!.toLowerCase(), pair[2] ?? pair[3]]));
}
