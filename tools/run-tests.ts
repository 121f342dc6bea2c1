/**
 * `npm test`: brings the peers, then runs every test file by the plan (`tests/plan.ts`) through one reporter.
 *
 * Names on the command line narrow it: `npm test -- telephony journeys/sipp` runs the files whose path holds one of them.
 */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';
import { bringPeers } from './bring-peers.ts';
import { useMemoryFolder } from './tests/memory-folder.ts';
import { planOf } from './tests/plan.ts';
import { events } from './tests/stream.ts';

/** `npm ci` has its own share of the twelve minutes. */
const LIMIT_MS = 11.5 * 60_000;

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache');

if (bringPeers()) {
  const names = process.argv.slice(2);
  const stages = planOf(names, join(CACHE, 'tests'));
  if (stages.every(({ groups }) => groups.every(({ files }) => files.length === 0))) {
    console.error(
      `No test file${names.length > 0 ? ` with ${names.join(' or ')} in its path` : ''} was found.`,
    );
    process.exitCode = 1;
  } else {
    // Many processes load the same files: what one has compiled, the others take.
    process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');
    useMemoryFolder();
    Readable.from(events(stages, LIMIT_MS)).compose(new spec()).pipe(process.stdout);
  }
} else {
  process.exitCode = 1;
}
