/** Parley as it is on a database that is named, in a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config';
import { startParley } from '../../src/main.ts';

const FREE_PORT = { host: '127.0.0.1', port: 0 };

const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
const parley = await startParley({
  ...loadConfig({ env: {} }),
  ...{ databaseUrl: process.argv[2]!, dataDir, keyFile: join(dataDir, 'key'), log: 'silent', drainMs: 0 },
  rates: { perKey: 0, perOrganization: 0 },
  ...{ http: FREE_PORT, sip: FREE_PORT, rtp: { host: '127.0.0.1', first: 0, last: 0 } },
});
const { key, organization_id } = await parley.createKey('live', 'bench');
process.stdout.write(`${JSON.stringify({ url: parley.url, key, organization: organization_id })}\n`);
process.stdin.resume().once('close', () => {
  void parley.close().finally(() => rm(dataDir, { recursive: true, force: true }));
});
