/** A damaged data directory: named, explained, mended by a person, never deleted by us. */
import assert from 'node:assert/strict';
import {
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AppError } from '#kernel';
import { postgresBinaries } from '../peers/postgres.ts';
import { freshFolder, preparedDirectory, start } from './data-directory.ts';

/** Everything below a folder: names and sizes. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .toSorted()
    .map((name) => `${name} ${statSync(join(folder, name)).size}`);
}

async function wrecked(t: TestContext, wreck: (clusterDir: string) => void): Promise<AppError> {
  const dataDir = await preparedDirectory(t);
  const clusterDir = join(dataDir, 'postgres');
  wreck(clusterDir);
  const before = contents(join(clusterDir, 'base'));
  const fault = await start(t, dataDir).then(
    () => assert.fail('it started'),
    (thrown: unknown) => thrown,
  );
  assert.ok(fault instanceof AppError, String(fault));
  assert.ok(fault.message.includes(clusterDir), 'names the place');
  assert.deepEqual(contents(join(clusterDir, 'base')), before, 'nothing was deleted');
  return fault;
}

test('a missing part', async (t) => {
  const fault = await wrecked(t, (cluster) => rmSync(join(cluster, 'global', 'pg_control')));
  assert.equal(fault.code, 'data-dir-damaged');
  assert.match(fault.message, /global\/pg_control is missing.*backup.*mv /);
});

test('a control file of garbage', async (t) => {
  const fault = await wrecked(t, (cluster) => {
    const file = openSync(join(cluster, 'global', 'pg_control'), 'r+');
    writeSync(file, Buffer.alloc(8192, 0x5a), 0, 8192, 0);
  });
  assert.equal(fault.code, 'data-dir-damaged');
  assert.match(fault.message, /backup/);
});

test('a lost write-ahead log', async (t) => {
  const fault = await wrecked(t, (cluster) => {
    for (const name of readdirSync(join(cluster, 'pg_wal')))
      if (/^[0-9A-F]{24}$/.test(name)) rmSync(join(cluster, 'pg_wal', name));
  });
  assert.equal(fault.code, 'data-dir-damaged');
  assert.match(fault.message, /checkpoint/);
});

test('no or a broken PG_VERSION', async (t) => {
  const missing = await wrecked(t, (cluster) => rmSync(join(cluster, 'PG_VERSION')));
  assert.match(missing.message, /PG_VERSION is missing/);
  const broken = await wrecked(t, (cluster) => writeFileSync(join(cluster, 'PG_VERSION'), 'eighteen\n'));
  assert.match(broken.message, /holds no version/);
});

test('a version that no program here can serve names both and the mend', async (t) => {
  const fault = await wrecked(t, (cluster) => writeFileSync(join(cluster, 'PG_VERSION'), '93\n'));
  assert.equal(fault.code, 'postgres-version-mismatch');
  assert.match(fault.message, /PostgreSQL 93.*18\..*PARLEY_POSTGRES_BIN/);
});

test('a first start that was cut off is begun anew', async (t) => {
  const dataDir = await preparedDirectory(t);
  const clusterDir = join(dataDir, 'postgres');
  renameSync(clusterDir, `${clusterDir}.new`);
  rmSync(join(`${clusterDir}.new`, 'PG_VERSION'));
  const again = await start(t, dataDir);
  assert.deepEqual(readdirSync(dataDir).toSorted(), ['lock', 'postgres', 'postgres-socket']);
  await again.close();
});

test('the version of the cluster chooses the programs', async (t) => {
  const dataDir = join(freshFolder(t), 'data');
  const { folder, version } = postgresBinaries();
  const old = await start(t, dataDir, folder);
  assert.equal(Number.parseInt(old.version, 10), version);
  await old.close();
  const found = await start(t, dataDir);
  assert.equal(found.version, old.version, 'not the newer one of the package');
  assert.equal(readFileSync(join(found.clusterDir, 'PG_VERSION'), 'utf8').trim(), String(version));
});
