import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AppError, silentLogger } from '#kernel';
import { findSocketPath } from './address.ts';
import { askOperator } from './client.ts';
import { openOperatorSocket, type OperatorService } from './server.ts';

const service: OperatorService = {
  createKey: async (mode, name) => {
    if (name === 'bug') throw new TypeError('secret');
    return { id: 'key_1', key: `pk_${mode}_x`, organization_id: 'org_1', mode };
  },
  status: async () => ({ version: '1', url: 'u', sip_address: 's', checks: [], trunks: [] }),
  exportCall: async (id) => ({ id }),
  tryKeys: async () => ({ tried: [], more: false }),
  database: async () => ({ host: '/tmp', port: 1 }),
  importCall: async (file) => ({ id: `${file.length}` }),
};

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'parley-operator-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a key is made through the socket, which only its user can open, and which goes with the server', async (t) => {
  const dataDir = folder(t);
  assert.equal(await askOperator(dataDir, 'GET', '/status'), null, 'nobody yet');
  const server = await openOperatorSocket(dataDir, service, silentLogger);
  const path = findSocketPath(dataDir)!;
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const key = await askOperator(dataDir, 'POST', '/keys', { mode: 'test', name: 'x' });
  assert.deepEqual(key, { id: 'key_1', key: 'pk_test_x', organization_id: 'org_1', mode: 'test' });
  assert.equal((await askOperator(dataDir, 'GET', '/status'))!['version'], '1');
  await server.close();
  assert.ok(!existsSync(path));
  assert.equal(await askOperator(dataDir, 'GET', '/status'), null, 'nobody any more');
});

test('a data directory with a long name gets a short private place for the socket', async (t) => {
  const dataDir = join(folder(t), 'd'.repeat(120));
  mkdirSync(dataDir);
  const server = await openOperatorSocket(dataDir, service, silentLogger);
  const path = findSocketPath(dataDir)!;
  assert.ok(path.length < 104);
  assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
  assert.ok(await askOperator(dataDir, 'GET', '/status'));
  await server.close();
  assert.ok(!existsSync(dirname(path)));
});

test('what a killed server left means that nobody runs, and is no hindrance to the next', async (t) => {
  const dataDir = folder(t);
  writeFileSync(join(dataDir, 'operator.path'), join(dataDir, 'operator.sock'));
  writeFileSync(join(dataDir, 'operator.sock'), '');
  assert.equal(await askOperator(dataDir, 'GET', '/status'), null);
  const server = await openOperatorSocket(dataDir, service, silentLogger);
  assert.ok(await askOperator(dataDir, 'GET', '/status'));
  await server.close();
});

test('refusals come back as errors; a bug tells its message to the operator only', async (t) => {
  const dataDir = folder(t);
  const server = await openOperatorSocket(dataDir, service, silentLogger);
  t.after(() => server.close());
  const refused = async (path: '/keys' | '/none', body: object, code: string): Promise<void> =>
    assert.rejects(
      askOperator(dataDir, 'POST', path, body),
      (thrown) => thrown instanceof AppError && thrown.code === code,
    );
  await refused('/keys', { mode: 'root', name: 'x' }, 'invalid-request');
  await refused('/keys', { mode: 'live', name: 'x'.repeat(20_000) }, 'body-too-large');
  await refused('/none', {}, 'route-unknown');
  await refused('/keys', { mode: 'live', name: 'bug' }, 'internal');
});
