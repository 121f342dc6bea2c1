/** Sends to next hops, in order: an ACK must not be overtaken by its BYE because a name took longer to look up. */
import { errorText, type Logger } from '#kernel';
import { parseUri } from '../message/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import type { Address } from '../transport/transport.ts';

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
   * @param fallback serves when the hop has no address (8.1.2 lets policy choose): where the INVITE went.
   */
  send(hop: string, fallback: Address | undefined, send: (address: Address) => void): void {
    const uri = parseUri(hop);
    const found: Promise<Address | undefined> = (
      uri ? this.#resolver.resolve(uri) : Promise.reject(new TypeError('The next hop is no SIP URI.'))
    ).catch((error: unknown) => {
      this.#logger.warn('sip-hop-unresolved', { detail: errorText(error) });
      return fallback;
    });
    this.#last = Promise.all([found, this.#last])
      .then(([address]) => address && send(address))
      .catch((error: unknown) => this.#logger.error('sip-send-fault', { error }));
  }

  /** Resolves when all that was given so far has been sent; never rejects. */
  get sent(): Promise<void> {
    return this.#last;
  }
}
