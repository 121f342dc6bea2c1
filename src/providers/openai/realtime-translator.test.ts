import assert from 'node:assert/strict';
import { test } from 'node:test';
import { muLaw } from '#audio';
import type { RealtimeEvent, RealtimeRequest } from '#models';
import { xaiDialect } from '../xai/realtime-dialect.ts';
import xaiAnswer from '../xai/fixtures/realtime-answer.json' with { type: 'json' };
import answer from './fixtures/realtime-answer.json' with { type: 'json' };
import failures from './fixtures/realtime-failed.json' with { type: 'json' };
import toolCall from './fixtures/realtime-tool-call.json' with { type: 'json' };
import { openAiDialect } from './realtime-dialect.ts';
import { OpenAiRealtimeTranslator } from './realtime-translator.ts';

const request: RealtimeRequest = {
  instructions: 'Be brief.',
  tools: [{ name: 'book', description: 'Books.', parameters: { type: 'object' } }],
  language: 'en-GB',
  voice: 'marin',
};
const speech = new Int16Array(1600);

function setUp(dialect = openAiDialect) {
  const translator = new OpenAiRealtimeTranslator(dialect);
  const tell = (command: Parameters<typeof translator.encode>[0]) =>
    translator.encode(command).map((text) => JSON.parse(text) as Record<string, unknown>);
  const hear = (...messages: object[]): RealtimeEvent[] =>
    messages.flatMap((message) => translator.decode(JSON.stringify(message)));
  const due = () => translator.takeDue().messages.map((text) => JSON.parse(text) as Record<string, unknown>);
  const ready = () => (tell({ type: 'configure', request }), hear({ type: 'session.updated' }));
  return { translator, tell, hear, due, ready };
}
const types = (messages: readonly Record<string, unknown>[]) => messages.map(({ type }) => type);
const silence = muLaw.decode(new Uint8Array(160).fill(0xff));

test('the session: G.711 both ways, no turn detection of theirs, transcripts, tools', () => {
  const { tell } = setUp();
  assert.deepEqual(tell({ type: 'configure', request }), [
    {
      type: 'session.update',
      event_id: 'configure',
      session: {
        type: 'realtime',
        output_modalities: ['audio'],
        instructions: 'Be brief.',
        audio: {
          input: {
            format: { type: 'audio/pcmu' },
            turn_detection: null,
            transcription: { model: 'gpt-4o-mini-transcribe', language: 'en' },
          },
          output: { format: { type: 'audio/pcmu' }, voice: 'marin' },
        },
        tools: [{ type: 'function', name: 'book', description: 'Books.', parameters: { type: 'object' } }],
      },
    },
  ]);
});

test('a whole answer; the names of the beta mean the same', () => {
  for (const rename of [
    (text: string) => text,
    (text: string) => text.replaceAll('response.output_audio', 'response.audio'),
  ]) {
    const { tell, hear } = setUp();
    tell({ type: 'configure', request });
    tell({ type: 'audio', pcm: speech });
    assert.deepEqual(types(tell({ type: 'respond' })), ['input_audio_buffer.commit', 'response.create']);
    const events = hear(...(JSON.parse(rename(JSON.stringify(answer))) as object[]));
    const item = 'item_BGK1';
    assert.deepEqual(events, [
      { type: 'ready' },
      { type: 'agent-text', item, text: 'Hello' },
      { type: 'audio', item, pcm: silence },
      { type: 'callee-text', text: 'Good morning.' },
      { type: 'agent-text', item, text: ' there.' },
      { type: 'audio', item, pcm: silence },
      { type: 'item-finished', item },
      { type: 'response-finished', status: 'completed', inputTokens: 132, outputTokens: 121 },
    ]);
    // 320 samples were received: no more than 40 ms can have been heard.
    const [cut] = tell({ type: 'truncate', item, heardMs: 25.7 });
    assert.deepEqual([cut!['item_id'], cut!['content_index'], cut!['audio_end_ms']], [item, 0, 25]);
    assert.equal(tell({ type: 'truncate', item, heardMs: 99 })[0]!['audio_end_ms'], 40);
    assert.deepEqual(tell({ type: 'truncate', item: 'unknown', heardMs: 9 }), []);
  }
});

test('a tool call is told once, its result and the next answer follow', () => {
  const { tell, hear, ready } = setUp();
  ready();
  tell({ type: 'respond' });
  const call = { id: 'call_1', name: 'book', arguments: '{"day":2}' };
  assert.deepEqual(hear(...toolCall), [
    { type: 'tool-call', call },
    { type: 'response-finished', status: 'completed', inputTokens: 132, outputTokens: 121 },
  ]);
  assert.deepEqual(tell({ type: 'tool-result', call, result: 'done' }), [
    {
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: 'call_1', output: 'done' },
    },
  ]);
  assert.deepEqual(types(tell({ type: 'respond' })), ['response.create']);
});

