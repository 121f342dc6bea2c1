/** A process of a bench: says JSON, a line each, on standard output; takes JSON lines; ends with its standard input. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child<T> {
  readonly pid: number;
  /** Every line, parsed; each reader gets those from its call on. */
  onLine(listener: (line: T) => void): void;
  /** The first line, from now on, that `wanted` accepts. @throws Error when the process ends before */
  line(wanted: (line: T) => boolean): Promise<T>;
  send(command: unknown): void;
  close(): Promise<void>;
}

/** Told to end and still there after this long, it is killed, ms. */
const PATIENCE_MS = 15_000;

function at(file: string): string {
  return new URL(`../${file}`, import.meta.url).pathname;
}

/** @param entry relative to `bench/`; @param preload likewise, loaded before it and into its threads */
export function startChild<T>(entry: string, args: readonly string[] = [], preload?: string): Child<T> {
  const before = preload === undefined ? [] : ['--import', at(preload)];
  const child = spawn(process.execPath, [...before, at(entry), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const listeners = new Set<(line: T) => void>();
  createInterface(child.stdout).on('line', (text) => {
    const line = JSON.parse(text) as T;
    for (const listener of [...listeners]) listener(line);
  });
  const gone = once(child, 'exit');
  return {
    pid: child.pid!,
    onLine: (listener) => void listeners.add(listener),
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const listener = (line: T): void => {
          if (!wanted(line)) return;
          listeners.delete(listener);
          resolve(line);
        };
        listeners.add(listener);
        void gone.then(() => reject(new Error(`${entry} ended with ${child.exitCode}`)));
      }),
    send: (command) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    async close() {
      child.stdin.end();
      const kill = setTimeout(() => {
        console.error(`${entry} did not end within ${PATIENCE_MS / 1000} s and was killed.`);
        child.kill('SIGKILL');
      }, PATIENCE_MS);
      await gone;
      clearTimeout(kill);
    },
  };
}
