/** `a=crypto`: a key of SRTP inside a description (RFC 4568, 9.1). */
import type { SrtpSuite } from '../contract.ts';
import { MAX_RTP_PACKETS, suiteSizes, type MasterKey } from '../srtp/index.ts';
import type { SdpAttribute, SdpMedia } from './description.ts';

export interface CryptoLine {
  readonly tag: number;
  /** As written; not necessarily one that we speak. */
  readonly suite: string;
  readonly keys: readonly InlineKey[];
  readonly parameters: readonly string[];
}

/** `inline:key||salt|lifetime|MKI:length` (6.1). */
export interface InlineKey {
  readonly keySalt: Uint8Array;
  /** Packets. */
  readonly lifetime?: number;
  /** The master key identifier and its length in octets, as written. */
  readonly mki?: string;
}

/** A description may offer many suites; more lines than this are not looked at. */
const MAX_LINES = 16;

/** The lines of a stream that keep to the grammar, in the writer's order of preference (5.1.1). */
export function cryptoLines(media: SdpMedia): CryptoLine[] {
  return media.attributes
    .filter(({ name }) => name === 'crypto')
    .slice(0, MAX_LINES)
    .flatMap(({ value = '' }) => parseCrypto(value) ?? []);
}

/** @returns null for what breaks the grammar of 9.1: such a line "MUST be considered invalid" (5.1.2) */
export function parseCrypto(value: string): CryptoLine | null {
  const [tag = '', suite = '', keyParams = '', ...parameters] = value.trim().split(/[ \t]+/);
  if (!/^(?:0|[1-9]\d{0,8})$/.test(tag) || !/^[A-Za-z0-9_]{1,64}$/.test(suite)) return null;
  const keys: InlineKey[] = [];
  for (const keyParam of keyParams.split(';', 8)) {
    const key = parseInline(keyParam);
    if (!key) return null;
    keys.push(key);
  }
  return { tag: Number(tag), suite, keys, parameters };
}

function parseInline(text: string): InlineKey | null {
  // The method's name is a token, hence of any case.
  const [, info] = /^inline:(.{1,200})$/i.exec(text) ?? [];
  const [keySalt = '', ...rest] = info?.split('|') ?? [];
  if (!/^[A-Za-z0-9+/]{4,128}={0,2}$/.test(keySalt) || rest.length > 2) return null;
  // 6.1: lifetime first, and told from the MKI by the MKI's colon.
  const mki = rest.at(-1)?.includes(':') ? rest.pop() : undefined;
  const [lifetimeText, superfluous] = rest;
  if (superfluous !== undefined || (mki !== undefined && !/^\d{1,39}:\d{1,3}$/.test(mki))) return null;
  const lifetime = lifetimeText === undefined ? undefined : packets(lifetimeText);
  if (lifetime === null) return null;
  return {
    // A copy of its own: what `Buffer` gives lies in shared memory that would travel to another thread with it.
    keySalt: Uint8Array.from(Buffer.from(keySalt, 'base64')),
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(mki === undefined ? {} : { mki }),
  };
}

/** A decimal number or a power of two, not zero (6.1). */
function packets(text: string): number | null {
  const [, power, plain] = /^(?:2\^(\d{1,2})|(\d{1,15}))$/.exec(text) ?? [];
  const count = power === undefined ? Number(plain) : 2 ** Number(power);
  return count >= 1 ? Math.min(count, MAX_RTP_PACKETS) : null;
}

/**
 * The key of a line that we can use: the first one. Not: a suite that we do not speak, a key of another size, several
 * keys that no MKI tells apart (6.1), a parameter that we do not obey.
 */
export function usableKey({ suite, keys, parameters }: CryptoLine): MasterKey | null {
  const [key, ...others] = keys;
  if (!isSuite(suite) || !key || !parameters.every(mayIgnore)) return null;
  const { key: keyLength, salt } = suiteSizes[suite];
  if (keys.some(({ keySalt }) => keySalt.length !== keyLength + salt)) return null;
  const mkis = keys.map(({ mki }) => (mki === undefined ? undefined : mkiOf(mki)));
  // 6.1: with several keys each MUST have an MKI, all of one length.
  if (mkis.includes(null) || (others.length > 0 && mkis.some((mki) => mki?.length !== mkis[0]?.length)))
    return null;
  const [mki] = mkis;
  if (others.length > 0 && !mki) return null;
  const { keySalt, lifetime } = key;
  return {
    ...{ suite, keySalt },
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(mki ? { mki } : {}),
  };
}

/** 6.1: a decimal number and its length on the wire, 1 to 128 octets, most significant first. */
function mkiOf(text: string): Uint8Array | null {
  const [value = '', length = ''] = text.split(':');
  const octets = Number(length);
  if (octets < 1 || octets > 128) return null;
  const digits = BigInt(value)
    .toString(16)
    .padStart(octets * 2, '0');
  return digits.length > octets * 2 ? null : Uint8Array.from(Buffer.from(digits, 'hex'));
}

/**
 * 6.3: a parameter that is not obeyed must make the line invalid, but for WSH, which is a hint (6.3.7), and what its
 * writer marked with "-" (6.3.8).
 */
function mayIgnore(parameter: string): boolean {
  return /^WSH=\d{2,}$/.test(parameter) || parameter.startsWith('-');
}

/** Without lifetime: that of the suite (6.1). */
export function printCrypto(tag: number, { suite, keySalt }: MasterKey): SdpAttribute {
  return { name: 'crypto', value: `${tag} ${suite} inline:${Buffer.from(keySalt).toString('base64')}` };
}

function isSuite(name: string): name is SrtpSuite {
  return Object.hasOwn(suiteSizes, name);
}
