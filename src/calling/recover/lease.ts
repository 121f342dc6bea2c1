/** A node says that it lives, and looks for calls that nobody minds: of dead nodes, or lost on the way in this one. */
import type { Call } from '#domain';
import type { Id, Millis, Timer } from '#kernel';
import type { EngineOptions } from '../options.ts';
import type { OpenEnds } from '../live/open-ends.ts';
import { findOrphans, recoverCall } from './recover-calls.ts';

export class Lease {
  readonly #options: EngineOptions;
  readonly #isMinded: (id: Id) => boolean;
  readonly #commanded: (id: Id) => void;
  readonly #openEnds: Pick<OpenEnds, 'settle'>;
  readonly #recovering = new Set<Id>();
  /** Of this node, at the last audit: lost in this process if they are so at the next, too. */
  #unminded: ReadonlySet<Id> = new Set();
  #timer: Timer | null = null;
  #stopped = false;

  /**
   * @param isMinded does this process run or place the call?
   * @param commanded something waits for this call, which may run here
   * @param openEnds how calls of this process ended that the database has not taken
   */
  constructor(
    options: EngineOptions,
    isMinded: (id: Id) => boolean,
    commanded: (id: Id) => void,
    openEnds: Pick<OpenEnds, 'settle'>,
  ) {
    this.#options = options;
    this.#isMinded = isMinded;
    this.#commanded = commanded;
    this.#openEnds = openEnds;
  }

  /** Registers the node, then renews its lease and minds orphans three times a lease. */
  async start(): Promise<void> {
    await this.#beat();
    await this.#audit();
    this.#arm();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#options.store.nodes.leave(this.#options.nodeId);
  }

  #arm(): void {
    const span: Millis = this.#options.limits.leaseMs / 3;
    this.#timer = this.#options.clock.after(span, () => {
      void this.#beat()
        .then(() => this.#audit())
        .then(() => this.#obey())
        .catch((cause: unknown) => this.#options.logger.error('lease-not-renewed', { cause }))
        .finally(() => {
          if (!this.#stopped) this.#arm();
        });
    });
  }

  async #beat(): Promise<void> {
    const { store, nodeId, sip, clock, limits } = this.#options;
    await store.nodes.heartbeat(nodeId, sip.address, clock.now(), limits.leaseMs);
  }

  /** Commands whose notice was lost. */
  async #obey(): Promise<void> {
    for (const id of await this.#options.store.commands.waiting()) this.#commanded(id);
  }

  /** The wire takes its time: what was found is ended while the lease goes on. */
  async #audit(): Promise<void> {
    const minded = (id: Id): boolean => this.#recovering.has(id) || this.#isMinded(id);
    const { taken, own } = await findOrphans(this.#options, minded);
    const lost = own.filter(({ id }) => this.#unminded.has(id) && !minded(id));
    this.#unminded = new Set(own.map(({ id }) => id));
    for (const call of [...taken, ...lost]) void this.#recover(call);
  }

  async #recover(call: Call): Promise<void> {
    this.#recovering.add(call.id);
    try {
      if (!(await this.#openEnds.settle(call.id))) await recoverCall(call, this.#options);
    } catch (cause) {
      // Still held by this node and minded by nobody: the next audit finds it again.
      this.#options.logger.error('call-not-recovered', { call: call.id, cause });
    } finally {
      this.#recovering.delete(call.id);
    }
  }
}