test('turns: no commit without speech, a scrap is cleared, own instructions keep those of the session', () => {
  const { tell, ready, hear } = setUp();
  ready();
  const [create] = tell({ type: 'respond', instructions: 'Greet.' });
  assert.deepEqual(create!['response'], { instructions: 'Be brief.\n\nGreet.' });
  hear({ type: 'response.done', response: { status: 'completed' } });
  tell({ type: 'instruct', instructions: 'Be kind.' });
  tell({ type: 'audio', pcm: new Int16Array(700) });
  const after = tell({ type: 'respond', instructions: 'Go on.' });
  assert.deepEqual(types(after), ['input_audio_buffer.clear', 'response.create']);
  assert.deepEqual(after[1]!['response'], { instructions: 'Be kind.\n\nGo on.' });
});

test('cancel: nothing more of it is told, its end once, and what was asked meanwhile begins after it', () => {
  const { tell, hear, due, ready } = setUp();
  ready();
  assert.deepEqual(tell({ type: 'cancel' }), [], 'nothing runs');
  tell({ type: 'respond' });
  assert.deepEqual(hear(...answer.slice(4, 9)).length, 2);
  assert.deepEqual(types(tell({ type: 'cancel' })), ['response.cancel']);
  assert.deepEqual(tell({ type: 'cancel' }), []);
  assert.deepEqual(tell({ type: 'respond' }), [], 'one at a time');
  assert.deepEqual(hear(...answer.slice(10, 12)), []);
  assert.deepEqual(due(), []);
  assert.deepEqual(hear({ type: 'response.done', response: { status: 'cancelled' } }), [
    { type: 'item-finished', item: 'item_BGK1' },
    { type: 'response-finished', status: 'cancelled' },
  ]);
  assert.deepEqual(types(due()), ['response.create']);
});

test('one asked for and cancelled before it began has its end, too', () => {
  const { tell, hear, due, ready } = setUp();
  ready();
  tell({ type: 'respond' });
  tell({ type: 'respond' });
  tell({ type: 'cancel' });
  const events = hear({ type: 'response.done', response: { status: 'cancelled' } });
  assert.deepEqual(
    events.map((event) => event.type),
    ['response-finished', 'response-finished'],
  );
  assert.deepEqual(due(), []);
});

test('failures: a limit ends the answer, an empty account the session; harmless errors end nothing', () => {
  const limited = setUp();
  limited.ready();
  limited.tell({ type: 'respond' });
  assert.deepEqual(limited.hear(failures.rateLimit), [{ type: 'response-finished', status: 'failed' }]);
  assert.match(limited.translator.takeDue().remarks[0]!, /rate_limit_exceeded/);
  assert.deepEqual(limited.hear(failures.nothingToCancel), []);

  const empty = setUp();
  empty.ready();
  empty.tell({ type: 'respond' });
  const [first, second] = empty.hear(failures.quota);
  assert.deepEqual(first, { type: 'response-finished', status: 'failed' });
  assert.ok(second?.type === 'failed' && second.error.fault === 'quota');

  const expired = setUp();
  expired.ready();
  assert.equal(expired.hear(failures.expired)[0]!.type, 'failed');
  const early = setUp();
  assert.equal(early.hear(failures.refusedResponse)[0]!.type, 'failed', 'before it is ready, all end it');
  assert.throws(() => early.hear([]), { fault: 'protocol' });
});

test('a refused response has failed; one refused because another runs waits for its end', () => {
  const { tell, hear, due, ready } = setUp();
  ready();
  tell({ type: 'respond' });
  assert.deepEqual(hear(failures.refusedResponse), [{ type: 'response-finished', status: 'failed' }]);
  const other = setUp();
  other.ready();
  other.tell({ type: 'respond' });
  assert.deepEqual(other.hear(failures.stillActive), []);
  assert.deepEqual([...other.due(), ...due()], []);
  assert.deepEqual(other.hear({ type: 'response.done', response: { status: 'completed' } }), []);
  assert.deepEqual(types(other.due()), ['response.create']);
});

test('xAI: its session, notes by the user, instructions as an item, no truncation, usage beside the response', () => {
  const { tell, hear } = setUp(xaiDialect);
  const [update] = tell({ type: 'configure', request: { ...request, voice: 'eve' } });
  const format = { type: 'audio/pcmu' };
  assert.deepEqual(update!['session'], {
    instructions: 'Be brief.',
    voice: 'eve',
    turn_detection: { type: null },
    audio: { input: { format, transcription: { language_hint: 'en-GB' } }, output: { format } },
    tools: [{ type: 'function', name: 'book', description: 'Books.', parameters: { type: 'object' } }],
  });
  const [note, create] = tell({ type: 'respond', instructions: 'Greet.' });
  assert.deepEqual(note!['item'], {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'Greet.' }],
  });
  assert.deepEqual(create!['response'], { modalities: ['text', 'audio'] });
  assert.deepEqual(hear(...xaiAnswer), [
    { type: 'ready' },
    { type: 'callee-text', text: 'Book it.' },
    { type: 'agent-text', item: 'm1', text: 'One moment.' },
    { type: 'audio', item: 'm1', pcm: silence },
    { type: 'item-finished', item: 'm1' },
    { type: 'tool-call', call: { id: 'call_9', name: 'book', arguments: '{}' } },
    { type: 'response-finished', status: 'completed', inputTokens: 5, outputTokens: 4 },
  ]);
  assert.deepEqual(tell({ type: 'truncate', item: 'm1', heardMs: 5 }), []);
});
