/** Calls over real SIP and RTP whose logs, taken out by the API, decide the same again; `npm run soak -- replay` makes 100. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { replayCall } from '#replay';
import { parseAgentConfig, type NewEvent } from '#domain';
import { runParley, type Running } from './parley.ts';

const CALLS = Number(process.env['REPLAY_CALLS'] ?? 6);
/** At a time; more would make the two-core machines of CI late. */
const TOGETHER = 12;
/** Users of the built-in callee who behave differently on the line. */
const CALLEES = ['human', 'interrupter', 'silent', 'voicemail'] as const;
const program = new URL('../../bin/parley.js', import.meta.url).pathname;

const run = async (dataDir: string, ...args: string[]) => {
  const env = { ...process.env, PARLEY_DATA_DIR: dataDir, PARLEY_KEY_FILE: join(dataDir, 'key') };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { env });
  return stdout;
};

let parley: Running;
before(async () => (parley = await runParley()));
after(() => parley.close());

const agent = (n: number) => ({
  name: 'Replayed',
  flow: {
    start: 'hello',
    nodes: [
      { id: 'hello', type: 'say', text: `Hello, this is Parley, call number ${n}.` },
      {
        id: 'fits',
        type: 'ask',
        text: 'Does tomorrow fit?',
        slot: { type: 'yes_no', name: 'fits' },
        retries: 1,
      },
      { id: 'end', type: 'end', text: 'Thank you. Goodbye.' },
    ],
    edges: [
      { from: 'hello', to: 'fits' },
      { from: 'fits', to: 'end' },
      { from: 'fits', to: 'end', on: 'no_match' },
      { from: 'fits', to: 'end', on: 'no_input' },
    ],
  },
  silence: { reminder_after_s: 2, max_reminders: n % 2 },
  turns: { endpoint_ms: 500 + (n % 4) * 100 },
  max_duration_s: 20,
});

async function eventsOf(id: string): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (let after = 0; ;) {
    const { body } = await parley.tester.get(`/v1/calls/${id}/events?after=${after}&limit=1000`);
    const page = body['data'] as { at: string; type: string; data: Record<string, unknown>; seq: number }[];
    events.push(...page.map(({ at, type, data }) => ({ at: Date.parse(at), type, data })));
    if (page.length === 0 || !body['has_more']) return events;
    after = page.at(-1)!.seq;
  }
}

async function call(n: number): Promise<string> {
  const to = `sip:${CALLEES[n % CALLEES.length]}@127.0.0.1`;
  const { status, body } = await parley.tester.post('/v1/calls', { to, agent: agent(n) });
  assert.equal(status, 201, JSON.stringify(body));
  await parley.tester.settled(body['id'], 60_000);
  return body['id'] as string;
}

test(`${CALLS} calls replay with identical logs`, async () => {
  const ids: string[] = [];
  const numbers = Array.from({ length: CALLS }, (_, n) => n);
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) ids.push(await call(n));
    }),
  );
  let decisions = 0;
  for (const id of ids) {
    const report = replayCall(await eventsOf(id));
    assert.equal(report.difference, null, `${id}: ${JSON.stringify(report)}`);
    decisions += report.decisions;
  }
  assert.ok(decisions > CALLS * 20, `${decisions} decisions`);
});

test('the program replays by id, tries another policy, and carries a call to another machine as one file', async (t) => {
  const id = await call(0);
  assert.match(await run(parley.dataDir, 'replay', id), /every decision is the same/);

  const patient = join(parley.dataDir, 'patient.yaml');
  const { turns: _, ...config } = agent(0);
  assert.ok('ok' in parseAgentConfig({ ...config, turns: { endpoint_ms: 1500 } }));
  writeFileSync(patient, JSON.stringify({ ...config, turns: { endpoint_ms: 1500 } }));
  const report = JSON.parse(await run(parley.dataDir, 'replay', id, '--with', patient, '--json'));
  assert.ok(report.same > 0, 'a longer wait decides otherwise, but not from the beginning');
  assert.deepEqual([report.own.type, report.own.data.name], ['alarm-set', 'endpoint']);

  const file = join(parley.dataDir, 'call.json');
  await run(parley.dataDir, 'call', 'export', id, '--out', file);
  const other = await runParley();
  t.after(() => other.close());
  assert.equal((await run(other.dataDir, 'call', 'import', file)).trim(), id);
  const { body } = await other.client.get(`/v1/calls/${id}`);
  assert.equal(body['status'], 'ended');
  assert.match(await run(other.dataDir, 'replay', id), /every decision is the same/);
});
