/** What is wrong gets an answer that names it and the mend; the process stays up, and nothing accepted is lost. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { answers } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { runParley, sayer, type Client, type Running } from './parley.ts';
import { eventsOf } from './recorded.ts';
import { clientOf, serve, type Served } from './served.ts';

const agent = sayer('Hello.');
const to = 'sip:bob@127.0.0.1:9';
const UNKNOWN = 'agent_00000000000000000000';

/** Of a refused request: the body, and what the answer must say. */
interface Refused {
  readonly what: string;
  readonly body: unknown;
  readonly status: number;
  readonly code: string;
  /** The field named. */
  readonly param?: string;
  /** The rule and the mend. */
  readonly says: RegExp;
}

const flowWith = (node: Record<string, unknown>) => ({
  ...agent,
  flow: { start: 'a', nodes: [node], edges: [] },
});
const address = (number: unknown) => ({
  what: `the number ${JSON.stringify(number)}`,
  body: { agent, to: number },
  status: 403,
  code: 'dial-denied',
  param: 'to',
  says: /plus sign, then 7 to 15 digits.* SIP URI/,
});

const refused: readonly Refused[] = [
  ...[
    '34600111222',
    '+034600111222',
    '+12345',
    '+1234567890123456',
    '+34 600 111 222',
    'anna',
    'sip:',
    'tel:+34600111222',
  ].map(address),
  {
    what: 'no number',
    body: { agent },
    status: 400,
    code: 'invalid-request',
    param: 'to',
    says: /required|missing/i,
  },
  {
    what: 'a number that is none',
    body: { agent, to: 34600111222 },
    status: 400,
    code: 'invalid-request',
    param: 'to',
    says: /string|text/i,
  },
  {
    what: 'an unknown agent',
    body: { agent_id: UNKNOWN, to },
    status: 404,
    code: 'agent-unknown',
    param: 'agent_id',
    says: /agent/,
  },
  {
    what: 'neither agent nor agent_id',
    body: { to },
    status: 400,
    code: 'invalid-request',
    param: 'agent_id',
    says: /one of the two/,
  },
  {
    what: 'an unknown trunk',
    body: { agent, to, trunk_id: 'trunk_00000000000000000000' },
    status: 404,
    code: 'trunk-unknown',
    param: 'trunk_id',
    says: /trunk/,
  },
  {
    what: 'variables of the wrong type',
    body: { agent, to, variables: 'Anna' },
    status: 400,
    code: 'invalid-request',
    param: 'variables',
    says: /object/,
  },
  {
    what: 'a moment that is none',
    body: { agent, to, not_before: 'tomorrow' },
    status: 400,
    code: 'invalid-request',
    param: 'not_before',
    says: /ISO 8601|RFC 3339|2026|Z/,
  },
  {
    what: 'a misspelled field',
    body: { agent, to, not_befor: '2030-01-01T00:00:00Z' },
    status: 400,
    code: 'invalid-request',
    param: 'not_befor',
    says: /not_before/,
  },
  {
    what: 'a node of a type that is none',
    body: { agent: flowWith({ id: 'a', type: 'teleport', to: '+34600111222' }), to },
    status: 400,
    code: 'invalid-request',
    param: 'agent.flow.nodes[0].type',
    says: /say, ask|ask.*end/,
  },
  {
    what: 'an edge to nowhere',
    body: {
      agent: { ...agent, flow: { ...(agent['flow'] as object), edges: [{ from: 'bye', to: 'gone' }] } },
      to,
    },
    status: 400,
    code: 'invalid-request',
    param: 'agent.flow.edges[0].to',
    says: /gone/,
  },
  {
    what: 'a missing variable',
    body: { agent: sayer('Hello {{name}}, your code is {{order.code}}.'), to, variables: { name: 'Anna' } },
    status: 400,
    code: 'variable-missing',
    param: 'variables.order.code',
    says: /\{\{order\.code\}\}.*Add it to variables/,
  },
  {
    what: 'a prompt without a language model',
    body: { agent: { name: 'Prompt', language: 'en-US', prompt: 'Be kind.' }, to },
    status: 400,
    code: 'llm-missing',
    param: 'agent',
    says: /PARLEY_LLM_URL/,
  },
  {
    what: 'a voice that nobody has',
    body: { agent: sayer('Hello.', { voice: { id: 'nobody' } }), to },
    status: 400,
    code: 'invalid-request',
    param: 'agent.voice.id',
    says: /`nobody`.*slt, rms/,
  },
  {
    what: 'a body that is not JSON',
    body: '{"to": ',
    status: 400,
    code: 'invalid-json',
    says: /line 1, column/,
  },
  { what: 'a list as a body', body: [], status: 400, code: 'invalid-request', says: /object/ },
  {
    what: 'a body without end',
    body: { agent, to, metadata: { text: 'x'.repeat(1_100_000) } },
    status: 413,
    code: 'body-too-large',
    says: /1 MiB/,
  },
];

