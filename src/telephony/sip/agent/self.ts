/** What a user agent writes about itself. */
import { createHash } from 'node:crypto';
import type { SipTransport } from '../../contract.ts';
import { MAGIC_COOKIE, parseHostPort, type Via } from '../message/index.ts';
import type { OwnAddresses } from '../transport/transport.ts';
import { addressFor } from '../transport/via-stamp.ts';

/** Constants of one endpoint. */
export interface Self {
  /** `host:port` of Via and Contact: of the transport that the call goes by. */
  readonly address: string;
  /** The same for each transport that we listen on. */
  readonly addresses: OwnAddresses;
  /** Of our Contact, where the peer's network sees us at another address (RFC 3581, 4). */
  readonly seenAt?: string;
  readonly transport: SipTransport;
  /** The peer was, or is, called by a `sips:` URI: so must we be (8.1.1.8). */
  readonly secure: boolean;
  readonly userAgent: string;
  readonly t1: number;
  readonly t2: number;
}

/** Methods that we serve (20.5). */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, PRACK, UPDATE, REFER, NOTIFY';

/** Extensions that we know when a request requires them (8.2.2.3). */
export const KNOWN_TAGS: readonly string[] = ['100rel', '199', 'timer', 'replaces', 'norefersub'];
/** 20.37: what a caller of ours may rely on. */
export const SUPPORTED = '100rel, 199, timer, replaces, norefersub';

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

/** Ourselves, as a peer that is spoken to by `transport` reaches us. @param uri the Request-URI or the next hop's */
export function onTransport(self: Self, transport: SipTransport, uri = ''): Self {
  const secure = transport === 'TLS' && /^sips:/i.test(uri);
  return { ...self, transport, secure, address: addressFor(self.addresses, transport) };
}

/** Ourselves, as we are reached from behind a translation of addresses. */
export function seenAs(self: Self, seenAt: string | undefined): Self {
  return seenAt === undefined ? self : { ...self, seenAt };
}

/** Our Via; the transport layer stamps how it leaves. RFC 3581, 3: a client that takes responses where it sends from adds `rport`. */
export function ownVia(address: string, branch: string): Via {
  const hostPort = parseHostPort(address) ?? { host: address };
  return { transport: 'UDP', ...hostPort, params: [{ name: 'branch', value: branch }, { name: 'rport' }] };
}
