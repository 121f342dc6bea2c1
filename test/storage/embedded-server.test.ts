/** The embedded server: one holder, and recovery from whatever killed the last one. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { AppError, realClock, silentLogger } from '#kernel';
import { connectStore, startEmbeddedPostgres } from '#storage';
import { execute } from '../../src/storage/testing.ts';
import { plainCipher } from './ciphers.ts';
import { freshFolder, hold, preparedDirectory, runs, start } from './data-directory.ts';

const asRoot = process.getuid?.() === 0;

function refusal(code: string, ...parts: readonly string[]) {
  return (fault: unknown): boolean =>
    fault instanceof AppError && fault.code === code && parts.every((part) => fault.message.includes(part));
}

test('a server of our own: durable, by a private socket only, not as root, gone after close', async (t) => {
  const dataDir = join(freshFolder(t), 'data');
  const server = await start(t, dataDir);
  const settings = await execute(
    server,
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'listen_addresses', 'full_page_writes') ORDER BY name",
  );
  assert.deepEqual(
    settings.map((row) => row['setting']),
    ['on', 'on', ''],
  );
  assert.equal(statSync(server.connection.host).mode & 0o777, 0o700);
  if (asRoot) assert.notEqual(statSync(`/proc/${server.pid}`).uid, 0);
  const { host } = server.connection;
  await server.close();
  await server.close();
  assert.equal(await runs(server.pid), false);
  assert.equal(existsSync(host), false);
  const again = await start(t, dataDir);
  assert.equal(again.clusterDir, server.clusterDir);
});

test('a second process is refused and touches nothing; after kill -9 the directory is free', async (t) => {
  const dataDir = await preparedDirectory(t);
  const holder = hold(t, dataDir);
  const pid = Number(await holder.said('pid '));
  const before = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  await assert.rejects(start(t, dataDir), refusal('data-dir-in-use', dataDir, 'PARLEY_DATA_DIR'));
  assert.equal(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), before);
  assert.equal(await runs(pid), true);
  const socket = await holder.said('socket ');
  await holder.kill();
  const server = await start(t, dataDir);
  assert.notEqual(server.pid, pid);
  assert.equal(await runs(pid), false, 'one server a cluster');
  assert.equal(existsSync(socket), false, 'the dead one’s socket folder is gone');
});

test('an orphaned server is stopped, and nothing it acknowledged is lost', async (t) => {
  const dataDir = await preparedDirectory(t);
  const first = await start(t, dataDir);
  const { binDir, args } = commandOf(first.pid);
  await execute(first, 'CREATE TABLE kept (n integer)');
  await first.close();
  // As a killed Parley on a system without parent-death signals leaves it: running, nobody's child.
  const orphan = await startOrphan(first.clusterDir, binDir, args);
  const socketDir = orphan.socketDir;
  await execute({ connection: { ...first.connection, host: socketDir } }, 'INSERT INTO kept VALUES (7)');
  const second = await start(t, dataDir);
  assert.equal(await runs(orphan.pid), false);
  assert.deepEqual(await execute(second, 'SELECT n FROM kept'), [{ n: 7 }]);
  await rm(socketDir, { recursive: true, force: true });
});

test('a stale pid file is no obstacle: of a dead process, of a stranger, cut short', async (t) => {
  const dataDir = await preparedDirectory(t);
  const first = await start(t, dataDir);
  const pidFile = join(first.clusterDir, 'postmaster.pid');
  const text = readFileSync(pidFile, 'utf8');
  const { uid, gid } = statSync(pidFile);
  await first.close();
  for (const content of [
    text,
    text.replace(/^\d+/, String(process.pid)),
    text.replace(/^\d+/, '4194303'),
    '',
  ]) {
    writeFileSync(pidFile, content, { mode: 0o600 });
    if (asRoot) await import('node:fs/promises').then((fs) => fs.chown(pidFile, uid, gid));
    const server = await start(t, dataDir);
    assert.deepEqual(await execute(server, 'SELECT 1 AS one'), [{ one: 1 }]);
    await server.close();
  }
});

test('a server that is killed comes back on the same socket, and the store goes on', async (t) => {
  const server = await start(t, await preparedDirectory(t));
  const options = { cipher: plainCipher, clock: realClock, logger: silentLogger };
  const store = await connectStore({ ...options, connection: server.connection });
  t.after(() => store.close());
  const { id } = await store.organizations.ensureDefault();
  const { pid } = server;
  process.kill(pid, 'SIGKILL');
  while (server.pid === pid) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await store.organizations.get(id))?.id, id);
});

test('a data directory with a long path works', async (t) => {
  const parent = join(freshFolder(t), 'd'.repeat(120));
  const dataDir = join(parent, 'e'.repeat(60));
  mkdirSync(parent);
  renameSync(await preparedDirectory(t), dataDir);
  const server = await start(t, dataDir);
  assert.ok(server.clusterDir.length > 180);
  assert.ok(server.connection.host.length < 90);
});

test('below a folder closed to the server’s user the cluster lies outside, and the directory says where', async (t) => {
  if (!asRoot) return t.skip('only root’s folders are closed to its server');
  const closed = join(freshFolder(t), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const dataDir = join(closed, 'data');
  const server = await start(t, dataDir);
  t.after(() => rm(join(server.clusterDir, '..'), { recursive: true, force: true }));
  assert.match(server.clusterDir, /^\/var\/lib\/parley\/[0-9a-f]{16}\/postgres$/);
  assert.equal(readFileSync(join(dataDir, 'postgres-location'), 'utf8').trim(), server.clusterDir);
  await execute(server, 'CREATE TABLE kept (n integer)');
  await server.close();
  const again = await start(t, dataDir);
  assert.deepEqual(await execute(again, 'SELECT n FROM kept'), []);
  await again.close();
  await rm(join(server.clusterDir, '..'), { recursive: true, force: true });
  await assert.rejects(start(t, dataDir), refusal('data-dir-damaged', 'postgres-location', 'backup'));
});

test('a cluster whose way is closed later is named, not begun anew', async (t) => {
  if (!asRoot) return t.skip('only root’s folders are closed to its server');
  const dataDir = await preparedDirectory(t);
  const folder = dirname(dataDir);
  chmodSync(folder, 0o700);
  await assert.rejects(start(t, dataDir), refusal('data-dir-unreachable', folder, 'chmod o+x'));
});

test('without programs one line names DATABASE_URL', async (t) => {
  const options = { dataDir: join(freshFolder(t), 'data'), clock: realClock, logger: silentLogger };
  await assert.rejects(
    startEmbeddedPostgres({ ...options, binDir: '/nonexistent' }),
    refusal('postgres-missing', '/nonexistent', 'DATABASE_URL'),
  );
});

interface Orphan {
  readonly pid: number;
  readonly socketDir: string;
}

function commandOf(pid: number): { binDir: string; args: readonly string[] } {
  const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  return { binDir: program!, args };
}

/** Starts the same server below a shell that ends at once. */
async function startOrphan(clusterDir: string, program: string, args: readonly string[]): Promise<Orphan> {
  const { execFileSync } = await import('node:child_process');
  const { chownSync, mkdtempSync } = await import('node:fs');
  const { uid, gid } = statSync(clusterDir);
  const socketDir = mkdtempSync('/tmp/parley-pg-');
  if (asRoot) chownSync(socketDir, uid, gid);
  const moved = args.map((arg) =>
    arg.startsWith('unix_socket_directories=') ? `unix_socket_directories=${socketDir}` : arg,
  );
  const identity = asRoot ? { uid, gid } : {};
  execFileSync('sh', ['-c', '"$@" >/dev/null 2>&1 &', 'sh', program, ...moved], {
    ...identity,
    cwd: clusterDir,
  });
  const pidFile = join(clusterDir, 'postmaster.pid');
  for (;;) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (lines[7]?.trim() === 'ready') return { pid: Number(lines[0]), socketDir };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
