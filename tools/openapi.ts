/**
 * Writes what is generated from the API: the documents of openapi/ and the pages of docs/errors.
 * `--check` writes nothing, names what is out of date and fails.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from '../src/api/openapi/generated.ts';

const files = Object.entries(await generatedFiles());
if (process.argv.includes('--check')) {
  const stale = files.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  for (const [path] of stale) console.error(`${path} is out of date: run \`npm run openapi\``);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync('docs/errors', { recursive: true });
  mkdirSync('openapi', { recursive: true });
  for (const [path, text] of files) writeFileSync(path, text);
}
