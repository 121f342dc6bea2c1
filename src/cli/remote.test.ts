import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadConfig } from '#config';
import { ParleyError } from '#client';
import { openTestApi } from '../api/testing.ts';
import { ABOUT } from './agents/files.ts';
import { difference } from './agents/plan.ts';
import { follow } from './logs.ts';
import { tableOf } from './remote/table.ts';
import { run } from './run.ts';

let server: Awaited<ReturnType<typeof openTestApi>>;
let env: Record<string, string>;
let folder: string;

before(async () => {
  server = await openTestApi();
  const { url } = await server.api.listen({ host: '127.0.0.1', port: 0 });
  env = { PARLEY_URL: url, PARLEY_KEY: server.liveKey };
  folder = mkdtempSync(join(tmpdir(), 'parley-agents-'));
});
after(async () => {
  await server.api.close();
  rmSync(folder, { recursive: true, force: true });
});

async function parley(args: readonly string[], settings: Readonly<Record<string, string>> = env) {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await run(args, {
    terminal: { out: (line) => void out.push(line), error: (line) => void error.push(line) },
    config: () => loadConfig({ env: settings }),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

test('agents live in files: pushed, pushed again without a change, shown before they change, pulled', async () => {
  const file = join(folder, 'ann.yaml');
  writeFileSync(file, 'name: Ann\nprompt: |\n  Be kind.\n  Be brief.\ntools:\n  - type: end_call\n');
  const dry = await parley(['agents', 'push', folder, '--dry-run']);
  assert.match(dry.out, /^create {2}.*ann\.yaml\n(.*\n)*.*\+ name: Ann/);
  assert.deepEqual(JSON.parse((await parley(['agents', 'list', '--json'])).out), []);

  const [first] = JSON.parse((await parley(['agents', 'push', folder, '--json'])).out);
  assert.equal(first.act, 'create');
  assert.deepEqual((await parley(['agents', 'push', folder])).out, `unchanged  ${file}`);

  writeFileSync(file, 'name: Ann\nprompt: |\n  Be kind.\n  Be quick.\n');
  const shown = (await parley(['agents', 'push', file, '--dry-run'])).out;
  assert.deepEqual(
    shown.split('\n').map((line) => line.trim()),
    [`update  ${file}`, '-   Be brief.', '+   Be quick.', '- tools:', '-   - type: end_call'],
  );
  await parley(['agents', 'push', file, '--publish', 'quicker']);
  const agent = JSON.parse((await parley(['agents', 'get', first.id, '--json'])).out);
  assert.deepEqual([agent.prompt, agent.tools], ['Be kind.\nBe quick.\n', undefined]);
  assert.match(agent.production_version_id, /^ver_/);

  const other = join(folder, 'pulled');
  assert.equal((await parley(['agents', 'pull', other])).out, join(other, 'ann.yaml'));
  assert.deepEqual(readdirSync(other), ['ann.yaml']);
  assert.match(readFileSync(join(other, 'ann.yaml'), 'utf8'), new RegExp(`^id: ${agent.id}\n`));
  assert.match((await parley(['agents', 'push', other])).out, /^unchanged/);
});

test('a push is refused whole: a bad file by field, an unknown id', async () => {
  const bad = join(folder, 'bad.yml');
  writeFileSync(bad, 'name: Bob\npromt: x\n');
  const invalid = await parley(['agents', 'push', bad]);
  assert.equal(invalid.code, 1);
  assert.match(invalid.error, /bad\.yml: .*promt/);
  writeFileSync(bad, 'id: agent_0000000000000000000000\nname: Bob\nprompt: x\n');
  const unknown = await parley(['agents', 'push', bad]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.error, /no agent has the id/);
  rmSync(bad);
});

test('what a file leaves out of an agent is all that is no configuration', () => {
  const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
  const { Agent, AgentConfig } = document.components.schemas;
  const about = Object.keys(Agent.properties).filter((name) => !(name in AgentConfig.properties));
  assert.deepEqual(
    about.filter((name) => !(ABOUT as readonly string[]).includes(name)),
    [],
  );
});

test('numbers and trunks: made from pairs and files, listed, changed', async () => {
  const made = await parley([
    'trunks',
    'create',
    '--set',
    'name=Office',
    '--set',
    'uri=sip:127.0.0.1',
    '--json',
  ]);
  const trunk = JSON.parse(made.out);
  const changed = await parley(['trunks', 'update', trunk.id, '--set', 'concurrency=3', '--json']);
  assert.equal(JSON.parse(changed.out).concurrency, 3);
  writeFileSync(join(folder, 'number.json'), JSON.stringify({ trunk_id: trunk.id }));
  await parley(['numbers', 'create', '--file', join(folder, 'number.json'), '--set', 'e164="+34910000001"']);
  assert.match((await parley(['numbers', 'list'])).out, /^ID +E164 +TRUNK_ID +AGENT_ID\n\S+ +\+34910000001/);
  const looked = await parley(['doctor', 'trunk', trunk.id]);
  assert.match(looked.out, /^(ok  |FAIL)  \w+ +/);
  assert.match(looked.out, /A call can (not )?leave/);
  assert.equal((await parley(['doctor', 'trunk', trunk.id, '--json'])).code, looked.code);
  assert.equal((await parley(['doctor', 'trunk'])).code, 2);
  assert.equal((await parley(['numbers'])).code, 2);
  assert.equal((await parley(['trunks', 'delete'])).code, 2);
});

test('calls: created, listed, read, hung up', async () => {
  const file = join(folder, 'inline.yaml');
  writeFileSync(file, 'name: Bob\nprompt: Be kind.\n');
  const made = await parley(['calls', 'create', '--to', 'sip:a@127.0.0.1', '--file', file, '--json']);
  assert.equal(made.code, 0, made.error);
  const call = JSON.parse(made.out);
  assert.match((await parley(['calls', 'list'])).out, new RegExp(call.id));
  assert.equal(JSON.parse((await parley(['calls', 'get', call.id, '--json'])).out).id, call.id);
  assert.match((await parley(['calls', 'events', call.id])).out, /call-created/);
  assert.match((await parley(['logs'])).out, new RegExp(`^${call.id}  \\d\\d:`));
});

test('exit codes: refused by the server 3, no server 4, no key 1, misused 2', async () => {
  const refused = await parley(['calls', 'get', 'call_none']);
  assert.equal(refused.code, 3);
  assert.match(refused.error, /call-unknown, req_/);
  assert.equal((await parley(['agents', 'list', '--url', 'http://127.0.0.1:9'])).code, 4);
  const keyless = await parley(['agents', 'list'], {});
  assert.equal(keyless.code, 1);
  assert.match(keyless.error, /PARLEY_KEY/);
  assert.equal((await parley(['calls', 'create'])).code, 2);
  assert.equal((await parley(['calls', 'say', 'x', '--what'])).code, 2);
});

test('a table of nothing is nothing; columns are as wide as they need', () => {
  assert.deepEqual(tableOf([], ['a']), []);
  assert.deepEqual(tableOf([{ a: { b: 1 } }, { a: null, c: 'xyz' }], ['a.b', 'c']), [
    'B  C',
    '1  -',
    '-  xyz',
  ]);
});

test('a difference tells lines that go and lines that come', () => {
  assert.deepEqual(difference({ a: 1, b: [1, 1] }, { b: [1], c: 'x' }), ['- a: 1', '-   - 1', '+ c: x']);
});

test('logs are followed as they happen; a position that is lost is begun anew, and said', async () => {
  const streams = [
    async function* () {
      yield { call_id: 'one', seq: 1 };
      throw new ParleyError(410, { code: 'stream-position-lost', detail: 'Too old.' }, null);
    },
    async function* () {
      yield { call_id: 'two', seq: 1 };
    },
  ];
  const [seen, said]: [string[], string[]] = [[], []];
  const client = { events: { follow: () => streams.shift()!() } } as unknown as Parameters<typeof follow>[0];
  const terminal = { error: (line: string) => void said.push(line) };
  await follow(client, ({ call_id, seq }) => void seen.push(`${call_id} ${seq}`), terminal);
  assert.deepEqual([seen, said.length], [['one 1', 'two 1'], 1]);
});

test('every fault is one line that says what to do', async () => {
  const wrong = await parley(['agents', 'list', '--key', `pk_live_${'0'.repeat(48)}`]);
  assert.equal(wrong.code, 3);
  assert.match(wrong.error, /^parley: [^\n]*--key or PARLEY_KEY[^\n]*\(unauthorized, req_\w+\)$/);
  const nobody = await parley(['agents', 'list', '--url', 'http://127.0.0.1:9']);
  assert.match(
    nobody.error,
    /^parley: http:\/\/127\.0\.0\.1:9\/v1\/agents\S* does not answer: [^\n]*--url or PARLEY_URL\.$/,
  );
  const none = await parley(['agents', 'get', 'agent_none']);
  assert.match(none.error, /^parley: [^\n]*\(agent-unknown, req_\w+\)$/);
  const misused = await parley(['numbers', 'lst']);
  assert.match(misused.error, /^Usage: parley numbers list\|get ID[^\n]*$/);
});

test('each command tells how it is called', async () => {
  for (const args of [
    ['help', 'campaigns'],
    ['campaigns', '--help'],
    ['campaigns', 'start', '-h'],
  ]) {
    const { code, out } = await parley(args, {});
    assert.deepEqual(
      [code, /^Many people[\s\S]*parley campaigns list\|.*start ID/.test(out)],
      [0, true],
      out,
    );
  }
  assert.match((await parley(['help', 'cals'])).error, /no command `cals`\. Did you mean `calls`/);
});
