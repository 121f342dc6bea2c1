/** Connections that serve several requests, apart by the address that was judged: none leads anywhere else. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Millis } from '#kernel';

/** An idle one is closed after this. */
const IDLE_MS: Millis = 10_000;
/** To one address at once. */
const MOST_SOCKETS = 64;
/** Addresses; beyond, those with nothing under way are forgotten. */
const MOST_AGENTS = 500;

export class KeptConnections {
  readonly #agents = new Map<string, HttpAgent>();

  to({ protocol, hostname }: URL, address: string): HttpAgent {
    const key = `${protocol}//${hostname} ${address}`;
    let agent = this.#agents.get(key);
    if (!agent) {
      if (this.#agents.size >= MOST_AGENTS) this.#forgetIdle();
      const settings = { keepAlive: true, timeout: IDLE_MS, maxSockets: MOST_SOCKETS };
      agent = protocol === 'https:' ? new HttpsAgent(settings) : new HttpAgent(settings);
      this.#agents.set(key, agent);
    }
    return agent;
  }

  #forgetIdle(): void {
    for (const [key, agent] of this.#agents) {
      if (Object.keys(agent.sockets).length > 0) continue;
      agent.destroy();
      this.#agents.delete(key);
    }
  }
}
