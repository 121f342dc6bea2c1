/** Offer and answer of SRTP keys (RFC 4568, 5 and 7): what we offer by our policy, and what comes of the peer's lines. */
import type { Random } from '#kernel';
import type { SrtpPolicy, SrtpSuite } from '../contract.ts';
import { suiteSizes, type MasterKey } from '../srtp/index.ts';
import { cryptoLines, printCrypto, usableKey } from './crypto.ts';
import type { SdpAttribute, SdpDescription, SdpMedia } from './description.ts';

/** One key a direction (RFC 4568, 6.1: each party chooses that of what it sends). */
export interface SrtpKeys {
  readonly send: MasterKey;
  readonly receive: MasterKey;
}

export type Secured =
  | { readonly ok: true; readonly keys: SrtpKeys | null; readonly attributes: readonly SdpAttribute[] }
  | { readonly ok: false; readonly detail: string };

/** Most compatible first: every SDES peer has the first one (6.2). A tag in the offer is a place in this list. */
const SUITES: readonly SrtpSuite[] = [
  'AES_CM_128_HMAC_SHA1_80',
  'AEAD_AES_128_GCM',
  'AES_CM_128_HMAC_SHA1_32',
];

const PLAIN: Secured = { ok: true, keys: null, attributes: [] };

export class MediaSecurity {
  readonly policy: SrtpPolicy;
  /** What is optional is offered under a secure profile all the same. */
  insists = false;
  readonly #random: Random | null;
  /** Ours, one a suite, for the whole session: a new description that repeats a key goes on with it (7.1.4). */
  readonly #own = new Map<SrtpSuite, MasterKey>();

  /** @param random where keys come from; absent: no SRTP */
  constructor(srtp?: { readonly policy: SrtpPolicy; readonly random: Random }) {
    this.policy = srtp?.policy ?? 'off';
    this.#random = srtp?.random ?? null;
  }

  /**
   * Of our offers. Optional: plain RTP with keys beside it, which a peer without SRTP answers without keys. RFC 4568
   * knows keys under a secure profile only (3.1.1), but offers of two streams are refused by more peers than this.
   */
  get protocol(): string {
    return this.policy === 'required' || (this.policy === 'optional' && this.insists)
      ? 'RTP/SAVP'
      : 'RTP/AVP';
  }

  /** The lines of our offers. */
  get offered(): SdpAttribute[] {
    return this.policy === 'off'
      ? []
      : SUITES.map((suite, index) => printCrypto(index + 1, this.#key(suite)));
  }

  /** The audio stream that we take: an encrypted one before a plain one, as far as the policy takes either. */
  stream({ media }: SdpDescription): SdpMedia | undefined {
    const open = media.filter(
      ({ kind, port, protocol }) => kind === 'audio' && port !== 0 && /^RTP\/S?AVPF?$/.test(protocol),
    );
    const plain = open.find(({ protocol }) => !isSecure(protocol));
    if (this.policy === 'off') return plain;
    return open.find(hasUsableKey) ?? (this.policy === 'optional' ? plain : undefined);
  }

  /** What the peer's answer makes of our offer. */
  answered(media: SdpMedia): Secured {
    if (this.policy === 'off') return PLAIN;
    for (const line of cryptoLines(media)) {
      // 5.1.3: tag and suite of the answer are those of one of our lines.
      const suite = SUITES[line.tag - 1];
      const receive = suite === line.suite ? usableKey(line) : null;
      if (receive) return { ok: true, keys: { send: this.#key(receive.suite), receive }, attributes: [] };
    }
    return this.#withoutKeys(media);
  }

  /** Our answer to the peer's offer: its first line that we can use (5.1.2). */
  accepted(media: SdpMedia): Secured {
    if (this.policy === 'off') return PLAIN;
    for (const line of cryptoLines(media)) {
      const receive = usableKey(line);
      if (!receive) continue;
      const send = this.#key(receive.suite);
      return { ok: true, keys: { send, receive }, attributes: [printCrypto(line.tag, send)] };
    }
    // Beside plain RTP they were an invitation, which may be left out.
    if (this.policy === 'optional' && !isSecure(media.protocol)) return PLAIN;
    return this.#withoutKeys(media);
  }

  /** Why no stream was taken, if encryption is the reason. */
  refusal(description: SdpDescription): string | null {
    if (this.policy !== 'required' || this.stream(description)) return null;
    return description.media.some(({ kind, port }) => kind === 'audio' && port !== 0) ? REQUIRED : null;
  }

  #withoutKeys({ protocol, attributes }: SdpMedia): Secured {
    const hasLines = attributes.some(({ name }) => name === 'crypto');
    if (this.policy === 'optional' && !isSecure(protocol) && !hasLines) return PLAIN;
    return { ok: false, detail: hasLines ? UNUSABLE : REQUIRED };
  }

  #key(suite: SrtpSuite): MasterKey {
    let key = this.#own.get(suite);
    if (!key) {
      const { key: length, salt } = suiteSizes[suite];
      key = { suite, keySalt: Uint8Array.from(this.#random!.bytes(length + salt)) };
      this.#own.set(suite, key);
    }
    return key;
  }
}

const REQUIRED = `The peer's audio has no key for SRTP (a=crypto with one of ${SUITES.join(', ')}).`;
const UNUSABLE = `No a=crypto line of the peer's audio can be used: we speak ${SUITES.join(', ')}.`;

function hasUsableKey(stream: SdpMedia): boolean {
  return cryptoLines(stream).some((line) => usableKey(line));
}

function isSecure(protocol: string): boolean {
  return protocol.includes('SAVP');
}
