#!/usr/bin/env node
// The first file loaded: plain JavaScript that an old Node can read. It finds a Node that can run the rest.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
const compiled = join(here, '..', 'dist', 'cli', 'parley.js');
const source = join(here, '..', 'src', 'cli', 'parley.ts');
const entry = existsSync(source) ? source : compiled;

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  import(pathToFileURL(entry).href).catch((fault) => {
    process.stderr.write(`${fault && fault.stack ? fault.stack : fault}\n`);
    process.exitCode = 1;
  });
} else {
  const newer = findNode();
  if (newer) runWith(newer);
  else {
    const said = `Parley needs Node ${NEEDED} or later; this is ${process.versions.node}.`;
    process.stderr.write(`${said} Run \`npm install\` (it brings one), or install Node ${NEEDED}.\n`);
    process.exitCode = 1;
  }
}

/** The Node that came as an optional dependency for this platform, if it did. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of names) {
    try {
      const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
      for (const path of [join(folder, 'bin', program), join(folder, program)])
        if (existsSync(path)) return path;
    } catch {
      // Not installed on this platform.
    }
  }
  return null;
}

function runWith(node) {
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both; the child decides when to go.
  process.on('SIGINT', () => {});
  child.on('error', (fault) => {
    process.stderr.write(`Parley could not be started with ${node}: ${fault.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code;
  });
}
