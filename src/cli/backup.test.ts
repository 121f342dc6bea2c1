import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadConfig } from '#config';
import { parseAgentConfig, type Trunk } from '#domain';
import { createIdSource, realClock, realRandom } from '#kernel';
import { openStoreAlone } from './keys-store.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-backup-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

async function parley(dataDir: string, ...args: string[]) {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await run(args, {
    terminal: { out: (line) => void out.push(line), error: (line) => void error.push(line) },
    config: () => loadConfig({ env: { PARLEY_DATA_DIR: dataDir } }),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

test(
  'backup, wipe, restore: keys, agents and sealed secrets are what they were',
  { timeout: 90_000 },
  async () => {
    const dataDir = join(folder, 'data');
    const file = join(folder, 'parley.backup');
    const config = loadConfig({ env: { PARLEY_DATA_DIR: dataDir } });
    await parley(dataDir, 'keys', 'create');
    const parsed = parseAgentConfig({ name: 'Añn "x"\n', prompt: 'Be kind.' });
    assert.ok('ok' in parsed);
    const ids = createIdSource(realClock, realRandom);
    const [agentId, trunkId] = [ids.next(), ids.next()];

    const before = await openStoreAlone(config);
    const { id: organizationId } = await before.store.organizations.ensureDefault();
    const at = realClock.now();
    await before.store.agents.insert({
      id: agentId,
      organizationId,
      config: parsed.ok,
      productionVersionId: null,
      createdAt: at,
      updatedAt: at,
    });
    const trunk: Trunk = {
      id: trunkId,
      organizationId,
      name: 'Office',
      uri: 'sip:127.0.0.1',
      username: 'u',
      password: 'hunter2',
      concurrency: 1,
      callsPerSecond: 1,
      active: true,
      createdAt: at,
      updatedAt: at,
    };
    await before.store.trunks.insert(trunk);
    await before.close();
    mkdirSync(join(dataDir, 'recordings'), { recursive: true });
    writeFileSync(join(dataDir, 'recordings', 'a.wav'), 'RIFF');

    const told = JSON.parse((await parley(dataDir, 'backup', file, '--json')).out);
    assert.deepEqual([told.file, told.recordings], [file, 1]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const head = JSON.parse(gunzipSync(readFileSync(file)).toString().split('\n')[0]!);
    assert.deepEqual(head.recordings, [{ path: 'a.wav', bytes: 4 }]);
    assert.equal(head.key, readFileSync(join(dataDir, 'key'), 'utf8').trim());

    const used = await parley(dataDir, 'restore', file);
    assert.equal(used.code, 1);
    assert.match(used.error, /not empty/);
    const key = readFileSync(join(dataDir, 'key'), 'utf8').trim();
    rmSync(dataDir, { recursive: true });

    // As on another machine.
    const elsewhere = join(folder, 'elsewhere');
    const cut = join(folder, 'cut');
    writeFileSync(cut, readFileSync(file).subarray(0, -200));
    const damaged = await parley(join(folder, 'third'), 'restore', cut);
    assert.equal(damaged.code, 1);
    assert.match(damaged.error, /cannot be read/);
    assert.deepEqual(readdirSync(join(folder, 'third')), [], 'nothing is left of it');

    const restored = await parley(elsewhere, 'restore', file, '--json');
    assert.equal(restored.code, 0, restored.error);
    assert.ok(JSON.parse(restored.out).rows >= 3);
    assert.equal(readFileSync(join(elsewhere, 'key'), 'utf8').trim(), key);
    const after = await openStoreAlone(loadConfig({ env: { PARLEY_DATA_DIR: elsewhere } }));
    try {
      const agent = await after.store.agents.get(organizationId, agentId);
      assert.deepEqual(agent?.config, parsed.ok);
      assert.deepEqual(
        await after.store.trunks.get(organizationId, trunkId),
        trunk,
        'its password is opened by the key',
      );
      assert.equal((await after.store.organizations.ensureDefault()).id, organizationId);
    } finally {
      await after.close();
    }
  },
);
