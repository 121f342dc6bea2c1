/** A peer's process with a folder of its own; it never outlives the test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Asked to end and still there after this long, it is killed, ms. */
const PATIENCE_MS = 2000;

export interface Program {
  readonly folder: string;
  readonly pid: number;
  /** Exit code, or 128 + signal number as a shell says it; never rejects. */
  readonly exited: Promise<number>;
  /** Standard output and error so far. */
  output(): string;
  /** Ends it (SIGTERM, then SIGKILL) and waits; its folder stays until `remove`. */
  stop(): Promise<number>;
  remove(): void;
}

export interface ProgramOptions {
  readonly folder?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** It has children of its own, which an end by force must reach too. */
  readonly group?: boolean;
}

// A file may run more peers at once than Node takes for a leak.
process.setMaxListeners(64);

/** A test process that is told to end takes its peers along: `exit` listeners run only on an exit of its own. */
for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)
  process.once(signal, () => process.exit(code));

/** A fresh folder in the system's temporary directory. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `parley-${name}-`));
  // Started by root, PostgreSQL runs as somebody else, who must pass through.
  chmodSync(folder, 0o711);
  return folder;
}

/** Starts `command`; a program that is not installed rejects `exited`'s place with code 127. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Program {
  const folder = options.folder ?? freshFolder(command.split('/').at(-1)!);
  const { group = false, ...identity } = options;
  const child = spawn(command, args, {
    ...identity,
    detached: group,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const orphan = (): void => {
    if (!group || child.pid === undefined) return void child.kill('SIGKILL');
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // the whole group is gone already
    }
  };
  process.once('exit', orphan);
  const exited = exitOf(child, (fault) => (text += `\n${fault}`)).finally(() => process.off('exit', orphan));
  return {
    folder,
    pid: child.pid ?? 0,
    exited,
    output: () => text,
    async stop() {
      child.kill('SIGTERM');
      const late = new AbortController();
      // Rejected: it ended in time.
      void delay(PATIENCE_MS, undefined, { signal: late.signal }).then(orphan, () => {});
      const code = await exited;
      late.abort();
      return code;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits until `isReady`, looking every 10 ms; fails with the program's output when it ends or `withinMs` passes. */
export async function untilReady(
  program: Program,
  isReady: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  let ended = false;
  void program.exited.then(() => (ended = true));
  for (const start = performance.now(); !(await isReady()); await delay(10)) {
    if (ended) throw new Error(`The peer ended before it was ready:\n${program.output()}`);
    if (performance.now() - start < withinMs) continue;
    await program.stop();
    throw new Error(`The peer was not ready within ${withinMs} ms:\n${program.output()}`);
  }
}

function exitOf(child: ChildProcess, onFault: (fault: Error) => void): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (fault) => {
      onFault(fault);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)));
  });
}
