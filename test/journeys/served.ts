/** Parley as its users run it: `parley serve` in a process of its own, which can be killed and started again. */
import { spawn } from 'node:child_process';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askOperator } from '#operator';
import { connect, type Client } from './parley.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ENTRY = join(ROOT, 'bin', 'parley.js');

export interface Served {
  readonly url: string;
  readonly sip: string;
  readonly pid: number;
  /** Standard error so far. */
  output(): string;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
  /** SIGTERM, and waits. @returns the exit code */
  stop(): Promise<number>;
}

/** Starts `parley serve`; resolves when it says that it answers. @param entry another installation's program */
export async function serve(environment: Record<string, string>, entry = ENTRY): Promise<Served> {
  const child = spawn(process.execPath, [entry, 'serve'], {
    cwd: ROOT,
    // Tests ask more often than people do.
    env: {
      ...cleanEnvironment(),
      PARLEY_RATE_LIMIT: '0',
      PARLEY_RATE_LIMIT_ORGANIZATION: '0',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  const exited = new Promise<number>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143))),
  );
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  void exited.then(() => process.off('exit', orphan));
  const [, url, sip] = await new Promise<RegExpExecArray>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const said = /answers on (\S+) and on SIP at (\S+)\./.exec(text);
      if (said) resolve(said);
    });
    void exited.then((code) => reject(new Error(`parley serve ended with ${code}:\n${text}`)));
  });
  return {
    url: url!,
    sip: sip!,
    pid: child.pid!,
    output: () => text,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** `parley keys create --json` against the same data directory. */
export async function createKey(
  environment: Record<string, string>,
  ...more: string[]
): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [ENTRY, 'keys', 'create', '--json', ...more],
    {
      cwd: ROOT,
      env: { ...cleanEnvironment(), ...environment },
    },
  );
  return JSON.parse(stdout) as Record<string, string>;
}

/** A key of a Parley that is served, by its operator's door: what `parley keys create` asks, without a process. */
export async function keyOf(environment: Record<string, string>): Promise<string> {
  const asked = { mode: 'live', name: 'journey' };
  const made = await askOperator(environment['PARLEY_DATA_DIR']!, 'POST', '/keys', asked);
  if (made === null) throw new Error('nobody serves this directory');
  return String(made['key']);
}

/** A client of a served Parley. */
export async function clientOf(served: Served, environment: Record<string, string>): Promise<Client> {
  return connect(served.url, await keyOf(environment));
}

/** Settings of whoever runs the tests stay out of them. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_') && name !== 'DATABASE_URL'),
  );
}
