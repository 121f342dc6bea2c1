/** What the server writes: the last lines for a diagnosis, the grave ones for our log. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '#kernel';

const LINES_KEPT = 40;

export class ServerLog {
  readonly #lines: string[] = [];
  readonly #logger: Logger;

  constructor(source: Readable | null, logger: Logger) {
    this.#logger = logger;
    if (source) createInterface({ input: source }).on('line', (line) => this.add(line));
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > LINES_KEPT) this.#lines.shift();
    const severity = /\b(PANIC|FATAL|WARNING):/.exec(line)?.[1];
    if (severity === 'PANIC') this.#logger.error('postgres-said', { line });
    else if (severity) this.#logger.warn('postgres-said', { line });
    else this.#logger.debug('postgres-said', { line });
  }
}
