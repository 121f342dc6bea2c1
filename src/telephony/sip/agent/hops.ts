/** Sends to next hops, in order: an ACK must not be overtaken by its BYE because a name took longer to look up. */
import ipaddr from 'ipaddr.js';
import { errorText, type Logger } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import { ipVersion, parseUri } from '../message/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import type { Source } from '../transport/transport.ts';

/** Ranges of addresses that lead to different machines in different networks. */
const INSIDE = new Set(['private', 'uniqueLocal', 'loopback', 'linkLocal', 'carrierGradeNat', 'unspecified']);

export class Hops {
  readonly #resolver: Resolver;
  readonly #logger: Logger;
  #last: Promise<void> = Promise.resolve();

  constructor(resolver: Resolver, logger: Logger) {
    this.#resolver = resolver;
    this.#logger = logger;
  }

  /**
   * Runs `send` with the address of the URI `hop`, after every send before it.
   * @param first where the INVITE went or came from; serves when the hop has no address, or one inside a network that
   *   this one is not in (8.1.2 lets policy choose): a peer behind a NAT that does not know its own address
   */
  send(hop: string, first: Source | undefined, send: (target: Source) => void): void {
    const uri = parseUri(hop);
    const found: Promise<Source | undefined> = (
      uri
        ? this.#resolver.resolve(uri).then((target) => reachable(target, first))
        : Promise.reject(new TypeError('The next hop is no SIP URI.'))
    ).catch((error: unknown) => {
      this.#logger.warn('sip-hop-unresolved', { detail: errorText(error) });
      return first;
    });
    this.#last = Promise.all([found, this.#last])
      .then(([target]) => target && send(target))
      .catch((error: unknown) => this.#logger.error('sip-send-fault', { error }));
  }

  /** Resolves when all that was given so far has been sent; never rejects. */
  get sent(): Promise<void> {
    return this.#last;
  }
}

/** A private address (RFC 1918, 3; RFC 4193, 3) means something to its own network only. */
function reachable(target: SipTarget, first: Source | undefined): Source {
  if (first && isInside(target.host) && !isInside(first.host)) return first;
  return byItsConnection(named(target, first), first);
}

function isInside(host: string): boolean {
  return ipaddr.isValid(host) && INSIDE.has(ipaddr.process(host).range());
}

/**
 * RFC 5922, 7.3 looks for the host of the URI in the certificate. A peer that proved a name and then gives a bare address
 * for the rest of the dialog must prove the same name there.
 */
function named(target: SipTarget, first: SipTarget | undefined): SipTarget {
  const bare = target.transport === 'TLS' && ipVersion(target.serverName ?? '') !== 0;
  return bare && first?.transport === 'TLS' && first.serverName !== undefined
    ? { ...target, serverName: first.serverName }
    : target;
}

/**
 * A telephone that called us by TCP or TLS can seldom be connected to: it shows no certificate, or listens nowhere. What
 * goes to its host inside that dialog goes by its connection while that is open. RFC 5923, 8.2 forbids this without a
 * proven name lest somebody take in requests for others; here whoever named the target is at the connection's other end.
 */
function byItsConnection(target: SipTarget, first: Source | undefined): Source {
  const { transport, host } = target;
  return first?.flow !== undefined && first.transport === transport && first.host === host
    ? { ...target, flow: first.flow }
    : target;
}
