/** The packed product as a stranger gets it: compiled, in an empty folder, without this checkout. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { asker, connect } from '../journeys/parley.ts';
import { cleanEnvironment, serve } from '../journeys/served.ts';
import { freshFolder } from '../peers/program.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** What packing reads; in a copy, so that the checkout keeps no `dist`. */
const PACKED = ['src', 'tools', 'packages', 'bin', 'docs', 'package.json', 'LICENSE', 'NOTICE', 'README.md'];
const COMPILER = ['tsconfig.json', 'tsconfig.build.json'];

test('npm pack, npm install, parley serve, a call', { timeout: 300_000 }, async (t) => {
  const folder = freshFolder('package');
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    PARLEY_DATA_DIR: join(folder, 'data'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: '127.0.0.1:0',
    PARLEY_LOG: 'warn',
  };
  const run = (cwd: string, program: string, ...args: string[]) =>
    promisify(execFile)(program, args, { cwd, env: { ...cleanEnvironment(), ...environment } });

  const [copy, app] = [join(folder, 'copy'), join(folder, 'app')];
  for (const name of [...PACKED, ...COMPILER])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await run(copy, 'npm', 'pack', '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"private":true}');
  await run(app, 'npm', 'install', join(folder, tarball), '--no-audit', '--no-fund', '--prefer-offline');

  const shipped = readdirSync(join(app, 'node_modules', 'parley'), { recursive: true }).map(String);
  assert.deepEqual(
    shipped.filter((name) => /\.ts$|\.test\.|testing|fixtures|^src/.test(name)),
    [],
    'nothing but what runs',
  );
  assert.match((await run(app, 'npx', 'parley', 'version')).stdout, /^parley \d+\.\d+\.\d+ \(Node 2[4-9]/);
  assert.match((await run(app, 'npx', 'parley', 'doctor')).stdout, /All is well\.\n$/);

  const served = await serve(environment, join(app, 'node_modules', 'parley', 'bin', 'parley.js'));
  const made = await run(app, 'npx', 'parley', 'keys', 'create', '--test', '--json');
  const client = connect(served.url, JSON.parse(made.stdout).key);
  const { status, body } = await client.post('/v1/calls', {
    agent: asker('Hello. Is that fine for you?'),
    to: '+34600111222',
  });
  assert.equal(status, 201, JSON.stringify(body));
  const call = await client.settled(body['id'], 60_000);
  assert.equal(call['outcome'].code, 'completed', JSON.stringify(call['outcome']));
  assert.match(call['turns'][1].text, /yes/);
  assert.ok((await client.bytes(`/v1/calls/${body['id']}/recording`)).length > 44);
  assert.equal(await served.stop(), 0, served.output());
});
