/**
 * Keeps trunks reachable: registered at their carrier, from one node each, and asked by OPTIONS whether their gateways
 * live. What is found stands in the database, for every node's choice of gateways and for the API.
 */
import {
  newGateway,
  settingsOf,
  stepGateway,
  type GatewayHealth,
  type Trunk,
  type TrunkHealth,
  type WatchedGateway,
  type WatchedRegistration,
} from '#domain';
import { errorText, randomUnit, type Id, type Millis, type Timer } from '#kernel';
import type { Registration } from '#telephony';
import { credentialsOf } from '../dial/target.ts';
import type { EngineOptions } from '../options.ts';
import { registrationOf } from './registration-of.ts';

const BEAT_MS: Millis = 5_000;
const LEASE_MS: Millis = 20_000;
const PING_MS: Millis = 4_000;

interface Watched {
  trunk: Trunk;
  /** What it was begun with: another one begins anew. */
  readonly settings: string;
  readonly registration: Registration | null;
  /** Why it can not even try to register. */
  readonly unable: WatchedRegistration | null;
  readonly gateways: Map<string, WatchedGateway>;
  readonly pingAt: Map<string, Millis>;
}

type Options = Pick<EngineOptions, 'store' | 'sip' | 'clock' | 'random' | 'logger' | 'nodeId'>;

export class TrunkWatch {
  readonly #options: Options;
  readonly #watched = new Map<Id, Watched>();
  #known: ReadonlyMap<Id, TrunkHealth> = new Map();
  #timer: Timer | null = null;
  #beating: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#beating = this.#beat();
  }

  /** As it was found last, here or by another node. */
  healthOf(trunkId: Id, uri: string): GatewayHealth {
    const own = this.#watched.get(trunkId)?.gateways.get(uri);
    return (own ?? this.#known.get(trunkId)?.gateways.find((each) => each.uri === uri))?.status ?? 'unknown';
  }

  /** Takes the bindings away, and leaves the trunks to other nodes. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#beating;
    await Promise.all([...this.#watched.values()].map((each) => each.registration?.close()));
    this.#watched.clear();
    await this.#options.store.trunkWatches
      .release(this.#options.nodeId)
      .catch((cause: unknown) => this.#options.logger.warn('trunks-not-released', { cause }));
  }

  async #beat(): Promise<void> {
    const { store, clock, nodeId, logger } = this.#options;
    try {
      const held = await store.trunkWatches.claim(nodeId, clock.now(), LEASE_MS);
      await this.#keep(held);
      this.#known = await store.trunkWatches.all();
      for (const watched of this.#watched.values()) this.#ask(watched);
    } catch (cause) {
      logger.error('trunks-not-watched', { cause });
    }
    if (!this.#stopped) this.#timer = clock.after(BEAT_MS, () => void (this.#beating = this.#beat()));
  }

  /** Begins with what is new or has changed, ends with what is not ours any more. */
  async #keep(held: readonly Trunk[]): Promise<void> {
    const leaving: Promise<void>[] = [];
    const wanted = new Map(held.map((trunk) => [trunk.id, trunk]));
    for (const [id, watched] of this.#watched) {
      const trunk = wanted.get(id);
      if (trunk && settingsText(trunk) === watched.settings) watched.trunk = trunk;
      else {
        this.#watched.delete(id);
        if (watched.registration) leaving.push(watched.registration.close());
      }
    }
    // The registrar knows us by one Contact: a farewell that came late would end the new binding (RFC 3261, 10.2.2).
    await Promise.all(leaving);
    if (this.#stopped) return;
    for (const trunk of held) if (!this.#watched.has(trunk.id)) this.#begin(trunk);
  }

  #begin(trunk: Trunk): void {
    const { clock, random, logger } = this.#options;
    const { gateways, options_ping: ping } = settingsOf(trunk);
    const now = clock.now();
    const { registration, unable } = this.#register(trunk, now);
    const asked = ping.enabled ? gateways : [];
    const watched: Watched = {
      trunk,
      settings: settingsText(trunk),
      ...{ registration, unable },
      gateways: new Map(asked.map(({ uri }) => [uri, newGateway(uri, now)])),
      // Not all of them at once.
      pingAt: new Map(asked.map(({ uri }) => [uri, now + randomUnit(random) * BEAT_MS])),
    };
    watched.registration?.events.on('changed', ({ status, sipStatus, detail }) => {
      logger.info('trunk-registration', { trunk: trunk.id, status, sip_status: sipStatus, detail });
      this.#tell(watched);
    });
    this.#watched.set(trunk.id, watched);
    this.#tell(watched);
  }

  /** What one trunk's settings make impossible is told of it alone. */
  #register(trunk: Trunk, since: Millis): Pick<Watched, 'registration' | 'unable'> {
    const { sip, logger } = this.#options;
    try {
      const wish = registrationOf(trunk);
      return { registration: wish && sip.register(wish), unable: null };
    } catch (cause) {
      logger.warn('trunk-registration', { trunk: trunk.id, cause });
      return { registration: null, unable: { status: 'refused', since, detail: errorText(cause) } };
    }
  }

  #ask(watched: Watched): void {
    const { clock, random } = this.#options;
    const now = clock.now();
    const span = settingsOf(watched.trunk).options_ping.interval_s * 1_000;
    for (const [uri, at] of watched.pingAt) {
      if (at > now) continue;
      watched.pingAt.set(uri, now + span * (0.9 + randomUnit(random) * 0.2));
      void this.#ping(watched, uri);
    }
  }

  async #ping(watched: Watched, uri: string): Promise<void> {
    const { sip, clock, logger } = this.#options;
    const credentials = credentialsOf(watched.trunk);
    const answer = await sip.ping({ uri, withinMs: PING_MS, ...(credentials ? { credentials } : {}) });
    const before = watched.gateways.get(uri);
    if (!before || this.#stopped) return;
    const after = stepGateway(before, answer, clock.now());
    watched.gateways.set(uri, after);
    if (after.status !== before.status)
      logger.info('trunk-gateway', {
        trunk: watched.trunk.id,
        uri,
        status: after.status,
        detail: after.detail,
      });
    this.#tell(watched);
  }

  #tell({ trunk, registration, unable, gateways }: Watched): void {
    const { store, clock, nodeId, logger } = this.#options;
    if (this.#stopped) return;
    const health: TrunkHealth = {
      checkedAt: clock.now(),
      gateways: [...gateways.values()],
      registration: registration ? told(registration) : unable,
    };
    store.trunkWatches
      .report(trunk.id, nodeId, health)
      .catch((cause: unknown) => logger.warn('trunk-health-not-kept', { trunk: trunk.id, cause }));
  }
}

function told({ state }: Registration): NonNullable<TrunkHealth['registration']> {
  const { status, since, expiresAt, sipStatus, detail } = state;
  return {
    ...{ status, since },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(sipStatus === undefined ? {} : { sipStatus }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** What matters to a registration or a question. */
function settingsText({ uri, username, password, settings }: Trunk): string {
  return JSON.stringify([uri, username, password, settings]);
}
