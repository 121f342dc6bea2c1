/**
 * The client and the command line from outside: the client packed and installed into an empty folder, the command line
 * run there in processes of its own. `npm run soak -- package` does all of it with the packed server too.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runParley, type Running } from '../journeys/parley.ts';
import { freshFolder } from '../peers/program.ts';
import { commandLine, placeCall, type CommandLine } from './command-line.ts';
import { checkTypes, install, packClient, ROOT, runWell, writePrograms } from './install.ts';
import { checkSeen } from './seen.ts';

/** Busy: the call ends at once. */
const BUSY = '+12025550101';

let running: Running;
let [folder, app]: string[] = [];
let environment: Record<string, string>;
let parley: CommandLine;
before(async () => {
  folder = freshFolder('outside');
  running = await runParley({ allowNetworks: ['127.0.0.0/8'] });
  app = await install(folder, [await packClient(folder)], '--offline');
  const { key } = await running.parley.createKey('test', 'outside');
  environment = { PARLEY_URL: running.parley.url, PARLEY_KEY: key, CALL_TO: BUSY };
  parley = commandLine(app, join(ROOT, 'bin', 'parley.js'), environment);
});
after(async () => {
  await running.close();
  rmSync(folder!, { recursive: true, force: true });
});

test('the package holds what runs and its types, and needs no other', () => {
  assert.deepEqual(
    readdirSync(join(app!, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['@parley'],
  );
  const held = readdirSync(join(app!, 'node_modules', '@parley', 'client'), { recursive: true }).map(String);
  assert.deepEqual(
    held.filter((name) => /\.test\.|(?<!\.d)\.ts$|^src/.test(name)),
    [],
  );
  assert.ok(existsSync(join(app!, 'node_modules', '@parley', 'client', 'dist', 'index.d.ts')));
});

test('a program in JavaScript: a call, its events, its webhook', async () => {
  const programs = writePrograms(app!);
  checkSeen(await runWell(app!, environment, process.execPath, 'customer.js'), 'busy');
  await checkTypes(app!, programs);
  const said = await runWell(app!, environment, process.execPath, programs[0]!);
  assert.match(said, /call-ended[\s\S]*busy\n$/);
});

test('the command line: a call to its end', async () => {
  const [agent] = (await running.tester.get('/v1/agents')).body['data'];
  await placeCall(parley, agent.id, BUSY, { code: 'busy', exit: 5 });
});
