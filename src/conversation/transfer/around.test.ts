/** What stands around a transfer: hours of the target, and what is said and done before both are connected. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tool } from '#domain';
import type { TransferChange, TransferWish } from '../conversation.ts';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { toolCall } from '../tools/testing.ts';

const tool = { type: 'transfer', to: '+34600999888', mode: 'attended', confirm: true, ring_timeout_s: 20 };

const nobody = (_change: TransferChange): void => assert.fail('nothing was started');

async function wants(more: Record<string, unknown>, replies: readonly ScriptedReply[] = []) {
  const started: TransferWish[] = [];
  const joined: string[] = [];
  let tell = nobody;
  const transfers = {
    start: (wish: TransferWish, told: typeof tell) => {
      started.push(wish);
      tell = told;
    },
    join: (run: string) => void joined.push(run),
    cancel: () => {},
  };
  const config = { prompt: 'Help.', greeting: 'Hi.', tools: [{ ...tool, ...more } as Tool] };
  const call = await rig(planOf(config, { variables: { who: 'Ana' } }), {
    ...{ llm: new ScriptedLlm([[toolCall('transfer')], ...replies]), transfers },
    stt: new ScriptedStt([], { openVocabulary: true }),
  });
  await call.advance(1500);
  await call.say('connect me please', 600, 1500);
  await call.advance(3000);
  return { call, started, joined, tell: (change: TransferChange) => tell(change) };
}

/** The rig's clock begins on a Sunday afternoon (UTC). */
const hours = (days: string[]) => ({ time_zone: 'UTC', windows: [{ days, from: '12:00', to: '24:00' }] });

test('outside its hours the target is not called; the callee is told, and so is the model', async () => {
  const closed = { ...hours(['fri']), closed: 'They are back on Friday, {{who}}.' };
  const { call, started } = await wants({ hours: closed }, [['Shall I take a message?']]);
  await call.advance(4000);
  assert.equal(started.length, 0);
  assert.ok(call.turns().includes('agent: They are back on Friday, Ana.'), call.turns().join('\n'));
  assert.equal(call.facts('tool-finished')[0]?.['detail'], 'closed');
});

test('within its hours it is called as ever', async () => {
  const { started } = await wants({ hours: hours(['sun']) });
  assert.deepEqual(started, [
    {
      ...{ run: started[0]?.run, to: '+34600999888', mode: 'attended', briefing: null, confirm: true },
      ringTimeoutMs: 20_000,
    },
  ]);
});

test('what the second leg is to do stands in the wish', async () => {
  const { started } = await wants({
    ...{ digits: '1w2', confirm_timeout_s: 60, briefing_prompt: 'Sum up for {{who}}.' },
    ...{ show_callee: true, stop_recording: true },
  });
  const { run: _, ...wish } = started[0]!;
  assert.deepEqual(wish, {
    ...{ to: '+34600999888', mode: 'attended', briefing: null, confirm: true, ringTimeoutMs: 20_000 },
    ...{ confirmTimeoutMs: 60_000, briefingPrompt: 'Sum up for Ana.', digits: '1w2' },
    ...{ showCallee: true, stopRecording: true },
  });
});

test('goodbye is heard to its end before both are connected, and the log replays', async () => {
  const { call, started, joined, tell } = await wants({ goodbye: 'Goodbye, {{who}}.' });
  assert.equal(started[0]?.waits, true);
  tell({ state: 'answered', detail: '' });
  tell({ state: 'taken', detail: '' });
  await call.advance(100);
  assert.deepEqual(joined, []);
  await call.advance(3000);
  assert.deepEqual(joined, [started[0].run]);
  assert.ok(call.turns().includes('agent: Goodbye, Ana.'), call.turns().join('\n'));
  tell({ state: 'joined', detail: '' });
  await call.advance(100);
  assert.equal(call.facts('call-transferred').length, 1);
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
});
