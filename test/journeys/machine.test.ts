/** Machines that answer real calls: a mailbox by its clip, a menu, a fax; the words of each dialect for them. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { muLaw } from '#audio';
import { readClip } from '../../fixtures/speech/clips.ts';
import { findClip } from '../peers/listen.ts';
import { startBaresip } from '../peers/baresip.ts';
import { answers } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { runParley, sayer, type Running } from './parley.ts';
import { eventsOf, spoken } from './recorded.ts';
import { vendors } from './vendors.ts';

const MESSAGE = 'This is the clinic. Please call us back about your appointment.';
/** Where the beep of the clip ends, s. */
const BEEP_ENDS = 9.147;

let running: Running;
let callee = '';
const simulated = spawn(
  process.execPath,
  [new URL('../../src/simulation/callee-process.ts', import.meta.url).pathname],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
before(async () => {
  const [line] = (await once(simulated.stdout.setEncoding('utf8'), 'data')) as [string];
  callee = (JSON.parse(line) as { sip: string }).sip.replace('sip:callee@', '');
  running = await runParley();
});
after(async () => {
  await running.close();
  simulated.stdin.end();
});

async function call(to: string, machine: object, more: object = {}): Promise<Record<string, any>> {
  const agent = sayer('Hello, this is the clinic.', { voice: { id: 'rms' }, ...more });
  const { status, body } = await running.client.post('/v1/calls', { agent, to, overrides: { machine } });
  assert.equal(status, 201, JSON.stringify(body));
  return running.client.settled(body['id'], 60_000);
}

const ended = (call: Record<string, any>): unknown[] => [
  call['outcome'].code,
  call['outcome'].end_reason.code,
];

/** A carrier whose callee plays the mailbox's greeting to every call. */
async function mailbox(calls: number) {
  const clip = readClip('voicemail_slt');
  const octets = new Uint8Array(clip.length);
  muLaw.encode(clip, octets);
  const scenario = answers({ codec: 'PCMU', file: 'voicemail.ulaw' });
  return startSipp({ scenario, files: { 'voicemail.ulaw': octets }, calls, timeoutS: 90 });
}

test('a mailbox is hung up on within seconds, unspoken to', { timeout: 60_000 }, async () => {
  const peer = await mailbox(1);
  const read = await call(`sip:anna@${peer.address}`, { on_machine: 'hang_up' });
  assert.deepEqual(ended(read), ['voicemail', 'voicemail-reached']);
  const [verdict] = (await eventsOf(running.client, read['id'])).filter(
    (it) => it.type === 'answer-classified',
  );
  assert.equal(verdict!.data['verdict'], 'machine');
  assert.ok(verdict!.data['at_ms'] <= 4100, `${verdict!.data['at_ms']}`);
  assert.ok(!read['transcript']?.some?.((turn: { who: string }) => turn.who === 'agent'));
  await peer.stop();
});

test('the message is on the callee\u2019s side after the beep, whole', { timeout: 90_000 }, async () => {
  const phone = await startBaresip({ codec: 'PCMU', says: readClip('voicemail_slt'), answers: 'auto' });
  try {
    const read = await call(phone.uri, { on_machine: 'leave_message', message: MESSAGE });
    assert.deepEqual(ended(read), ['voicemail', 'voicemail-left']);
    const first = await spoken('This is the clinic.', 'rms');
    const found = findClip(first, phone.heard());
    assert.ok(found.correlation > 0.9, `correlation ${found.correlation}`);
    const at = found.offset / 8000;
    assert.ok(at > BEEP_ENDS && at < BEEP_ENDS + 2, `the message begins at ${at} s`);
  } finally {
    await phone.stop();
  }
});

test(
  'a menu is walked through by the key for the goal, which the callee hears',
  { timeout: 90_000 },
  async () => {
    const read = await call(
      `sip:ivr@${callee}`,
      { on_ivr: 'navigate', ivr_goal: 'billing' },
      { max_duration_s: 60 },
    );
    const events = await eventsOf(running.client, read['id']);
    const actions = events.filter((it) => it.type === 'machine-action').map((it) => it.data);
    assert.ok(
      actions.some(({ action, detail }) => action === 'press' && detail.startsWith('3:')),
      JSON.stringify(actions),
    );
    // The callee goes on as a person only when it has heard the key.
    assert.equal(events.findLast((it) => it.type === 'answer-classified')?.data['verdict'], 'human');
    assert.deepEqual(ended(read), ['completed', 'agent-hung-up']);
  },
);

test('a fax tone ends the call, whatever the settings are', { timeout: 60_000 }, async () => {
  assert.deepEqual(ended(await call(`sip:fax@${callee}`, {})), ['failed', 'fax']);
});

const WORDS = {
  meetzy: ['voicemail', {}],
  synthflow: ['hangup_on_voicemail', {}],
  dial: ['AMD Terminated', { machine: { on_machine: 'hang_up' } }],
  flireo: ['ended', { machine: { on_machine: 'hang_up' } }],
} as const;

test('each dialect has its word for a machine', { timeout: 120_000 }, async () => {
  const { client } = running;
  const peer = await mailbox(5);
  const trunk = await client.post('/v1/trunks', { name: 'mailboxes', uri: `sip:${peer.address}` });
  const dial = async (name: keyof typeof WORDS, more: object, line: number): Promise<Record<string, any>> => {
    const vendor = vendors.find((it) => it.name === name)!;
    const agent = await client.post('/v1/agents', sayer('Hello.', { voice: { id: 'rms' }, ...more }));
    assert.equal(agent.status, 201, JSON.stringify(agent.body));
    const number = await client.post('/v1/numbers', {
      ...{ e164: `+1555010030${line}`, trunk_id: trunk.body['id'], agent_id: agent.body['id'] },
    });
    const wish = {
      agent: agent.body['aliases'][name],
      number: number.body['aliases'][name],
      to: `+3460011133${line}`,
      name: 'Anna',
    };
    const answer = await client.post(vendor.creates[0]!, vendor.body(wish));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { id } = vendor.created(answer.body);
    await client.settled(id, 60_000);
    return vendor.call((await client.get(vendor.reads[0]!(id))).body);
  };
  const left = { machine: { on_machine: 'leave_message', message: 'Call us.' } };
  const [calls, message] = await Promise.all([
    Promise.all(
      Object.entries(WORDS).map(([name, [, more]], line) => dial(name as keyof typeof WORDS, more, line)),
    ),
    dial('synthflow', left, 8),
  ]);
  assert.deepEqual(
    calls.map(({ status }) => status as string),
    Object.values(WORDS).map(([word]) => word),
  );
  assert.equal(calls[3]!['end_reason'], 'voicemail');
  assert.deepEqual(
    [message['status'], message['end_call_reason']],
    ['left_voicemail', 'voicemail_message_left'],
  );
  await peer.stop();
});
