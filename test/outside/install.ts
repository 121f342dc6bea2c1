/** The client's package made and installed as a stranger would: into an empty folder, with no registry. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../journeys/served.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
const COMPILER = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** A program that takes longer has failed. */
const LONGEST_MS = 480_000;

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a program to its end, whatever its exit code. */
export async function runIn(
  folder: string,
  environment: Readonly<Record<string, string>>,
  program: string,
  ...args: readonly string[]
): Promise<Ran> {
  const options = {
    cwd: folder,
    env: { ...cleanEnvironment(), ...environment },
    maxBuffer: 1 << 26,
    timeout: LONGEST_MS,
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, options);
    return { code: 0, out: stdout, error: stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw thrown;
    return { code, out: stdout ?? '', error: stderr ?? '' };
  }
}

/** @throws Error with what the program said when it fails */
export async function runWell(...given: Parameters<typeof runIn>): Promise<string> {
  const { code, out, error } = await runIn(...given);
  if (code !== 0) throw new Error(`${given.slice(2).join(' ')}: ${code}\n${out}\n${error}`);
  return out;
}

/** Compiles the client beside the checkout and packs it. @returns the tarball */
export async function packClient(folder: string): Promise<string> {
  const copy = join(folder, 'client');
  mkdirSync(copy);
  cpSync(join(ROOT, 'packages', 'client', 'package.json'), join(copy, 'package.json'));
  await runWell(
    ...[ROOT, {}, process.execPath, COMPILER, '-p', 'packages/client', '--outDir', join(copy, 'dist')],
  );
  const packed = await runWell(copy, {}, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder);
  return join(folder, packed.trim().split('\n').at(-1)!);
}

/** An empty folder with these packages in it. */
export async function install(
  folder: string,
  tarballs: readonly string[],
  ...flags: readonly string[]
): Promise<string> {
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"private":true,"type":"module"}');
  await runWell(app, {}, 'npm', 'install', ...tarballs, '--no-audit', '--no-fund', ...flags);
  return app;
}

/** Writes the customer's programs: ours in JavaScript, and the guide's examples in TypeScript. @returns the latter */
export function writePrograms(app: string): string[] {
  cpSync(join(import.meta.dirname, 'customer.js'), join(app, 'customer.js'));
  const guide = readFileSync(join(ROOT, 'docs', 'client.md'), 'utf8');
  return [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], at) => {
    const name = `example-${at + 1}.ts`;
    writeFileSync(join(app, name), code!);
    return name;
  });
}

/** Are these programs right by the types of what is installed in their folder? @throws Error with the faults */
export async function checkTypes(app: string, programs: readonly string[]): Promise<void> {
  const types = join(ROOT, 'node_modules', '@types');
  await runWell(
    ...[app, {}, process.execPath, COMPILER, '--noEmit', '--strict', '--exactOptionalPropertyTypes'],
    ...['--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024', '--skipLibCheck'],
    ...['--typeRoots', types, '--types', 'node', ...programs],
  );
}
