/** Whom SIP serves of those who ask unbidden: the gateways of active trunks, looked up anew now and then. */
import { isTakenFrom, settingsOf, type Trunk } from '#domain';
import { errorText, type Closable, type Clock, type Logger, type Timer } from '#kernel';
import type { Admission, SipEndpoint, SipTarget } from '#telephony';

/** A new trunk's gateway is known after so long at the latest, ms; what we call ourselves is known at once. */
const REFRESH_MS = 30_000;
/** Trunks that are looked at; an installation with more of them serves all. */
const MOST_TRUNKS = 2_000;

export interface KnownPeersOptions {
  /** What others get. */
  readonly strangers: Admission;
  readonly trunks: { listActive(limit: number): Promise<readonly Trunk[]> };
  readonly clock: Clock;
  readonly logger: Logger;
}

export class KnownPeers implements Closable {
  readonly #options: KnownPeersOptions;
  #hosts: ReadonlySet<string> = new Set();
  #networks: readonly string[] = [];
  /** Until the first look nobody is a stranger. */
  #looked = false;
  #timer: Timer | undefined;
  #closed = false;

  constructor(options: KnownPeersOptions) {
    this.#options = options;
  }

  admits({ host, port }: SipTarget): Admission {
    const { strangers } = this.#options;
    if (strangers === 'serve' || !this.#looked || this.#hosts.has(host)) return 'serve';
    const source = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const isNear = this.#networks.length > 0 && isTakenFrom(source, this.#networks);
    return isNear ? 'serve' : strangers;
  }

  /** Begins to look; resolves after the first look. */
  async start(sip: Pick<SipEndpoint, 'targets'>): Promise<void> {
    if (this.#options.strangers === 'serve') return;
    await this.#look(sip);
    const again = (): void => {
      if (this.#closed) return;
      this.#timer = this.#options.clock.after(REFRESH_MS, () => void this.#look(sip).then(again));
    };
    again();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    return Promise.resolve();
  }

  async #look(sip: Pick<SipEndpoint, 'targets'>): Promise<void> {
    const { trunks, logger } = this.#options;
    try {
      const active = (await trunks.listActive(MOST_TRUNKS)).map(settingsOf);
      const found = await Promise.all(
        active.flatMap(({ gateways }) =>
          // A gateway without an address calls nobody; it is told where it is dialled.
          gateways.map(({ uri }) => sip.targets(uri).catch(() => [])),
        ),
      );
      this.#hosts = new Set(found.flat().map(({ host }) => host));
      this.#networks = active.flatMap(({ addresses }) => addresses);
      this.#looked = true;
    } catch (error) {
      logger.warn('known-peers-stale', { detail: errorText(error) });
    }
  }
}