describe('requests', () => {
  let running: Running;
  before(async () => {
    running = await runParley();
  });
  after(() => running.close());

  for (const { what, body, status, code, param, says } of refused)
    test(`refused: ${what}`, async () => {
      const answer = await running.client.post('/v1/calls', body);
      assert.deepEqual([answer.status, answer.body['code']], [status, code], JSON.stringify(answer.body));
      assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/);
      if (param !== undefined) {
        const named = [answer.body['param'], ...(answer.body['errors'] ?? []).map((each: any) => each.param)];
        assert.ok(named.includes(param), JSON.stringify(answer.body));
      }
      assert.match(JSON.stringify([answer.body['detail'], answer.body['errors']]), says);
    });

  test('a trunk that cannot be reached: the call ends, and says whose fault it is', async () => {
    const { client } = running;
    for (const [e164, host] of [
      ['+15550105001', '127.0.0.1:9'],
      ['+15550105002', 'no-such-host.invalid'],
    ]) {
      const trunk = await client.post('/v1/trunks', { name: 'gone', uri: `sip:${host}` });
      const number = await client.post('/v1/numbers', { e164, trunk_id: trunk.body['id'] });
      const made = await client.post('/v1/calls', { agent, to: '+34600333001', from: number.body['id'] });
      const call = await client.settled(made.body['id'], 40_000);
      const { code, party, detail } = call['outcome'].end_reason;
      assert.deepEqual([call['outcome'].code, code, party], ['failed', 'trunk-unreachable', 'carrier']);
      assert.match(detail, new RegExp(host!.split(':')[0]!.replaceAll('.', '\\.')), 'names the place');
    }
  });

  test('after all that it is up, and a call goes through', async () => {
    const health = await fetch(`${running.parley.url}/healthz`);
    assert.equal(health.status, 200);
    await talk(running.client);
  });
});

/** One whole call to sipp. @returns it, ended */
async function talk(client: Client): Promise<Record<string, any>> {
  const peer = await startSipp({ scenario: answers() });
  const made = await client.post('/v1/calls', { agent, to: `sip:bob@${peer.address}` });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const call = await client.settled(made.body['id']);
  assert.equal(call['outcome'].code, 'completed', JSON.stringify(call['outcome']));
  assert.equal((await peer.done).code, 0);
  return call;
}

