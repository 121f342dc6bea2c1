/**
 * `npm run demo`: a fresh Parley, a simulated callee in a process of its own, one real call between them over SIP and
 * RTP on loopback. Needs no key, no account and no network. Exit code 0 only when the call is `completed`.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '#config';
import { AppError, errorText, Owner, realClock } from '#kernel';
import { startParley } from '../../main.ts';
import { readArguments, USAGE, type DemoArguments } from './arguments.ts';
import { startCallee } from './callee.ts';
import { createApiClient } from './client.ts';
import { placeCall } from './place-call.ts';
import { closingLines, reportOf } from './report.ts';
import { createScreen } from './screen.ts';

const LOOPBACK = '127.0.0.1';
const FREE_PORT = { host: LOOPBACK, port: 0 };

/** @returns the exit code */
async function run({ json, to }: DemoArguments, owner: Owner): Promise<number> {
  const screen = createScreen(json ? process.stderr : process.stdout);
  const folder = await mkdtemp(join(tmpdir(), 'parley-demo-'));
  // Started by root, PostgreSQL runs as somebody else, who must pass through.
  await chmod(folder, 0o711);
  owner.own('data directory', { close: () => rm(folder, { recursive: true, force: true }) });
  screen.line('Starting Parley on a fresh data directory, and somebody to call.');
  // Both are awaited whatever becomes of the other, so that all that was started is owned and closed.
  const [started, found] = await Promise.allSettled([
    startParley(demoConfig(folder)).then((parley) => owner.own('parley', parley)),
    to ?? startTarget(owner),
  ]);
  if (started.status === 'rejected') throw started.reason;
  if (found.status === 'rejected') throw found.reason;
  const [parley, target] = [started.value, found.value];
  const { key } = await parley.createKey('live', 'demo');
  const placed = await placeCall(createApiClient(parley.url, key), target, screen, realClock);
  for (const line of closingLines(placed, to)) screen.line(line);
  await owner.close();
  // The monotonic clock begins with the process.
  if (json) process.stdout.write(`${JSON.stringify(reportOf(placed, realClock.monotonic()))}\n`);
  return placed.call.outcome?.code === 'completed' ? 0 : 1;
}

async function startTarget(owner: Owner): Promise<string> {
  const callee = owner.own('callee', await startCallee());
  return callee.sip;
}

/** Everything ephemeral; only where PostgreSQL's binaries lie comes from the environment. */
function demoConfig(dataDir: string): Config {
  const { postgresBin } = loadConfig();
  return {
    ...{ dataDir, keyFile: join(dataDir, 'key'), postgresBin, log: 'warn' },
    ...{ http: FREE_PORT, sip: FREE_PORT, rtp: { host: LOOPBACK, first: 0, last: 0 } },
    ...{ advertise: null, publicUrl: null, databaseUrl: null, llm: null, allowNetworks: [] },
    ...{
      vendors: {},
      local: { sttDir: null, ttsDir: null, languages: [], sileroModel: null, turnModel: null },
    },
    sipTransports: {
      tcp: true,
      tls: { listen: null, certificate: null, ca: null, clients: 'any', minVersion: 'TLSv1.2' },
      strangers: 'serve',
    },
    hosts: { meetzy: null, synthflow: null, dial: null, flireo: null },
    rates: { perKey: 0, perOrganization: 0 },
    ...{ ringTimeoutMs: 45_000, mediaLostMs: 30_000, deferLimitMs: 60_000, drainMs: 1_000, mediaThreads: 1 },
    ...{ recordings: null, tls: null, trustProxy: [], traces: null, client: { url: '', key: null } },
  };
}

const owner = new Owner();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => void owner.close().finally(() => process.exit(code)));

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)), owner);
} catch (fault) {
  const misused = fault instanceof AppError && fault.code === 'arguments-invalid';
  process.stderr.write(`demo: ${errorText(fault)}\n${misused ? `Usage: ${USAGE}\n` : ''}`);
  process.exitCode = 1;
  await owner.close();
}
