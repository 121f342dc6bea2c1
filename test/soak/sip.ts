/**
 * `npm run soak -- sip`: a million damaged messages through the parser and as many into living endpoints, half a million
 * session descriptions. Prints a line of JSON for each; what the stack did not stand is kept in `fixtures`.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Find, fuzzEndpoints, fuzzMessages, fuzzSdp, type FuzzFigures } from '../probes/sip/fuzz.ts';
import { LONGEST_MS } from '../probes/sip/watch-time.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 42);
const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 1_000_000);
const DESCRIPTIONS = Number(process.env['FUZZ_DESCRIPTIONS'] ?? 500_000);
/** Each with a seed of its own, so that one find does not end it all. */
const CHUNK = 10_000;
const MESSAGES_A_ROUND = 25;
const FIXTURES = join(import.meta.dirname, '../../fixtures');

interface Soaked {
  readonly name: string;
  readonly folder: string;
  readonly count: number;
  run(count: number, seed: number): FuzzFigures | Promise<FuzzFigures>;
}

const soaked: readonly Soaked[] = [
  { name: 'descriptions', folder: 'sdp', count: DESCRIPTIONS, run: fuzzSdp },
  { name: 'messages', folder: 'sip/finds', count: MESSAGES, run: fuzzMessages },
  {
    name: 'messages-to-endpoints',
    folder: 'sip/finds',
    count: MESSAGES,
    run: (count, seed) => fuzzEndpoints(count, MESSAGES_A_ROUND, seed),
  },
];

for (const { name, folder, count, run } of soaked)
  test(`${count} damaged ${name}`, async () => {
    const begin = performance.now();
    const totals = { taken: 0, refused: 0, worst_ms: 0, slow: 0, slow_again: 0 };
    let cpuMs = 0;
    const finds: string[] = [];
    for (let done = 0; done < count; done += CHUNK)
      try {
        const size = Math.min(CHUNK, count - done);
        const figures = await run(size, SEED + done);
        // The same seed makes the same inputs: what is slow by itself is slow again, a pause of the machine is not.
        if (figures.slow > 0) totals.slow_again += (await run(size, SEED + done)).slow;
        totals.taken += figures.taken;
        totals.refused += figures.refused;
        totals.slow += figures.slow;
        totals.worst_ms = Math.max(totals.worst_ms, figures.worstMs);
        cpuMs += figures.meanMs * figures.count;
      } catch (find) {
        if (!(find instanceof Find)) throw find;
        keep(folder, find.bytes);
        finds.push(`seed ${SEED + done}: ${find.message}`);
      }
    const wallMs = performance.now() - begin;
    console.log(
      JSON.stringify({
        soak: name,
        seed: SEED,
        count,
        finds: finds.length,
        ...totals,
        mean_ms: Number((cpuMs / count).toFixed(4)),
        per_second: Math.round((count * 1000) / wallMs),
        seconds: Math.round(wallMs / 1000),
      }),
    );
    assert.deepEqual(finds.slice(0, 3), []);
    assert.equal(totals.slow_again, 0, `none holds the thread for more than ${LONGEST_MS} ms, twice over`);
  });

function keep(folder: string, bytes: Buffer): void {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  writeFileSync(join(FIXTURES, folder, `${name}.raw`), bytes);
}