describe('recordings that cannot be written', () => {
  let running: Running;
  before(async () => {
    running = await runParley({ log: 'silent' });
  });
  after(() => running.close());

  /** The call is whole without its recording, and says so. */
  async function talksUnrecorded(says: RegExp): Promise<void> {
    const { client } = running;
    const call = await talk(client);
    assert.equal(call['recording'], null);
    assert.equal(call['turns'][0].text, 'Hello.');
    const failed = (await eventsOf(client, call['id'])).filter(({ type }) => type === 'recording-failed');
    assert.equal(failed.length, 1, 'told once');
    assert.match(failed[0]!.data['detail'], says);
    const { status, body } = await client.get(`/v1/calls/${call['id']}/recording`);
    assert.deepEqual([status, body['code']], [404, 'recording-unknown']);
    const ready = await fetch(`${running.parley.url}/readyz`);
    const { checks } = (await ready.json()) as { checks: { name: string; ok: boolean; detail: string }[] };
    const check = checks.find(({ name }) => name === 'recordings')!;
    assert.deepEqual([ready.status, check.ok], [503, false]);
    assert.match(check.detail, /Free some space|writable/);
  }

  test('a file where the folder should be', async () => {
    const { recordingsDir } = running.parley;
    rmSync(recordingsDir, { recursive: true, force: true });
    writeFileSync(recordingsDir, 'in the way');
    await talksUnrecorded(/EEXIST|ENOTDIR/);
    rmSync(recordingsDir);
    assert.ok((await talk(running.client))['recording'], 'mended, without a restart');
  });

  test('a full disk', { skip: process.getuid?.() !== 0 && 'mounting takes root' }, async (t) => {
    const { recordingsDir } = running.parley;
    mkdirSync(recordingsDir, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', recordingsDir], { stdio: 'pipe' });
    } catch (cause) {
      return t.skip(`this machine mounts nothing: ${(cause as Error).message}`);
    }
    try {
      await talksUnrecorded(/ENOSPC/);
    } finally {
      execFileSync('umount', [recordingsDir]);
    }
    assert.ok((await talk(running.client))['recording'], 'mended, without a restart');
  });
});

describe('a start that cannot be', { concurrency: 3 }, () => {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  function environment(more: Record<string, string> = {}): Record<string, string> {
    const folder = freshFolder('bad');
    folders.push(folder);
    return {
      PARLEY_DATA_DIR: folder,
      PARLEY_HTTP: '127.0.0.1:0',
      PARLEY_SIP: '127.0.0.1:0',
      PARLEY_LOG: 'error',
      ...more,
    };
  }

  test('the HTTP port is busy', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await refusesToStart(
      environment({ PARLEY_HTTP: `127.0.0.1:${port}` }),
      new RegExp(`127\\.0\\.0\\.1:${port}.*PARLEY_HTTP`),
    );
    other.close();
  });

  test('the SIP port is busy', async () => {
    const other = createSocket('udp4');
    const port = await freePorts(1);
    other.bind(port, '127.0.0.1');
    await once(other, 'listening');
    await refusesToStart(
      environment({ PARLEY_SIP: `127.0.0.1:${port}` }),
      new RegExp(`127\\.0\\.0\\.1:${port}.*PARLEY_SIP`),
    );
    other.close();
  });

  test('a setting that is none', async () => {
    await refusesToStart(environment({ PARLEY_RTP: 'everywhere' }), /PARLEY_RTP.*16384-32766/);
  });

  test('a second process on one data directory; the first goes on', { timeout: 60_000 }, async () => {
    const settings = environment();
    const first = await serve(settings);
    const client = await clientOf(first, settings);
    await refusesToStart(settings, new RegExp(`${settings['PARLEY_DATA_DIR']}.*PARLEY_DATA_DIR`));
    await talk(client);
    assert.equal(await first.stop(), 0);
  });

  test('a damaged data directory', { timeout: 60_000 }, async () => {
    const settings = environment();
    assert.equal(await (await serve(settings)).stop(), 0);
    const control = join(settings['PARLEY_DATA_DIR']!, 'postgres', 'global', 'pg_control');
    rmSync(control);
    await refusesToStart(settings, /global\/pg_control is missing.*backup.*mv /);
  });
});

/** It ends with 1 and one sentence for people. */
async function refusesToStart(settings: Record<string, string>, says: RegExp): Promise<void> {
  const fault = await serve(settings).then(
    async (started: Served) => {
      await started.kill();
      assert.fail('it started');
    },
    (thrown: Error) => thrown,
  );
  assert.match(fault.message, /ended with 1:/);
  assert.match(fault.message, says);
  assert.doesNotMatch(fault.message, /\n\s+at /, 'a sentence, not a stack');
}
