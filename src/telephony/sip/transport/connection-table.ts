/** Connections by where they lead (RFC 3261, 18: address, port and transport of the far end), and how many there may be. */
import type { SipTarget } from '../../contract.ts';
import type { Connection } from './connection.ts';
import { isProven } from './tls.ts';

/** Connections that others may open to us: from one address, and in all. */
export const MOST_PER_HOST = 128;
export const MOST_IN_ALL = 2_048;

interface Entry {
  readonly connection: Connection;
  readonly ours: boolean;
  /** Each place that it leads to: where the peer is, and what it named itself (RFC 5923). */
  readonly keys: string[];
}

export class ConnectionTable {
  readonly #flows = new Map<number, Entry>();
  readonly #places = new Map<string, Set<Entry>>();
  /** Accepted ones by host. */
  readonly #hosts = new Map<string, number>();
  #accepted = 0;

  get size(): number {
    return this.#flows.size;
  }

  all(): Connection[] {
    return [...this.#flows.values()].map(({ connection }) => connection);
  }

  admits(host: string): boolean {
    return this.#accepted < MOST_IN_ALL && (this.#hosts.get(host) ?? 0) < MOST_PER_HOST;
  }

  add(connection: Connection, ours: boolean): void {
    const entry: Entry = { connection, ours, keys: [] };
    this.#flows.set(connection.flow, entry);
    this.#place(entry, connection.peer);
    if (!ours) this.#count(connection.peer.host, 1);
  }

  remove(connection: Connection): void {
    const entry = this.#flows.get(connection.flow);
    if (!entry) return;
    this.retire(connection);
    this.#flows.delete(connection.flow);
    if (!entry.ours) this.#count(connection.peer.host, -1);
  }

  /** Nothing new is sent by it. */
  retire(connection: Connection): void {
    const entry = this.#flows.get(connection.flow);
    for (const key of entry?.keys.splice(0) ?? []) {
      const there = this.#places.get(key);
      there?.delete(entry!);
      if (there?.size === 0) this.#places.delete(key);
    }
  }

  byFlow(flow: number): Connection | undefined {
    return this.#flows.get(flow)?.connection;
  }

  /** RFC 5923: the connection leads to that place too; a peer names one, so that it can't fill the table. */
  alias(connection: Connection, place: SipTarget): void {
    const entry = this.#flows.get(connection.flow);
    if (entry && !entry.ours && entry.keys.length === 1) this.#place(entry, place);
  }

  /** With TLS the far end must have proven the name that is wanted (RFC 5922, 7.3; RFC 5923, 9.1). */
  find(to: SipTarget): Connection | undefined {
    for (const { connection, ours } of this.#places.get(keyOf(to)) ?? []) {
      if (to.transport !== 'TLS') return connection;
      const name = to.serverName ?? to.host;
      if (ours ? connection.peer.serverName === name : isProven(connection.socket, name)) return connection;
    }
    return undefined;
  }

  #place(entry: Entry, place: SipTarget): void {
    const key = keyOf(place);
    if (entry.keys.includes(key)) return;
    entry.keys.push(key);
    const there = this.#places.get(key) ?? new Set();
    there.add(entry);
    this.#places.set(key, there);
  }

  #count(host: string, by: 1 | -1): void {
    this.#accepted += by;
    const left = (this.#hosts.get(host) ?? 0) + by;
    if (left === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, left);
  }
}

function keyOf({ transport, host, port }: SipTarget): string {
  return `${transport} ${host} ${port}`;
}
