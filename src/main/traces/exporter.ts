/** Sends spans to a collector in groups; what it does not take is dropped, and said once in a while. */
import type { TracesConfig } from '#config';
import { errorText, type Clock, type Closable, type Logger, type Millis, type Timer } from '#kernel';
import { exportBody, type Span } from './span.ts';

const EVERY_MS: Millis = 2_000;
const WITHIN_MS: Millis = 5_000;
const LARGEST_GROUP = 512;
/** More than so many do not wait. */
const LONGEST_QUEUE = 8_192;

export interface Exporter extends Closable {
  add(spans: readonly Span[]): void;
}

export function createExporter(
  { url, headers, service }: TracesConfig,
  version: string,
  clock: Clock,
  logger: Logger,
): Exporter {
  const queue: Span[] = [];
  let timer: Timer | null = null;
  let sending: Promise<void> = Promise.resolve();
  let lost = 0;

  const post = async (group: readonly Span[]): Promise<void> => {
    try {
      const response = await fetch(`${url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: exportBody(group, service, version),
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new RangeError(`the collector answered ${response.status}`);
    } catch (fault) {
      lost += group.length;
      logger.warn('traces-lost', { spans: group.length, lost, reason: errorText(fault) });
    }
  };
  const flush = (): void => {
    timer = null;
    const groups: Span[][] = [];
    while (queue.length > 0) groups.push(queue.splice(0, LARGEST_GROUP));
    for (const group of groups) sending = sending.then(() => post(group));
  };
  return {
    add(spans) {
      for (const span of spans)
        if (queue.length < LONGEST_QUEUE) queue.push(span);
        else lost += 1;
      timer ??= clock.after(EVERY_MS, flush);
    },
    async close() {
      timer?.cancel();
      flush();
      await sending;
    },
  };
}
