/**
 * `npm test`: brings the peers, then runs every test file by the plan (`tests/plan.ts`) through one reporter.
 *
 * Names on the command line narrow it: `npm test -- telephony journeys/sipp` runs the files whose path holds one of them.
 */
import { join } from 'node:path';
import { spec, type TestEvent } from 'node:test/reporters';
import { bringPeers } from './bring-peers.ts';
import { useDataDirectory } from './tests/data-directory.ts';
import { useMemoryFolder } from './tests/memory-folder.ts';
import { planOf } from './tests/plan.ts';
import { events, type Stage } from './tests/stream.ts';

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
    if (stages.some(startsParleys)) await useDataDirectory();
    await report(events(stages, LIMIT_MS));
  }
} else {
  process.exitCode = 1;
}

function startsParleys({ groups }: Stage): boolean {
  return groups.some(({ files }) => files.some((file) => /^test\/(journeys|sip)\//.test(file)));
}

function unfinished(): void {
  console.error('The run ended before its tests did.');
  process.exitCode = 1;
}

/** Written as it comes, whoever reads: a pipeline that waits for its reader once stood still, and nothing failed. */
async function report(all: AsyncIterable<TestEvent>): Promise<void> {
  const reporter = new spec();
  reporter.on('data', (text: string) => process.stdout.write(text));
  process.once('exit', unfinished);
  for await (const event of all) reporter.write(event);
  reporter.end();
  process.off('exit', unfinished);
}
