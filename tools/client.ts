/**
 * `npm run client`: writes packages/client/src/generated from openapi/openapi.json: a file with one class a
 * tag and the types of its own, and files of types that several use. `--check` writes nothing, names what is out of date and fails.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { clientFiles } from './client/files.ts';
import type { Document } from './client/schema.ts';

const FOLDER = 'packages/client/src/generated';
const DOCUMENT = 'openapi/openapi.json';

const settings = await resolveConfig(DOCUMENT);
const written = await clientFiles(JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document, (text) =>
  format(text, { ...settings, parser: 'typescript' }),
);
const LONGEST = 400;
const files = new Map(Object.entries(written));
for (const [name, text] of files)
  if (text.split('\n').length > LONGEST) console.error(`${name} is longer than ${LONGEST} lines`);
const there = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
const stale = [
  ...[...files].filter(([name, text]) => !there.includes(name) || read(name) !== text).map(([name]) => name),
  ...there.filter((name) => !files.has(name)),
];

if (process.argv.includes('--check')) {
  for (const name of stale) console.error(`${FOLDER}/${name} is out of date: run \`npm run client\``);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of stale) {
    const text = files.get(name);
    if (text === undefined) rmSync(join(FOLDER, name));
    else writeFileSync(join(FOLDER, name), text);
  }
}

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}
