/**
 * The packed product as a stranger gets it: server and client compiled, in an empty folder, without this checkout. There
 * programs in JavaScript and TypeScript and every command of the command line, up to a backup that is restored.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { connect } from '../journeys/parley.ts';
import { cleanEnvironment, serve, type Served } from '../journeys/served.ts';
import {
  backUp,
  commandLine,
  placeCall,
  pushAndPull,
  told,
  walkFaults,
  walkResources,
  type CommandLine,
} from '../outside/command-line.ts';
import { checkTypes, install, packClient, ROOT, runWell, writePrograms } from '../outside/install.ts';
import { checkSeen } from '../outside/seen.ts';
import { freshFolder } from '../peers/program.ts';

/** What packing reads; in a copy, so that the checkout keeps no `dist`. */
const PACKED = ['src', 'tools', 'packages', 'bin', 'docs', 'package.json', 'LICENSE', 'NOTICE', 'README.md'];
const COMPILER = ['tsconfig.json', 'tsconfig.build.json'];

/** The built-in callee says yes. */
const PERSON = '+34600111222';

const folder = freshFolder('package');
const server = {
  PARLEY_DATA_DIR: join(folder, 'data'),
  PARLEY_HTTP: '127.0.0.1:0',
  PARLEY_SIP: '127.0.0.1:0',
  PARLEY_LOG: 'warn',
  PARLEY_ALLOW_NETWORKS: '127.0.0.0/8',
};
let app: string;
let entry: string;
let served: Served;
let programs: string[];
/** With everything that the server and its clients need. */
let environment: Record<string, string>;
let parley: CommandLine;

before(
  async () => {
    const copy = join(folder, 'copy');
    for (const name of [...PACKED, ...COMPILER])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    mkdirSync(join(folder, 'packed'));
    await runWell(copy, {}, 'npm', 'pack', '--pack-destination', join(folder, 'packed'));
    const [tarball] = readdirSync(join(folder, 'packed'));
    const client = await packClient(folder);
    app = await install(folder, [join(folder, 'packed', tarball!), client], '--prefer-offline');
    programs = writePrograms(app);
    entry = join(app, 'node_modules', 'parley', 'bin', 'parley.js');
  },
  { timeout: 900_000 },
);
after(() => rmSync(folder, { recursive: true, force: true }));

test('nothing is shipped but what runs', () => {
  for (const name of ['parley', join('@parley', 'client')]) {
    const shipped = readdirSync(join(app, 'node_modules', name), { recursive: true }).map(String);
    assert.deepEqual(
      shipped.filter((file) => /(?<!\.d)\.ts$|\.test\.|testing|fixtures|^src/.test(file)),
      [],
    );
  }
});

test('it says who it is, and that all is well', async () => {
  assert.match(await runWell(app, server, 'npx', 'parley', 'version'), /^parley \d+\.\d+\.\d+ \(Node 2[4-9]/);
  assert.match(await runWell(app, server, 'npx', 'parley', 'doctor'), /All is well\.\n$/);
});

test('it is started, and gives a key', async () => {
  served = await serve(server, entry);
  const { key } = await told(commandLine(app, entry, server), 'keys', 'create', '--test');
  environment = { ...server, PARLEY_URL: served.url, PARLEY_KEY: key, CALL_TO: PERSON };
  parley = commandLine(app, entry, environment);
});

test('a program in JavaScript: a call, its events, its webhook', async () => {
  const call = checkSeen(await runWell(app, environment, process.execPath, 'customer.js'), 'completed');
  const client = connect(served.url, environment['PARLEY_KEY']!);
  assert.match((await client.get(`/v1/calls/${call}`)).body['turns'][1].text, /yes/i);
  assert.ok((await client.bytes(`/v1/calls/${call}/recording`)).length > 44);
});

test('a program in TypeScript: its types are right, and it runs', async () => {
  assert.ok(programs.length >= 3);
  await checkTypes(app, programs);
  assert.match(await runWell(app, environment, process.execPath, programs[0]!), /call-ended[\s\S]*\w+\n$/);
});

test('every command of the command line', async () => {
  const agent = await pushAndPull(parley, app);
  const call = await placeCall(parley, agent, PERSON, { code: 'completed', exit: 0 });
  await walkResources(parley, agent, call);
  await walkFaults(parley);
  assert.match((await parley('doctor')).out, /All is well\.\n$/);
});

test('logs are followed as they happen', async () => {
  const child = spawn(process.execPath, [entry, 'logs', '--follow', '--json'], {
    cwd: app,
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  try {
    const [{ id: agent }] = await told(parley, 'agents', 'list');
    // It may not listen yet when the first call is placed: calls go on until one is heard of.
    const heard = lines.next();
    let call = '';
    for (let over = false; !over;) {
      call = (await told(parley, 'calls', 'create', '--to', '+12025550101', '--agent', agent)).id;
      over = await Promise.race([heard.then(() => true), told(parley, 'calls', 'list').then(() => false)]);
    }
    assert.match(JSON.parse((await heard).value as string).call_id, /^call_/);
    assert.match(call, /^call_/);
  } finally {
    child.kill();
  }
});

test('a backup is restored elsewhere, with the key of its secrets', async () => {
  const before = await told(parley, 'calls', 'list');
  const file = await backUp(parley, app);
  assert.equal(await served.stop(), 0, served.output());
  const elsewhere = { ...server, PARLEY_DATA_DIR: join(folder, 'elsewhere') };
  const restored = await told(commandLine(app, entry, elsewhere), 'restore', file);
  assert.ok(restored.rows > 10);
  const again = await serve(elsewhere, entry);
  try {
    const there = commandLine(app, entry, { ...environment, ...elsewhere, PARLEY_URL: again.url });
    assert.deepEqual(
      (await told(there, 'calls', 'list')).map(({ id }: { id: string }) => id),
      before.map(({ id }: { id: string }) => id),
    );
    assert.match((await there('doctor')).out, /All is well\.\n$/);
  } finally {
    assert.equal(await again.stop(), 0, again.output());
  }
});
