/** Data directories for tests, and processes that hold them. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { realClock, silentLogger } from '#kernel';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#storage';

/** A folder that everybody may pass through, removed after the test. */
export function freshFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  chmodSync(folder, 0o711);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }));
  return folder;
}

let template: Promise<string> | undefined;

/** A data directory with a cluster in it, nobody's; a copy, because making one takes a second or more. */
export async function preparedDirectory(t: TestContext): Promise<string> {
  template ??= makeTemplate();
  const dataDir = join(freshFolder(t), 'data');
  execFileSync('cp', ['-a', await template, dataDir]);
  return dataDir;
}

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const server = await startEmbeddedPostgres({ dataDir, clock: realClock, logger: silentLogger });
  await server.close();
  return dataDir;
}

/** Starts a server in this process, closed after the test. */
export async function start(t: TestContext, dataDir: string, binDir?: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    clock: realClock,
    logger: silentLogger,
    ...(binDir === undefined ? {} : { binDir }),
  });
  t.after(() => server.close());
  return server;
}

/** A process of its own that starts the server, and what it says, line by line. */
export interface Holder {
  readonly child: ChildProcess;
  /** The first line with this beginning, without it; rejects when the process ends before. */
  said(beginning: string): Promise<string>;
  /** Every line so far. */
  readonly lines: readonly string[];
  kill(): Promise<void>;
}

/** @param mode what `holder.ts` shall do. */
export function hold(t: TestContext, dataDir: string, mode: 'hold' | 'write' = 'hold'): Holder {
  const program = new URL('holder.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, dataDir, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let changed = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    changed.resolve();
    changed = Promise.withResolvers<void>();
  });
  child.once('close', () => gone.resolve());
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone.promise;
  };
  t.after(kill);
  return {
    child,
    lines,
    kill,
    async said(beginning) {
      for (;;) {
        const line = lines.find((line) => line.startsWith(beginning));
        if (line !== undefined) return line.slice(beginning.length);
        const ended = await Promise.race([changed.promise.then(() => false), gone.promise.then(() => true)]);
        if (ended && !lines.some((line) => line.startsWith(beginning)))
          throw new Error(`the holder ended without saying "${beginning}"`);
      }
    },
  };
}

/** Is the process running (not dead and unreaped)? */
export async function runs(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/^\d+ \(.*\) [ZX]/s.test(stat);
}
