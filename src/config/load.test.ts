import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { loadConfig } from './load.ts';

const cwd = '/srv/parley';

function refusal(env: Readonly<Record<string, string>>, base = cwd): string {
  try {
    loadConfig({ env, cwd: base });
  } catch (thrown) {
    assert.ok(thrown instanceof AppError);
    assert.equal(thrown.code, 'config-invalid');
    return thrown.message;
  }
  assert.fail(`taken: ${JSON.stringify(env)}`);
}

test('the file of the turn model is found from the working directory', () => {
  const { local } = loadConfig({ env: { PARLEY_TURN_MODEL: 'models/turn.onnx' }, cwd });
  assert.equal(local.turnModel, '/srv/parley/models/turn.onnx');
});

test('without any variable everything has its default', () => {
  assert.deepEqual(loadConfig({ env: {}, cwd }), {
    dataDir: '/srv/parley/data',
    http: { host: '127.0.0.1', port: 8080 },
    sip: { host: '127.0.0.1', port: 5060 },
    sipTransports: {
      tcp: true,
      tls: { listen: null, certificate: null, ca: null, clients: 'any', minVersion: 'TLSv1.2' },
      strangers: 'serve',
    },
    rtp: { host: '127.0.0.1', first: 16384, last: 32766 },
    advertise: null,
    publicUrl: null,
    databaseUrl: null,
    postgresBin: null,
    keyFile: '/srv/parley/data/key',
    recordings: null,
    llm: null,
    vendors: {},
    local: { sttDir: null, ttsDir: null, languages: [], sileroModel: null, turnModel: null },
    allowNetworks: [],
    log: 'info',
    hosts: { meetzy: null, synthflow: null, dial: null, flireo: null },
    ringTimeoutMs: 45_000,
    mediaLostMs: 30_000,
    deferLimitMs: 86_400_000,
    drainMs: 60_000,
    rates: { perKey: 600, perOrganization: 6000 },
    mediaThreads: 1,
    tls: null,
    trustProxy: [],
    traces: null,
    client: { url: 'http://127.0.0.1:8080', key: null },
  });
});

test('SIP over TLS: a listener needs its certificate; strangers are refused where the world can call', () => {
  const given = {
    PARLEY_SIP: '192.0.2.10:5060',
    PARLEY_SIP_TCP: 'off',
    PARLEY_SIP_TLS: '192.0.2.10:5061',
    PARLEY_SIP_TLS_CERT: 'sip.pem',
    PARLEY_SIP_TLS_KEY: '/etc/key.pem',
    PARLEY_SIP_TLS_CA: 'ca.pem',
    PARLEY_SIP_TLS_CLIENTS: 'required',
    PARLEY_SIP_TLS_MIN: '1.3',
  };
  assert.deepEqual(loadConfig({ env: given, cwd }).sipTransports, {
    tcp: false,
    tls: {
      listen: { host: '192.0.2.10', port: 5061 },
      certificate: { cert: '/srv/parley/sip.pem', key: '/etc/key.pem' },
      ca: '/srv/parley/ca.pem',
      ...{ clients: 'required', minVersion: 'TLSv1.3' },
    },
    strangers: 'refuse',
  });
  const { PARLEY_SIP_TLS_CERT: _, ...without } = given;
  assert.throws(() => loadConfig({ env: without, cwd }), /PARLEY_SIP_TLS_CERT is needed too/);
  const text = '-----BEGIN PRIVATE KEY-----\nMIIE';
  assert.throws(
    () => loadConfig({ env: { ...given, PARLEY_SIP_TLS_KEY: text }, cwd }),
    ({ message }: Error) =>
      /PARLEY_SIP_TLS_KEY must be a path, not/.test(message) && !message.includes('MIIE'),
  );
  assert.throws(() => loadConfig({ env: { PARLEY_SIP_STRANGERS: 'shoot' }, cwd }), /serve, refuse, ignore/);
});

test('the configuration is frozen through and through', () => {
  const config = loadConfig({ env: {}, cwd });
  assert.ok(Object.isFrozen(config) && Object.isFrozen(config.http) && Object.isFrozen(config.allowNetworks));
});

