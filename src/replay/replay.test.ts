import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, Call, CallPlan, NewEvent } from '#domain';
import { AppError } from '#kernel';
import { planOf, rig } from '../conversation/rig/testing.ts';
import { callFile, readCallFile } from './call-file.ts';
import { compareAgents } from './compare-agents.ts';
import { replayCall } from './replay-call.ts';

const flow: AgentConfig['flow'] = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello {{name}}, calling from {{from_number}}.' },
    { id: 'ok', type: 'ask', text: 'Is Monday fine?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'end', type: 'end', text: 'Thank you, goodbye.' },
  ],
  edges: [
    { from: 'hello', to: 'ok' },
    { from: 'ok', to: 'end' },
  ],
};

/** A call in virtual time, as its log would be kept: through JSON, with the acceptance and the attempt before it. */
async function recordedCall(plan: CallPlan): Promise<readonly NewEvent[]> {
  const talk = await rig({ ...plan, variables: { ...plan.variables, from_number: '+15550100' } });
  await talk.advance(6000);
  await talk.say('yes', 500, 4000);
  talk.talk.close('bye');
  const frozen = {
    agent_name: plan.agentName,
    config: plan.config,
    variables: plan.variables,
    context: plan.context,
    max_duration_ms: plan.maxDurationMs,
  };
  const events = [
    { at: 1, type: 'call-accepted', data: { plan: frozen } },
    { at: 2, type: 'attempt-started', data: { from: '+15550100' } },
    ...talk.log.map((entry) => ({ at: 3, ...entry })),
  ];
  return JSON.parse(JSON.stringify(events)) as NewEvent[];
}

const plan = planOf({ flow }, { variables: { name: 'Ann' } });

test('a log replays to the same decisions', async () => {
  const events = await recordedCall(plan);
  const report = replayCall(events);
  assert.equal(report.difference, null);
  assert.ok(report.inputs > 10 && report.decisions > 10);
});

test('a decision that was tampered with is found where it stands', async () => {
  const events = await recordedCall(plan);
  const index = events.findIndex(({ type }) => type === 'slot-filled');
  const tampered = events.map((event, at) =>
    at === index ? { ...event, data: { ...event.data, value: 'no' } } : event,
  );
  const { difference } = replayCall(tampered);
  assert.equal(difference?.recorded?.seq, index + 1);
  assert.deepEqual(difference?.recorded?.data['value'], 'no');
  assert.deepEqual(difference?.replayed?.data['value'], 'yes');
});

test('another agent shows its first different decision', async () => {
  const events = await recordedCall(plan);
  const polite = compareAgents(events, { ...plan.config, greeting: 'Good day.' });
  assert.match(JSON.stringify(polite.own), /Hello Ann/);
  assert.match(JSON.stringify(polite.other), /Good day/);
  const slower = compareAgents(events, { ...plan.config, turns: { endpoint_ms: 1500 } });
  assert.deepEqual([slower.own?.type, slower.own?.data['name']], ['alarm-set', 'endpoint']);
  assert.ok(Number(slower.other?.data['at']) > Number(slower.own?.data['at']));
  assert.equal(compareAgents(events, plan.config).same, null);
});

test('a log without a conversation is refused', () => {
  assert.throws(
    () => replayCall([{ at: 1, type: 'call-accepted', data: {} }]),
    (thrown) => thrown instanceof AppError && thrown.code === 'call-not-replayable',
  );
});

test('a file reads back as it was written; others say what is wrong', async () => {
  const events = await recordedCall(plan);
  const call = { id: '0192a3b4-c5d6-8789-8000-000000000000', plan } as unknown as Call;
  const file = callFile(
    call,
    events.map((event, index) => ({ ...event, callId: call.id, seq: index + 1 })),
  );
  assert.deepEqual(readCallFile(JSON.stringify(file)), JSON.parse(JSON.stringify(file)));
  const wrong = ['', '{}', '{"format":"parley-call/1"}', JSON.stringify({ ...file, events: [{}] })];
  for (const text of wrong)
    assert.throws(
      () => readCallFile(text),
      (thrown) => thrown instanceof AppError && thrown.code === 'call-file-unreadable',
      text.slice(0, 40),
    );
});
