/**
 * The shipped English templates as real SIP calls with the embedded models against the simulated callee. Two of them
 * by default; all five with TEMPLATES=all (`npm run soak -- templates`).
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { runParley, type Running } from './parley.ts';
import { eventsOf } from './recorded.ts';

const entry = new URL('../../src/simulation/callee-process.ts', import.meta.url);

/** What the callee says, one line a turn of the agent, and what is understood of it. */
const calls: Readonly<Record<string, { says: readonly string[]; slots: Readonly<Record<string, string>> }>> =
  {
    'appointment-reminder-en': {
      says: ["No, I can't.", 'Cancel it.'],
      slots: { comes: 'no', change: 'cancel' },
    },
    'survey-en': {
      says: ['Yes.', 'Nine.', 'Yes.', 'Yes, of course.', 'The price.'],
      slots: { willing: 'yes', score: '9', recommend: 'yes', better: 'price' },
    },
    'follow-up-en': {
      says: ['Yes, of course.', 'No, not really.', 'Send a message.'],
      slots: { now: 'yes', solved: 'no', contact: 'message' },
    },
    'delivery-notice-en': {
      says: ['No, sorry.', 'With a neighbor.'],
      slots: { home: 'no', place: 'neighbour' },
    },
    'payment-reminder-en': {
      says: ['Yes, speaking.', 'I have a question.'],
      slots: { person: 'yes', payment: 'question' },
    },
  };
const names = Object.keys(calls).slice(0, process.env['TEMPLATES'] === 'all' ? undefined : 2);

interface Template {
  readonly agent: Record<string, unknown>;
  readonly variables: readonly { readonly name: string; readonly example: string }[];
}

async function startCallee(says: readonly string[]) {
  const child = spawn(
    process.execPath,
    [entry.pathname, '--voice', 'slt', ...says.flatMap((text) => ['--say', text])],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const gone = once(child, 'exit');
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    sip: (JSON.parse(line) as { sip: string }).sip,
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}

/** Days count from the call's: only their weekday is known before. */
function plain(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(new Date(value));
}

describe('shipped templates', { concurrency: 2 }, () => {
  let running: Running;
  before(async () => {
    running = await runParley();
  });
  after(() => running.close());

  for (const name of names)
    test(`${name} is a call from beginning to end`, { timeout: 120_000 }, async (context) => {
      const { client } = running;
      const { says, slots } = calls[name]!;
      const callee = await startCallee(says);
      context.after(() => callee.close());
      const template = (await client.get(`/v1/templates/${name}`)).body as Template;
      const agent = await client.post('/v1/agents', { ...template.agent, voice: { id: 'rms' } });
      assert.equal(agent.status, 201, JSON.stringify(agent.body));
      const variables = Object.fromEntries(template.variables.map((it) => [it.name, it.example]));
      const made = await client.post('/v1/calls', { agent_id: agent.body['id'], to: callee.sip, variables });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const ended = await client.settled(made.body['id'], 110_000);
      const told = JSON.stringify(ended['turns'], null, 1);
      assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', told);
      const filled = (await eventsOf(client, made.body['id']))
        .filter(({ type }) => type === 'slot-filled')
        .map(({ data }) => [data['slot'], plain(String(data['value']))]);
      assert.deepEqual(Object.fromEntries(filled), slots, told);
    });
});