test('variables are read', () => {
  const config = loadConfig({
    cwd,
    env: {
      PARLEY_HTTP: '[::1]:0',
      PARLEY_PUBLIC_URL: 'https://calls.example.com/',
      PARLEY_ALLOW_NETWORKS: '10.0.0.0/8, fd00::/8',
      PARLEY_LLM_URL: 'http://127.0.0.1:1/v1',
      PARLEY_LLM_MODEL: 'm',
      PARLEY_HOST_DIAL: 'Dial.Example.com',
      PARLEY_KEY_FILE: '../key',
      PARLEY_RING_TIMEOUT: '20s',
      PARLEY_LOG: ' ',
      PATH: '/bin',
    },
  });
  assert.deepEqual(config.http, { host: '::1', port: 0 });
  assert.equal(config.publicUrl, 'https://calls.example.com');
  assert.deepEqual(config.allowNetworks, ['10.0.0.0/8', 'fd00::/8']);
  assert.deepEqual(config.llm, { url: 'http://127.0.0.1:1/v1', key: null, model: 'm' });
  assert.equal(config.hosts.dial, 'dial.example.com');
  assert.equal(config.keyFile, '/srv/key');
  assert.equal(config.ringTimeoutMs, 20_000);
  assert.equal(config.log, 'info', 'blank is absent');
});

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['PARLEY_HTTP', 'localhost', /PARLEY_HTTP must be an IP address.*PARLEY_HTTP=0\.0\.0\.0:8080/],
  ['PARLEY_HTTP', '127.0.0.1:70000', /above 65535/],
  ['PARLEY_SIP', '5060', /PARLEY_SIP must be an IP address/],
  ['PARLEY_RTP', '127.0.0.1:16385-20000', /even port/],
  ['PARLEY_RTP', '127.0.0.1:20000-16384', /last port above the first/],
  ['PARLEY_RTP', '127.0.0.1:80-100', /between ports 1024 and 65535/],
  ['PARLEY_ADVERTISE', 'http://x', /host name or an IP/],
  ['PARLEY_PUBLIC_URL', 'calls.example.com', /absolute http/],
  ['DATABASE_URL', 'mysql://x', /postgres:\/\//],
  ['PARLEY_ALLOW_NETWORKS', '10.0.0.0', /`10\.0\.0\.0` is none/],
  ['PARLEY_ALLOW_NETWORKS', '10.0.0.0/33', /CIDR/],
  ['PARLEY_LOG', 'loud', /one of debug, info/],
  ['PARLEY_LLM_URL', 'http://127.0.0.1/v1', /PARLEY_LLM_MODEL is needed/],
  ['PARLEY_DEFER_LIMIT', '24', /unit/],
  ['PARLEY_MEDIA_THREADS', '0', /between 1 and 64/],
  ['PARLEY_DATA_DRI', 'x', /PARLEY_DATA_DRI is no setting; did you mean PARLEY_DATA_DIR\?/],
  ['PARLEY_ZZZZZZZZZ', 'x', /`parley help` lists them/],
];
for (const [variable, text, said] of refused)
  test(`${variable}=${text} is refused`, () => assert.match(refusal({ [variable]: text }), said));

test('every bad variable is told at once', () => {
  assert.equal(refusal({ PARLEY_HTTP: 'x', PARLEY_SIP: 'y', PARLEY_X: '' }).split('\n').length, 3);
});

test('a file gives settings, the environment goes before it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (text: string): void => writeFileSync(join(folder, 'parley.json'), text);
  const env = { PARLEY_CONFIG: 'parley.json' };
  write(
    '{"http": "127.0.0.1:1111", "sip": "127.0.0.1:2222", "media_threads": 2, "allow_networks": ["10.0.0.0/8"]}',
  );
  const config = loadConfig({ env: { ...env, PARLEY_SIP: '127.0.0.1:3333' }, cwd: folder });
  assert.deepEqual([config.http.port, config.sip.port, config.mediaThreads], [1111, 3333, 2]);
  assert.deepEqual(config.allowNetworks, ['10.0.0.0/8']);
  write('{"htp": "127.0.0.1:1111"}');
  assert.match(refusal(env, folder), /htp in parley\.json is no setting; did you mean http\?/);
  write('{"sip": 7}');
  assert.match(refusal(env, folder), /^sip in parley\.json must be an IP address/);
  write('{');
  assert.match(refusal(env, folder), /PARLEY_CONFIG must name a readable JSON file/);
  assert.match(refusal({ PARLEY_CONFIG: 'missing.json' }, folder), /ENOENT/);
});

test('certificate, proxies, traces and the server that commands speak to', () => {
  const config = loadConfig({
    cwd: '/srv',
    env: {
      PARLEY_TLS_CERT: 'cert.pem',
      PARLEY_TLS_KEY: '/etc/key.pem',
      PARLEY_TRUST_PROXY: '127.0.0.1/32',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%3Db, x=1',
      PARLEY_KEY: 'pk_live_1',
    },
  });
  assert.deepEqual(config.tls, { cert: '/srv/cert.pem', key: '/etc/key.pem' });
  assert.deepEqual(config.trustProxy, ['127.0.0.1/32']);
  assert.deepEqual(config.traces, {
    url: 'http://127.0.0.1:4318',
    headers: { 'api-key': 'a=b', x: '1' },
    service: 'parley',
  });
  assert.deepEqual(config.client, { url: 'http://127.0.0.1:8080', key: 'pk_live_1' });
  assert.throws(() => loadConfig({ env: { PARLEY_TLS_CERT: 'a' } }), /PARLEY_TLS_KEY is needed too/);
  assert.throws(() => loadConfig({ env: { OTEL_EXPORTER_OTLP_HEADERS: 'a' } }), /name=value/);
});
