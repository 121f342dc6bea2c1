/** What a user agent writes about itself. */
import { createHash } from 'node:crypto';
import { MAGIC_COOKIE, parseHostPort, type Via } from '../message/index.ts';

/** Constants of one endpoint. */
export interface Self {
  /** `host:port` of Via and Contact. */
  readonly address: string;
  readonly userAgent: string;
  readonly t1: number;
  readonly t2: number;
}

/** Methods that we serve (20.5). */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO';

/**
 * A token that nobody else can guess, for branches, tags and client nonces: derived from a secret seed and what it
 * is for, so that a reducer stays pure and replays to the same bytes (19.3 asks for 32 bits of chance; here 96).
 */
export function token(seed: string, ...purpose: readonly (string | number)[]): string {
  return createHash('sha256')
    .update([seed, ...purpose].join('\n'))
    .digest('hex')
    .slice(0, 24);
}

export function branchToken(seed: string, ...purpose: readonly (string | number)[]): string {
  return MAGIC_COOKIE + token(seed, 'branch', ...purpose);
}

/** Our Via; RFC 3581, 3: a client that takes responses where it sends from adds `rport`. */
export function ownVia(address: string, branch: string): Via {
  const hostPort = parseHostPort(address) ?? { host: address };
  return { transport: 'UDP', ...hostPort, params: [{ name: 'branch', value: branch }, { name: 'rport' }] };
}
