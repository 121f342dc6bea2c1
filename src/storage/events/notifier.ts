/** Messages between nodes by NOTIFY, on a connection of their own. Best effort: whoever listens polls as well. */
import { Client } from 'pg';
import { Emitter, type Clock, type Logger, type Millis, type Timer, type Unsubscribe } from '#kernel';
import { clientConfig, type Target } from '../database/pool.ts';

const CHANNEL = 'parley';
/** NOTIFY takes a lock of the whole database at commit, hence few of them. */
const COALESCE_MS: Millis = 15;
/** PostgreSQL's limit is 8,000 bytes. */
const LARGEST_PAYLOAD = 7_900;
/** Kept while the connection is down; older ones are left to the listeners' polling. */
const MOST_WAITING = 10_000;
const FIRST_BACKOFF_MS: Millis = 50;
const LONGEST_BACKOFF_MS: Millis = 5_000;

export class Notifier {
  readonly #target: Target;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #heard: Emitter<{ message: string }>;
  #client: Client | undefined;
  #waiting = new Set<string>();
  #timer: Timer | undefined;
  #reconnect: Timer | undefined;
  #backoff = FIRST_BACKOFF_MS;
  #sending: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(target: Target, clock: Clock, logger: Logger) {
    this.#target = target;
    this.#clock = clock;
    this.#logger = logger;
    this.#heard = new Emitter((fault) => logger.error('notify-listener-failed', { fault }));
  }

  /** Connects for the first time. @throws what the driver throws */
  async open(): Promise<void> {
    this.#client = await this.#connect();
  }

  /** Tells every node; the same message within 15 ms is told once. */
  tell(message: string): void {
    if (this.#closed) return;
    this.#waiting.add(message);
    if (this.#waiting.size > MOST_WAITING) this.#waiting.delete(this.#waiting.values().next().value!);
    this.#timer ??= this.#clock.after(COALESCE_MS, () => {
      this.#timer = undefined;
      void this.#send();
    });
  }

  listen(listener: (message: string) => void): Unsubscribe {
    return this.#heard.on('message', listener);
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    await this.#send();
    this.#closed = true;
    this.#reconnect?.cancel();
    await this.#client?.end();
    this.#client = undefined;
  }

  /** One after the other: a connection runs one statement at a time. */
  #send(): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sendWaiting());
    return this.#sending;
  }

  async #sendWaiting(): Promise<void> {
    const client = this.#client;
    if (!client || this.#waiting.size === 0) return;
    const messages = [...this.#waiting];
    this.#waiting = new Set();
    try {
      for (const payload of packed(messages))
        await client.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
    } catch (fault) {
      this.#logger.warn('notify-failed', { fault, messages: messages.length });
      for (const message of messages) this.#waiting.add(message);
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client(clientConfig(this.#target));
    client.on('error', (fault) => this.#logger.warn('notify-connection-lost', { fault }));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      for (const message of payload?.split('\n') ?? []) this.#heard.emit('message', message);
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    return client;
  }

  #lost(client: Client): void {
    if (this.#closed || (this.#client !== client && this.#client !== undefined)) return;
    this.#client = undefined;
    this.#retry();
  }

  #retry(): void {
    if (this.#closed || this.#reconnect) return;
    this.#reconnect = this.#clock.after(this.#backoff, () => {
      this.#backoff = Math.min(this.#backoff * 2, LONGEST_BACKOFF_MS);
      void this.#again();
    });
  }

  async #again(): Promise<void> {
    try {
      const client = await this.#connect();
      this.#reconnect = undefined;
      if (this.#closed) return void (await client.end());
      this.#client = client;
      this.#backoff = FIRST_BACKOFF_MS;
      this.#logger.info('notify-reconnected');
      await this.#send();
    } catch (fault) {
      this.#logger.warn('notify-reconnect-failed', { fault, retryInMs: this.#backoff });
      this.#reconnect = undefined;
      this.#retry();
    }
  }
}

/** Messages joined by line ends into payloads of allowed size. */
function packed(messages: readonly string[]): readonly string[] {
  const payloads: string[] = [];
  for (const message of messages) {
    const last = payloads.at(-1);
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(message) < LARGEST_PAYLOAD)
      payloads[payloads.length - 1] = `${last}\n${message}`;
    else payloads.push(message);
  }
  return payloads;
}
