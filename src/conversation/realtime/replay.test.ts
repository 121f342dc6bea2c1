import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp } from '../testing.ts';
import { ScriptedRealtime, type RealtimeReply } from './testing.ts';

const look = { type: 'http', name: 'look', description: '', method: 'GET', url: 'https://x.test/' } as const;
const tools: NonNullable<AgentConfig['tools']> = [
  { ...look, timeout_ms: 2000, speech: { before: 'Let me see.', error: 'No luck.', during_after_ms: 2500 } },
  { ...look, name: 'later', timeout_ms: 1500, asynchronous: true },
  { type: 'end_call' },
  { type: 'set_variable', names: ['name'] },
];
const end = { name: 'end_call' };
const reply: fc.Arbitrary<RealtimeReply> = fc.constantFrom<RealtimeReply>(
  { text: 'Fine, and how are you today, if I may ask?' },
  { text: 'Okay.' },
  {},
  { fault: 'silent' },
  { text: 'This stops in its middle and stays there.', fault: 'stalls' },
  { fault: 'failed' },
  { text: 'This breaks off in its middle, for good.', fault: 'breaks' },
  { calls: [{ name: 'look' }] },
  { text: 'One moment.', calls: [{ name: 'look' }, { name: 'later' }] },
  { calls: [{ name: 'set_variable', arguments: { name: 'Bo' } }] },
  { calls: [{ name: 'nobody' }] },
  { text: 'Goodbye then.', calls: [end] },
);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ speak: fc.integer({ min: 60, max: 2500 }) }) },
  { weight: 1, arbitrary: fc.record({ press: fc.constantFrom('1', '#') }) },
  { weight: 1, arbitrary: fc.record({ inform: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ mute: true }) },
  { weight: 1, arbitrary: fc.constant({ hangUp: true }) },
);
const world = fc.record({
  greeting: fc.constantFrom('', 'Hello there, this is Ann.'),
  interruptible: fc.boolean(),
  truncate: fc.boolean(),
  maxSeconds: fc.constantFrom(5, 20, 40),
  endAfterMs: fc.constantFrom(0, 700),
  textAfterMs: fc.constantFrom(50, 2500, 9000),
  refusals: fc.constantFrom(0, 0, 1, 2),
  machine: fc.constantFrom<AgentConfig['machine']>(
    undefined,
    { on_machine: 'hang_up' },
    { on_machine: 'leave_message', message: 'Please call back.' },
    { on_machine: 'leave_message', message_prompt: 'Ask for a call.' },
  ),
  heard: fc.array(fc.constantFrom('Yes.', 'Stop calling me.', null, '…', 'Hold on.'), { maxLength: 5 }),
  replies: fc.array(reply, { maxLength: 6 }),
  schedule: fc.array(fc.record({ after: fc.integer({ min: 0, max: 3000 }), act }), { maxLength: 8 }),
});

test('whatever a realtime model does: it ends in time, one thing is said at a time, and it replays', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (it) => {
      const clock = new VirtualClock();
      const { replies, heard, truncate, endAfterMs, textAfterMs, refusals, machine } = it;
      const options = { clock, heard, truncate, endAfterMs, textAfterMs, refusals };
      const realtime = new ScriptedRealtime(replies, options);
      const config: Partial<AgentConfig> = {
        ...{ prompt: 'Be kind to {{name}}.', realtime: { provider: 'scripted' }, tools },
        ...{ greeting: it.greeting, interruptible: it.interruptible, silence: { reminder_after_s: 3 } },
        ...(machine ? { machine } : {}),
      };
      const http = new ScriptedHttp([{ status: 200, body: '{"a":1}' }]);
      const plan = planOf(config, { maxDurationMs: it.maxSeconds * 1000 });
      const talk = await rig(plan, { clock, realtime, http });
      for (const { after, act } of it.schedule) {
        await talk.advance(after);
        const now = talk.line.position() / 8;
        if ('speak' in act) {
          talk.line.speech(now, now + act.speak);
          await talk.advance(act.speak);
        } else if ('press' in act) talk.line.press(act.press);
        else if ('inform' in act)
          talk.talk.control('c', { type: 'inform', text: 'It rains.', respond: act.inform });
        else if ('mute' in act) {
          talk.talk.control('c', { type: 'mute', muted: true });
          await talk.advance(300);
          talk.talk.control('c', { type: 'mute', muted: false });
        } else talk.talk.endRequested('test');
      }
      const left = it.maxSeconds * 1000 - talk.line.position() / 8;
      await talk.advance(Math.max(left, 0) + 200);
      assert.equal(talk.ended.length, 1);
      assert.ok(talk.ended[0]!.at <= it.maxSeconds * 1000 + 100);
      assert.notEqual(talk.ended[0]!.reason, 'internal');
      talk.talk.close('bye');
      assert.ok(
        realtime.sessions.every(({ closed }) => closed),
        'no session is left open',
      );
      assert.ok(realtime.sessions.length <= 8);
      let speaking: string | null = null;
      for (const event of talk.line.log) {
        if (event.type === 'utterance-started') {
          assert.equal(speaking, null);
          speaking = event.utteranceId;
        }
        if (event.type === 'utterance-ended' && event.utteranceId === speaking) speaking = null;
      }
      const { turns, latencies } = talk.talk.transcript();
      for (const { text } of turns) assert.notEqual(text, '');
      for (const { turn } of latencies) assert.equal(turns[turn]?.who, 'agent');
      // What a session was told it heard is never more than what it said.
      for (const { calls } of realtime.sessions)
        for (const call of calls)
          if (call.startsWith('truncate')) assert.ok(Number(call.split(' ')[2]) >= 0, call);
      const { logged, replayed } = talk.replayed();
      assert.equal(replayed, logged);
    }),
    { numRuns: 40 },
  );
});
