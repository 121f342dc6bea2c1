/** Who looks on at the messages of a call: everything with its Call-ID, as it is on the wire, in both directions. */
import type { Clock, Logger } from '#kernel';
import type { SipPacket } from '../../contract.ts';
import { rawCallId } from '../message/index.ts';

export type PacketListener = (packet: SipPacket) => void;

export class Watches {
  readonly #listeners = new Map<string, Set<PacketListener>>();
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Calls that somebody watches. */
  get size(): number {
    return this.#listeners.size;
  }

  watch(callId: string, listener: PacketListener): () => void {
    const all = this.#listeners.get(callId) ?? new Set();
    all.add(listener);
    this.#listeners.set(callId, all);
    return () => {
      all.delete(listener);
      if (all.size === 0 && this.#listeners.get(callId) === all) this.#listeners.delete(callId);
    };
  }

  /** Costs nothing while nobody watches. Malformed messages are told too, as long as their Call-ID can be read. */
  tell(packet: Omit<SipPacket, 'at'>): void {
    if (this.#listeners.size === 0) return;
    const callId = rawCallId(packet.bytes);
    for (const listener of [...((callId !== undefined && this.#listeners.get(callId)) || [])])
      try {
        listener({ ...packet, at: this.#clock.now() });
      } catch (error) {
        this.#logger.error('sip-watch-fault', { error });
      }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
