/**
 * `npm run soak -- NAME`: the long forms of what `npm test` runs short and seeded. The seed is printed, so that a
 * failure can be run again: `npm run soak -- kill --seed 7`.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { randomHex, realRandom } from '#kernel';

interface Soak {
  readonly summary: string;
  readonly files: readonly string[];
  /** What makes it long. */
  readonly environment: Readonly<Record<string, string>>;
}

const soaks: Readonly<Record<string, Soak>> = {
  kill: {
    summary: 'kill -9 at ten random moments of a call',
    files: ['test/journeys/kill.test.ts'],
    environment: { KILL_MOMENTS: '10' },
  },
  webhooks: {
    summary: '200 calls end and 200 webhooks are due while Parley is killed five times',
    files: ['test/journeys/webhooks-kill.test.ts'],
    environment: { WEBHOOK_CALLS: '200', WEBHOOK_KILLS: '5' },
  },
  hundred: {
    summary: 'a hundred calls while Parley is told to stop, dies, and loses its trunk',
    files: ['test/journeys/hundred-calls.test.ts'],
    environment: { HUNDRED_CALLS: '100' },
  },
  replay: {
    summary: 'a hundred real calls, replayed from their logs',
    files: ['test/journeys/replay.test.ts'],
    environment: { REPLAY_CALLS: '100' },
  },
  templates: {
    summary: 'every shipped English template as a call',
    files: ['test/journeys/templates.test.ts'],
    environment: { TEMPLATES: 'all' },
  },
  api: {
    summary: '500 good and damaged requests to every operation of every OpenAPI document',
    files: ['test/soak/api.ts'],
    environment: { FUZZ_REQUESTS: '500' },
  },
  sip: {
    summary: 'a million damaged SIP messages, alone and into calls, and half a million session descriptions',
    files: ['test/soak/sip.ts'],
    environment: { FUZZ_MESSAGES: '1000000', FUZZ_DESCRIPTIONS: '500000' },
  },
  package: {
    summary:
      'both packages packed and installed into an empty folder: a server, the client and every command against it',
    files: ['test/soak/package.ts'],
    environment: {},
  },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const soak = soaks[positionals[0] ?? ''];
if (soak) {
  const seed = values.seed ?? String(Number.parseInt(randomHex(realRandom, 3), 16));
  console.error(`soak ${positionals[0]}: ${soak.summary}; seed ${seed}`);
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...soak.files], {
    stdio: 'inherit',
    env: { ...process.env, ...soak.environment, SOAK_SEED: seed },
  });
  process.exitCode = run.status ?? 1;
} else {
  console.error('Usage: npm run soak -- NAME [--seed N], with NAME one of:');
  for (const [name, { summary }] of Object.entries(soaks)) console.error(`  ${name}  ${summary}`);
  process.exitCode = 2;
}
