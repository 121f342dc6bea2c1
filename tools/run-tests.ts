/**
 * `npm test`: brings the peers, then runs every test file in three groups through one reporter. Units run side by side;
 * journeys against real peers keep real time and mostly wait, so that some run at a time; those that measure run alone.
 *
 * Names on the command line narrow it: `npm test -- telephony journeys/sipp` runs the files whose path holds one of them.
 */
import { globSync } from 'node:fs';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { TestEvent } from 'node:test/reporters';
import { bringPeers } from './bring-peers.ts';

interface Group {
  readonly files: readonly string[];
  /** Test files at a time. */
  readonly concurrency: number;
  /** A test that takes longer has failed, ms. */
  readonly timeout: number;
}

/** Journeys that compare audio by the sample or count milliseconds: they have the machine to themselves. */
const MEASURING = ['baresip', 'demo', 'echo', 'heard', 'prompt', 'recording', 'simulated-callee', 'transfer'];

/** The whole run fails after this long, so that a file that never ends is named instead of waited for, ms. */
const LIMIT_MS = 11.5 * 60_000;

/** The counts in the runner's closing lines, in its words and order. */
const CLOSING = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo', 'duration_ms'] as const;

/** Both groups as one stream of events, with one set of closing lines that counts both. */
async function* events(groups: readonly Group[]): AsyncGenerator<TestEvent> {
  const totals = new Map<string, number>();
  const signal = AbortSignal.timeout(LIMIT_MS);
  for (const group of groups) {
    if (group.files.length === 0) continue;
    for await (const event of run({
      ...group,
      files: [...group.files],
      signal,
    }) as AsyncIterable<TestEvent>) {
      const closing = closingLine(event);
      if (closing) totals.set(closing.name, (totals.get(closing.name) ?? 0) + closing.count);
      else if (event.type !== 'test:summary') yield event;
    }
  }
  for (const name of CLOSING)
    yield { type: 'test:diagnostic', data: diagnostic(`${name} ${totals.get(name) ?? 0}`) };
  if ((totals.get('fail') ?? 0) + (totals.get('cancelled') ?? 0) > 0) process.exitCode = 1;
}

function closingLine(event: TestEvent): { name: string; count: number } | null {
  if (event.type !== 'test:diagnostic' || event.data.nesting !== 0) return null;
  const [name, count, ...rest] = event.data.message.split(' ');
  const known = rest.length === 0 && (CLOSING as readonly (string | undefined)[]).includes(name);
  return known && count !== undefined ? { name: name!, count: Number(count) } : null;
}

function diagnostic(message: string): { message: string; nesting: number; level: 'info' } {
  return { message, nesting: 0, level: 'info' };
}

function measures(file: string): boolean {
  return MEASURING.some((name) => file.endsWith(`/${name}.test.ts`));
}

function find(pattern: string, names: readonly string[]): string[] {
  const files = globSync(pattern).toSorted();
  return names.length === 0 ? files : files.filter((file) => names.some((name) => file.includes(name)));
}

if (bringPeers()) {
  const names = process.argv.slice(2);
  const units = find('{src,tools,bench,fixtures}/**/*.test.ts', names);
  const journeys = find('test/**/*.test.ts', names);
  if (units.length + journeys.length === 0) {
    console.error(
      `No test file${names.length > 0 ? ` with ${names.join(' or ')} in its path` : ''} was found.`,
    );
    process.exitCode = 1;
  } else {
    const groups = [
      { files: units, concurrency: 2, timeout: 120_000 },
      { files: journeys.filter((file) => !measures(file)), concurrency: 4, timeout: 300_000 },
      { files: journeys.filter(measures), concurrency: 1, timeout: 300_000 },
    ];
    Readable.from(events(groups)).compose(new spec()).pipe(process.stdout);
  }
} else {
  process.exitCode = 1;
}
