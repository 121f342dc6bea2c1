/** Several runs of the test runner as one stream of events, with one set of closing lines that counts all. */
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

/** Test files that run in processes of their own. */
export interface Group {
  readonly files: readonly string[];
  /** Test files at a time. */
  readonly concurrency: number;
  /** A file that takes longer has failed, ms. */
  readonly timeout: number;
}

/** Groups that go side by side. */
export interface Stage {
  readonly name: string;
  readonly groups: readonly Group[];
}

/** The counts in the runner's closing lines, in its words and order. */
const CLOSING = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo', 'duration_ms'] as const;

/**
 * One stage after the other; each says at its end how long it took. Sets the exit code where a test failed.
 *
 * @param limitMs after which all that still runs has failed, so that what never ends is named instead of waited for
 */
export async function* events(stages: readonly Stage[], limitMs: number): AsyncGenerator<TestEvent> {
  const totals = new Map<string, number>();
  const signal = AbortSignal.timeout(limitMs);
  const started = performance.now();
  for (const { name, groups } of stages) {
    const begun = performance.now();
    const streams = groups
      .filter(({ files }) => files.length > 0)
      .map((group) => run({ ...group, files: [...group.files], signal }) as AsyncIterable<TestEvent>);
    if (streams.length === 0) continue;
    for await (const event of merged(streams)) {
      const closing = closingLine(event);
      if (closing) totals.set(closing.name, (totals.get(closing.name) ?? 0) + closing.count);
      else if (event.type !== 'test:summary') yield event;
    }
    const tookS = Math.round((performance.now() - begun) / 1000);
    yield diagnostic(`${name}: ${tookS} s`);
  }
  totals.set('duration_ms', performance.now() - started);
  for (const name of CLOSING) yield diagnostic(`${name} ${totals.get(name) ?? 0}`);
  if ((totals.get('fail') ?? 0) + (totals.get('cancelled') ?? 0) > 0) process.exitCode = 1;
}

/** A runner tells a file's events together, so that no two files are mixed but at their borders. */
async function* merged(streams: readonly AsyncIterable<TestEvent>[]): AsyncGenerator<TestEvent> {
  const sources = streams.map((stream) => stream[Symbol.asyncIterator]());
  const next = async (index: number) => ({ index, result: await sources[index]!.next() });
  const pending = new Map(sources.map((_, index) => [index, next(index)]));
  while (pending.size > 0) {
    const { index, result } = await Promise.race(pending.values());
    if (result.done === true) pending.delete(index);
    else {
      pending.set(index, next(index));
      yield result.value;
    }
  }
}

function closingLine(event: TestEvent): { name: string; count: number } | null {
  if (event.type !== 'test:diagnostic' || event.data.nesting !== 0) return null;
  const [name, count, ...rest] = event.data.message.split(' ');
  const known = rest.length === 0 && (CLOSING as readonly (string | undefined)[]).includes(name);
  return known && count !== undefined ? { name: name!, count: Number(count) } : null;
}

function diagnostic(message: string): TestEvent {
  return { type: 'test:diagnostic', data: { message, nesting: 0, level: 'info' } };
}
