import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RealtimeEvent, RealtimeRequest } from '#models';
import answer from './fixtures/live-answer.json' with { type: 'json' };
import interrupted from './fixtures/live-interrupted.json' with { type: 'json' };
import toolCall from './fixtures/live-tool-call.json' with { type: 'json' };
import { GeminiLiveTranslator } from './realtime-translator.ts';

const request: RealtimeRequest = {
  instructions: 'Be brief.',
  tools: [{ name: 'end_call', description: 'Ends.', parameters: {} }],
  language: 'es-MX',
  voice: 'Kore',
  temperature: 0.4,
};
const speech = new Int16Array(1600);

function setUp() {
  const translator = new GeminiLiveTranslator('gemini', 'gemini-3.8-live');
  const tell = (command: Parameters<typeof translator.encode>[0]) =>
    translator.encode(command).map((text) => JSON.parse(text) as Record<string, Record<string, unknown>>);
  const hear = (...messages: object[]): RealtimeEvent[] =>
    messages.flatMap((message) => translator.decode(JSON.stringify(message)));
  return { translator, tell, hear };
}
/** What a message is, as one word. */
const kind = (message: Record<string, Record<string, unknown>>) => {
  const [name, value] = Object.entries(message)[0]!;
  return name === 'realtimeInput' ? Object.keys(value)[0] : name;
};
const kinds = (messages: readonly Record<string, Record<string, unknown>>[]) => messages.map(kind);
const samples = (events: readonly RealtimeEvent[]) =>
  events.reduce((sum, event) => sum + (event.type === 'audio' ? event.pcm.length : 0), 0);
const withoutAudio = (events: readonly RealtimeEvent[]) => events.filter(({ type }) => type !== 'audio');

test('the setup: detection off, audio out, both transcripts, tools that block', () => {
  const { tell } = setUp();
  const [{ setup }] = tell({ type: 'configure', request }) as unknown as [
    { setup: Record<string, Record<string, unknown>> },
  ];
  assert.equal(setup['model'], 'models/gemini-3.8-live');
  assert.deepEqual(setup['realtimeInputConfig'], {
    automaticActivityDetection: { disabled: true },
    activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
    turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
  });
  assert.deepEqual(setup['generationConfig'], {
    responseModalities: ['AUDIO'],
    temperature: 0.4,
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
  });
  assert.match(JSON.stringify(setup['systemInstruction']), /Be brief\..*es-MX/);
  assert.deepEqual(setup['tools'], [
    { functionDeclarations: [{ name: 'end_call', description: 'Ends.', behavior: 'BLOCKING' }] },
  ]);
});

test('a turn: activity with audio of 16 kHz, its end; a whole answer with its words once', () => {
  const { tell, hear } = setUp();
  assert.deepEqual(kinds(tell({ type: 'speech-started' })), ['activityStart']);
  const [sent] = tell({ type: 'audio', pcm: speech });
  const blob = sent!['realtimeInput']!['audio'] as { data: string; mimeType: string };
  assert.equal(blob.mimeType, 'audio/pcm;rate=16000');
  assert.deepEqual(tell({ type: 'speech-ended' }), []);
  const end = tell({ type: 'respond' });
  assert.deepEqual(kinds(end), ['audio', 'activityEnd']);
  const rest = end[0]!['realtimeInput']!['audio'] as { data: string };
  assert.equal(Buffer.from(blob.data + rest.data, 'base64').length > 0, true);
  const bytes = [blob, rest].reduce((sum, { data }) => sum + Buffer.from(data, 'base64').length, 0);
  assert.equal(bytes, 1600 * 2 * 2, 'not a sample is lost between 8 and 16 kHz');
  const events = hear(...answer);
  assert.deepEqual(withoutAudio(events), [
    { type: 'ready' },
    { type: 'agent-text', item: 'gemini-1', text: 'Hello' },
    { type: 'agent-text', item: 'gemini-1', text: ' there.' },
    { type: 'callee-text', text: 'Good morning.' },
    { type: 'item-finished', item: 'gemini-1' },
    { type: 'response-finished', status: 'completed', inputTokens: 132, outputTokens: 40 },
  ]);
  assert.equal(samples(events), (2 * 2400) / 3);
});

