import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedRealtime, type RealtimeReply, type ScriptedRealtimeOptions } from './testing.ts';

async function stage(
  config: Partial<AgentConfig>,
  replies: readonly RealtimeReply[],
  options: Partial<ScriptedRealtimeOptions> = {},
) {
  const clock = new VirtualClock();
  const model = new ScriptedRealtime(replies, { clock, ...options });
  const base = { prompt: 'Be kind.', realtime: { provider: 'scripted' }, ...config };
  const call = await rig(planOf(base), { clock, realtime: model });
  return {
    ...call,
    model,
    async speak(ms = 900, rest = 4000) {
      const now = call.line.position() / 8;
      call.line.speech(now, now + ms);
      await call.advance(ms + rest);
    },
    replays() {
      const { logged, replayed } = call.replayed();
      assert.equal(replayed, logged);
    },
  };
}

const GREETED = { greeting: 'Hello.' };

test('a session that breaks in the greeting: another one says the rest, and goes on', async () => {
  const replies = [{ fault: 'breaks' }, { text: 'I am Ann.' }, { text: 'At ten.' }] as const;
  const talk = await stage({ greeting: 'Hello, I am Ann.' }, replies, { heard: ['When?'] });
  await talk.advance(3000);
  assert.equal(talk.model.sessions.length, 2);
  await talk.advance(1000);
  await talk.speak(900, 5000);
  assert.equal(talk.ended.length, 0);
  const [first, ...rest] = talk.turns();
  assert.match(first!, /^agent: Hello, I/);
  assert.deepEqual(rest, ['agent: I am Ann.', 'callee: When?', 'agent: At ten.']);
  talk.replays();
});

test('a session that breaks in the middle of an answer: what came is heard, and the next one says the rest', async () => {
  const long = 'The first half of this is heard, and the second half of it is not.';
  const talk = await stage({}, [{ text: long, fault: 'breaks' }, { text: 'The second half.' }]);
  await talk.advance(9000);
  assert.equal(talk.model.sessions.length, 2);
  const [first, second] = talk.talk.transcript().turns;
  assert.ok(long.startsWith(first!.text) && first!.text.length > 20, first!.text);
  assert.equal(second!.text, 'The second half.');
  const { request, calls } = talk.model.sessions[1]!;
  assert.match(request.instructions, /<said>\nYou: The first half/);
  assert.match(calls[0]!, /^respond: Your last answer broke off/);
  assert.equal(talk.ended.length, 0);
  talk.replays();
});

test('the speech that was not answered is given to the next session', async () => {
  const talk = await stage({}, [{ text: 'Hi.' }, { fault: 'breaks', text: '' }, { text: 'Yes.' }]);
  await talk.advance(2500);
  await talk.speak(900, 4000);
  const [, second] = talk.model.sessions;
  assert.deepEqual(second!.calls.slice(0, 2), ['speech', 'respond']);
  assert.ok(second!.samples >= 900 * 8, String(second!.samples));
  assert.equal(talk.turns().at(-1), 'agent: Yes.');
  talk.replays();
});

test('no session at all: the call ends at once, and says why', async () => {
  const talk = await stage(GREETED, [], { refusals: 5 });
  await talk.advance(1000);
  assert.deepEqual(
    talk.ended.map(({ reason }) => reason),
    ['mind-failed'],
  );
  assert.equal(talk.model.sessions.length, 2);
  assert.ok(talk.model.sessions.every(({ closed }) => closed));
  talk.replays();
});

test('one refusal is survived: the greeting is said by the second session', async () => {
  const talk = await stage(GREETED, [], { refusals: 1 });
  await talk.advance(3000);
  assert.deepEqual(talk.turns(), ['agent: Hello.']);
});

test('nothing comes: asked again in another session, then the end', async () => {
  const talk = await stage({}, [{ fault: 'silent' }, { text: 'Good day.' }]);
  await talk.advance(8500);
  assert.deepEqual(talk.turns(), ['agent: Good day.']);
  const mute = await stage({}, [{ fault: 'silent' }, { fault: 'silent' }]);
  await mute.advance(14_000);
  assert.equal(mute.ended[0]?.reason, 'mind-failed');
  assert.ok(mute.ended[0].at <= 12_200);
  mute.replays();
});

test('an answer that stalls ends with what came of it; a slow one is waited for', async () => {
  const talk = await stage({}, [
    { text: 'This comes and the rest does not.', fault: 'stalls' },
    { text: 'Yes.' },
  ]);
  await talk.advance(13_000);
  await talk.speak(900, 4000);
  const [first] = talk.talk.transcript().turns;
  assert.ok(first!.text.startsWith('This comes'), first!.text);
  assert.equal(talk.turns().at(-1), 'agent: Yes.');
  const slow = await stage({}, [{ text: 'Here.' }], { firstMs: 4000 });
  await slow.advance(6000);
  assert.deepEqual(slow.turns(), ['agent: Here.']);
  assert.equal(slow.model.sessions.length, 1);
});

test('an answer that fails is asked for again, in the same session, once', async () => {
  const talk = await stage({}, [{ fault: 'failed' }, { text: 'Hi.' }]);
  await talk.advance(3000);
  assert.deepEqual(talk.turns(), ['agent: Hi.']);
  assert.equal(talk.model.sessions.length, 1);
  const twice = await stage({}, [{ fault: 'failed' }, { fault: 'failed' }]);
  await twice.advance(3000);
  assert.equal(twice.ended[0]?.reason, 'mind-failed');
});

test('a vendor that ends its answers late: a short word right after it is a turn', async () => {
  const talk = await stage(GREETED, [{ text: 'Fine.' }], { heard: ['Yes.'], endAfterMs: 1500 });
  await talk.advance(1300);
  await talk.speak(350, 6000);
  assert.deepEqual(talk.turns(), ['agent: Hello.', 'callee: Yes.', 'agent: Fine.']);
});
