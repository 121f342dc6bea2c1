/** Which test file runs when, and beside what. */
import { globSync } from 'node:fs';
import { writeShares } from './shares.ts';
import type { Stage } from './stream.ts';

/** Folders of `test` whose files share processes as the units of a room do: nobody is on the line there. */
const SHARED = ['test/conformance/', 'test/probes/', 'test/vendors/'];

/** What computes in a process of its own: nobody on the line waits for it. */
const COMPUTING = ['heard-timed', 'heard-estimated', 'test/storage/'];

/** Journeys that wait for time-outs, restarts and refusals and hear nothing: they go on beside the units. */
const WAITING = ['outcomes', 'drain', 'bad-input', 'transfer-kill', 'webhooks-kill'];

/** The longest first, so that no long one is left alone at the end. */
const LONGEST = [
  'realtime',
  'transfer',
  'analysis',
  'demo',
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

/** What compares audio by the sample or counts milliseconds: it has the machine to itself. */
const MEASURING = ['baresip', 'echo', 'heard', 'prompt', 'src/telephony/media/two-sessions.test.ts'];

/**
 * Units side by side, and beside them what only waits; then the journeys against real peers, which keep real time and
 * mostly wait, some at a time and the longest first; then, alone, those that measure.
 *
 * @param names parts of the paths of the files that are meant; none: all
 * @param folder for what is written for the run
 */
export function planOf(names: readonly string[], folder: string): Stage[] {
  const kinds = Object.groupBy(find(names), kindOf);
  const { shared = [], computing = [], waiting = [], journey = [], measuring = [] } = kinds;
  // The longest are those of `test`, which come last in the alphabet.
  const shares = writeShares(folder, shared).toReversed();
  return [
    {
      name: 'units, and what only waits',
      groups: [
        { files: [...computing, ...shares], concurrency: 2, timeout: 240_000 },
        { files: waiting, concurrency: 1, timeout: 240_000 },
      ],
    },
    { name: 'journeys', groups: [{ files: longestFirst(journey), concurrency: 4, timeout: 120_000 }] },
    { name: 'measuring', groups: [{ files: measuring, concurrency: 1, timeout: 120_000 }] },
  ];
}

function kindOf(file: string): 'shared' | 'computing' | 'waiting' | 'journey' | 'measuring' {
  if (isOneOf(MEASURING)(file)) return 'measuring';
  if (!file.startsWith('test/') || isOneOf(SHARED)(file)) return 'shared';
  if (isOneOf(COMPUTING)(file)) return 'computing';
  return isOneOf(WAITING)(file) ? 'waiting' : 'journey';
}

/** @param names of journeys, or beginnings of paths */
function isOneOf(names: readonly string[]): (file: string) => boolean {
  return (file) =>
    names.some((name) =>
      name.includes('/') ? file.startsWith(name) : file === `test/journeys/${name}.test.ts`,
    );
}

/** Those of `LONGEST` in its order, then the others. */
function longestFirst(files: readonly string[]): string[] {
  const isLong = isOneOf(LONGEST);
  const long = LONGEST.flatMap((name) => files.filter(isOneOf([name])));
  return [...long, ...files.filter((file) => !isLong(file))];
}

function find(names: readonly string[]): string[] {
  const files = globSync('{src,test,tools,bench,fixtures,packages,deploy}/**/*.test.ts').toSorted();
  return names.length === 0 ? files : files.filter((file) => names.some((name) => file.includes(name)));
}
