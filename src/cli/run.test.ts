import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadConfig } from '#config';
import { silentLogger } from '#kernel';
import { trunkFindings } from './doctor/trunks.ts';
import { openOperatorSocket } from '#operator';
import { run } from './run.ts';

async function parley(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await run(args, {
    terminal: { out: (line) => void out.push(line), error: (line) => void error.push(line) },
    config: () => loadConfig({ env }),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

function dataDirectory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  t.after(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

test('help lists commands and settings; version tells both', async () => {
  const help = await parley(['help']);
  assert.equal(help.code, 0);
  for (const word of ['keys create', 'doctor', 'PARLEY_HTTP', '127.0.0.1:8080', 'PARLEY_CONFIG'])
    assert.ok(help.out.includes(word), word);
  assert.match((await parley(['--version'])).out, /^parley \d+\.\d+\.\d+ \(Node 2\d/);
});

test('what is not understood is 2, with the nearest command or the usage', async () => {
  assert.deepEqual(await parley(['kyes']), {
    code: 2,
    out: '',
    error: 'parley: no command `kyes`. Did you mean `keys`? Try `parley help`.',
  });
  assert.equal((await parley(['keys'])).code, 2);
  assert.match((await parley(['keys', 'create', '--tset'])).error, /--tset.*Usage: parley keys create/);
});

test('a bad setting is 1 and names itself', async () => {
  const { code, error } = await parley(['keys', 'create'], { PARLEY_HTTP: 'x' });
  assert.equal(code, 1);
  assert.match(error, /PARLEY_HTTP must be an IP address/);
});

test('keys create asks the running server and prints one JSON object', async (t) => {
  const dataDir = dataDirectory(t);
  const made = { id: 'key_1', key: 'pk_test_1', organization_id: 'org_1', mode: 'test' };
  const server = await openOperatorSocket(
    dataDir,
    {
      createKey: async () => made,
      status: async () => ({ version: '', url: '', sip_address: '', checks: [], trunks: [] }),
      exportCall: async () => ({}),
      importCall: async () => ({ id: '' }),
      tryKeys: async () => ({ tried: [], more: false }),
      database: async () => ({}),
    },
    silentLogger,
  );
  t.after(() => server.close());
  const answer = await parley(['keys', 'create', '--test', '--json'], { PARLEY_DATA_DIR: dataDir });
  assert.equal(answer.code, 0);
  assert.deepEqual(JSON.parse(answer.out), made);
});

test('keys create takes the data directory itself when no server runs', async (t) => {
  const env = { PARLEY_DATA_DIR: dataDirectory(t) };
  const first = JSON.parse((await parley(['keys', 'create', '--json'], env)).out);
  const second = JSON.parse((await parley(['keys', 'create', '--test', '--json'], env)).out);
  assert.match(first.key, /^pk_live_[0-9a-f]{48}$/);
  assert.match(second.key, /^pk_test_[0-9a-f]{48}$/);
  assert.equal(first.organization_id, second.organization_id);
  assert.notEqual(first.id, second.id);
});

test('doctor names a taken port with its mend, and its exit code is 1', async (t) => {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  t.after(() => socket.close());
  const { port } = socket.address();
  const vendor = createServer(({ url }, answer) =>
    answer.writeHead(url === '/v1/models' ? 200 : 401).end('{}'),
  );
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  t.after(() => vendor.close());
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const { code, out } = await parley(['doctor'], {
    ...{ PARLEY_DEEPGRAM_KEY: 'secret-of-ours', PARLEY_DEEPGRAM_URL: url },
    ...{ PARLEY_OPENAI_KEY: 'secret-of-ours', PARLEY_OPENAI_URL: url },
    PARLEY_DATA_DIR: dataDirectory(t),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${port}`,
    PARLEY_LLM_URL: 'http://127.0.0.1:9',
    PARLEY_LLM_MODEL: 'm',
  });
  assert.equal(code, 1);
  assert.match(out, new RegExp(`FAIL {2}sip port +127\\.0\\.0\\.1:${port} is taken`));
  assert.match(out, /-> Stop it, or set PARLEY_SIP/);
  assert.match(out, /FAIL {2}language model.*does not answer/);
  assert.match(out, /ok +store +embedded PostgreSQL answers/);
  assert.match(out, /FAIL {2}key of deepgram +Deepgram refuses the key \(401\)\./);
  assert.match(out, /-> Correct PARLEY_DEEPGRAM_KEY/);
  assert.match(out, /ok +key of openai +OpenAI takes the key\./);
  assert.doesNotMatch(out, /secret-of-ours/);
  assert.match(out, /3 to mend\.$/);
});

test('doctor has the running server try its keys; --offline nobody is asked', async (t) => {
  const dataDir = dataDirectory(t);
  const tried = [
    { provider: 'openai', organization: 'org_1', state: 'refused', detail: 'OpenAI refuses the key (401).' },
    { provider: 'deepgram', organization: null, state: 'unreachable', detail: 'Deepgram did not answer: x' },
  ];
  let asked = 0;
  const status = { version: '1', url: 'u', sip_address: 's', checks: [], trunks: [] };
  const server = await openOperatorSocket(
    dataDir,
    {
      createKey: async () => ({}),
      status: async () => status,
      exportCall: async () => ({}),
      importCall: async () => ({ id: '' }),
      tryKeys: async () => ((asked += 1), { tried, more: true }),
      database: async () => ({}),
    },
    silentLogger,
  );
  t.after(() => server.close());
  const { out } = await parley(['doctor'], { PARLEY_DATA_DIR: dataDir });
  assert.match(
    out,
    /warn +key of openai +org_1: OpenAI refuses the key \(401\)\.\n +-> The organization must/,
  );
  assert.match(out, /warn +key of deepgram +Deepgram did not answer: x/);
  assert.match(out, /ok +provider keys +organizations have more/);
  const offline = await parley(['doctor', '--offline'], { PARLEY_DATA_DIR: dataDir });
  assert.doesNotMatch(offline.out, /key of|language model/);
  assert.equal(asked, 1);
});

test('doctor asks each trunk by OPTIONS', async (t) => {
  const peer = createSocket('udp4');
  await new Promise<void>((resolve) => peer.bind(0, '127.0.0.1', resolve));
  t.after(() => peer.close());
  const asked = Promise.withResolvers<string>();
  peer.on('message', (bytes, from) => {
    asked.resolve(bytes.toString());
    peer.send('SIP/2.0 200 OK\r\n\r\n', from.port, from.address);
  });
  const uri = `sip:127.0.0.1:${peer.address().port}`;
  const findings = await trunkFindings([{ name: 'peer', uri }], '127.0.0.1');
  assert.deepEqual(findings, [
    { level: 'good', subject: 'trunk peer', said: `${uri} answers OPTIONS with 200` },
  ]);
  assert.match(
    await asked.promise,
    /^OPTIONS sip:127\.0\.0\.1:\d+ SIP\/2\.0\r\nVia: .*;rport;branch=z9hG4bK/,
  );
});
