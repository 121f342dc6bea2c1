/**
 * `npm test`: brings the peers, then runs every test file in three stages through one reporter. Units run side by side,
 * and beside them what only waits; then the journeys against real peers, which keep real time and mostly wait, some at a
 * time and the longest first; then, alone, those that measure.
 *
 * Names on the command line narrow it: `npm test -- telephony journeys/sipp` runs the files whose path holds one of them.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
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

/** Groups that go side by side. */
interface Stage {
  readonly name: string;
  readonly groups: readonly Group[];
}

/** What computes, wherever it lies, and no person on the line waits for: it is run as a unit. */
const COMPUTING = ['heard-timed', 'heard-estimated', 'probes/', 'storage/', 'vendors/'];

/** What the twelve minutes do not hold: `npm run soak -- platform`. */
const SOAKED = ['conformance/', 'examples', 'import', 'dial', 'due-calls', 'flireo', 'meetzy', 'remembers'];

/** Journeys that wait for time-outs, restarts and refusals and hear nothing: they go on beside the units. */
const WAITING = ['outcomes', 'drain', 'bad-input', 'transfer-kill', 'webhooks-kill'];

/** The longest first, so that no long one is left alone at the end. */
const LONGEST = [
  'realtime',
  'analysis',
  'replay',
  'dialect-conversation',
  'machine',
  'kill',
  'queue',
  'vendors-in-calls',
  'templates',
  'control',
  'playbooks',
];

/** Journeys that compare audio by the sample or count milliseconds: they have the machine to themselves. */
const MEASURING = ['baresip', 'demo', 'echo', 'heard', 'prompt', 'recording', 'simulated-callee', 'transfer'];

/** The whole run fails after this long, so that a file that never ends is named instead of waited for, ms. */
const LIMIT_MS = 13.5 * 60_000;

/** The counts in the runner's closing lines, in its words and order. */
const CLOSING = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo', 'duration_ms'] as const;

/** All stages as one stream of events, with one set of closing lines that counts all; the groups of a stage go together. */
async function* events(stages: readonly Stage[]): AsyncGenerator<TestEvent> {
  const totals = new Map<string, number>();
  const signal = AbortSignal.timeout(LIMIT_MS);
  const started = performance.now();
  for (const { name, groups } of stages) {
    const begun = performance.now();
    const streams = groups
      .filter(({ files }) => files.length > 0)
      .map((group) => run({ ...group, files: [...group.files], signal }) as AsyncIterable<TestEvent>);
    for await (const event of merged(streams)) {
      const closing = closingLine(event);
      if (closing) totals.set(closing.name, (totals.get(closing.name) ?? 0) + closing.count);
      else if (event.type !== 'test:summary') yield event;
    }
    const tookS = Math.round((performance.now() - begun) / 1000);
    yield { type: 'test:diagnostic', data: diagnostic(`${name}: ${tookS} s`) };
  }
  totals.set('duration_ms', performance.now() - started);
  for (const name of CLOSING)
    yield { type: 'test:diagnostic', data: diagnostic(`${name} ${totals.get(name) ?? 0}`) };
  if ((totals.get('fail') ?? 0) + (totals.get('cancelled') ?? 0) > 0) process.exitCode = 1;
}

/** Two streams as one. A runner tells a file's events together, so that no two files are mixed but at their borders. */
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

function diagnostic(message: string): { message: string; nesting: number; level: 'info' } {
  return { message, nesting: 0, level: 'info' };
}

/** @param names of files, or of folders below `test` with their slash */
function isOneOf(names: readonly string[]): (file: string) => boolean {
  return (file) =>
    names.some((name) =>
      name.endsWith('/') ? file.startsWith(`test/${name}`) : file.endsWith(`/${name}.test.ts`),
    );
}

/** Those of `LONGEST` in its order, then the others. */
function longestFirst(files: readonly string[]): string[] {
  const [long, others] = [files.filter(isOneOf(LONGEST)), files.filter((file) => !isOneOf(LONGEST)(file))];
  return [...LONGEST.flatMap((name) => long.filter(isOneOf([name]))), ...others];
}

function find(pattern: string, names: readonly string[]): string[] {
  const files = globSync(pattern).toSorted();
  return names.length === 0 ? files : files.filter((file) => names.some((name) => file.includes(name)));
}

if (bringPeers()) {
  const names = process.argv.slice(2);
  const inTest = find('test/**/*.test.ts', names).filter(
    (file) => names.length > 0 || !isOneOf(SOAKED)(file),
  );
  const [computes, waits, measures] = [isOneOf(COMPUTING), isOneOf(WAITING), isOneOf(MEASURING)];
  const units = [
    ...inTest.filter(computes),
    ...find('{src,tools,bench,fixtures,packages,deploy}/**/*.test.ts', names),
  ];
  const journeys = inTest.filter((file) => !computes(file) && !waits(file) && !measures(file));
  if (units.length + inTest.length === 0) {
    console.error(
      `No test file${names.length > 0 ? ` with ${names.join(' or ')} in its path` : ''} was found.`,
    );
    process.exitCode = 1;
  } else {
    // Hundreds of processes load the same files: what one has compiled, the others take.
    process.env['NODE_COMPILE_CACHE'] ??= join(
      import.meta.dirname,
      '..',
      'node_modules',
      '.cache',
      'compile',
    );
    const stages: Stage[] = [
      {
        name: 'units, and what only waits',
        groups: [
          { files: units, concurrency: 2, timeout: 240_000 },
          { files: inTest.filter(waits), concurrency: 1, timeout: 300_000 },
        ],
      },
      { name: 'journeys', groups: [{ files: longestFirst(journeys), concurrency: 4, timeout: 300_000 }] },
      { name: 'measuring', groups: [{ files: inTest.filter(measures), concurrency: 1, timeout: 300_000 }] },
    ];
    Readable.from(events(stages)).compose(new spec()).pipe(process.stdout);
  }
} else {
  process.exitCode = 1;
}
