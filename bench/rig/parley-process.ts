/**
 * Parley as it is, on a fresh data directory and free ports, in a process whose use can be measured. Argument
 * `language-model`: one is configured (benches put their own in its place).
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config';
import { startParley } from '../../src/main.ts';

const LOOPBACK = '127.0.0.1';
const FREE_PORT = { host: LOOPBACK, port: 0 };

const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
// Started by root, PostgreSQL runs as somebody else, who must pass through.
await chmod(dataDir, 0o711);
const parley = await startParley({
  ...loadConfig({ env: {} }),
  ...{ dataDir, keyFile: join(dataDir, 'key'), log: 'silent', drainMs: 1000 },
  rates: { perKey: 0, perOrganization: 0 },
  ...(process.argv[2] === 'language-model' && {
    llm: { url: 'http://127.0.0.1:9/v1', key: null, model: 'instant' },
  }),
  ...{ http: FREE_PORT, sip: FREE_PORT, rtp: { host: LOOPBACK, first: 0, last: 0 } },
});
const { key } = await parley.createKey('live', 'bench');
process.stdout.write(`${JSON.stringify({ url: parley.url, key })}\n`);
process.stdin.resume().once('close', () => {
  void parley.close().finally(() => rm(dataDir, { recursive: true, force: true }));
});