test('the model speaks first, or goes on with what it should know', () => {
  const { tell, hear } = setUp();
  const ask = (instructions?: string) => JSON.stringify(tell({ type: 'respond', instructions }));
  assert.match(ask('Greet.'), /^\[\{"clientContent":.*Greet\..*"turnComplete":true/);
  hear(...answer);
  assert.deepEqual(tell({ type: 'inform', text: 'It rains.' }), []);
  assert.deepEqual(tell({ type: 'instruct', instructions: 'Be kind.' }), []);
  assert.match(ask(), /It rains\..*From now on: Be kind\./);
  hear(...answer.slice(3));
  assert.match(ask(), /your turn/);
});

test('speech during an answer is held: a cancel lets it through, so does the end of the answer', () => {
  const { tell, hear } = setUp();
  tell({ type: 'respond' });
  assert.deepEqual(tell({ type: 'speech-started' }), []);
  assert.deepEqual(tell({ type: 'audio', pcm: speech }), []);
  assert.equal(withoutAudio(hear(answer[3]!)).length, 1);
  assert.deepEqual(kinds(tell({ type: 'cancel' })), ['activityStart', 'audio']);
  assert.deepEqual(hear(...interrupted), [
    { type: 'item-finished', item: 'gemini-1' },
    { type: 'response-finished', status: 'cancelled', inputTokens: 10, outputTokens: 2 },
  ]);
  assert.deepEqual(kinds(tell({ type: 'respond' })), ['audio', 'activityEnd']);

  const quiet = setUp();
  quiet.tell({ type: 'respond' });
  quiet.tell({ type: 'speech-started' });
  quiet.tell({ type: 'audio', pcm: speech });
  quiet.hear(...answer);
  const due = quiet.translator.takeDue().messages.map((text) => kind(JSON.parse(text)));
  assert.deepEqual(due, ['activityStart', 'audio']);
});

test('a cancel without speech opens an empty turn, which then asks in words', () => {
  const { tell, hear } = setUp();
  assert.deepEqual(tell({ type: 'cancel' }), []);
  tell({ type: 'respond' });
  assert.deepEqual(kinds(tell({ type: 'cancel' })), ['activityStart']);
  hear(...interrupted);
  assert.deepEqual(kinds(tell({ type: 'respond' })), ['text', 'activityEnd']);
});

test('tools: the calls end the answer, results wait for the next one, those taken back are not sent', () => {
  const { tell, hear, translator } = setUp();
  tell({ type: 'respond' });
  const events = hear(...toolCall);
  const calls = events.flatMap((event) => (event.type === 'tool-call' ? [event.call] : []));
  assert.deepEqual(
    events.map(({ type }) => type),
    ['callee-text', 'tool-call', 'tool-call', 'response-finished'],
  );
  assert.equal(translator.takeDue().remarks.length, 2);
  for (const call of calls) assert.deepEqual(tell({ type: 'tool-result', call, result: 'done' }), []);
  assert.deepEqual(tell({ type: 'respond', instructions: 'Say so.' }), [
    {
      toolResponse: {
        functionResponses: [
          { id: 'function-call-1', name: 'book', response: { output: 'done', note: 'Say so.' } },
        ],
      },
    },
  ]);
  assert.equal(hear(...answer.slice(3)).at(-1)!.type, 'response-finished');
});

test('results and a new turn at once: two turns of theirs, one end here', () => {
  const { tell, hear } = setUp();
  tell({ type: 'respond' });
  hear(...toolCall.slice(0, 2));
  tell({
    type: 'tool-result',
    call: { id: 'function-call-1', name: 'book', arguments: '{}' },
    result: 'done',
  });
  tell({ type: 'speech-started' });
  tell({ type: 'audio', pcm: speech });
  assert.deepEqual(kinds(tell({ type: 'respond' })), ['toolResponse', 'audio', 'activityEnd']);
  const ends = hear(...answer.slice(3), ...answer.slice(3)).filter(
    ({ type }) => type === 'response-finished',
  );
  assert.equal(ends.length, 1);
});

test('words after their audio ended are remarked, not told; what is no message is a fault', () => {
  const { tell, hear, translator } = setUp();
  tell({ type: 'respond' });
  hear(...answer.slice(0, -1));
  assert.deepEqual(hear({ serverContent: { outputTranscription: { text: 'late' } } }), []);
  assert.equal(translator.takeDue().remarks.length, 1);
  assert.throws(() => translator.decode('{"serverContent"'), { fault: 'protocol' });
  assert.throws(() => hear({ toolCall: { functionCalls: [{}] } }), { fault: 'protocol' });
});
