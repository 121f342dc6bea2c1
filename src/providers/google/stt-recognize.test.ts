import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { printProto, ProtoMessage, type ProtoValue } from './stt-protobuf.ts';
import { errorOf, RecognizeTranslator, streamingConfig } from './stt-recognize.ts';

const request = { language: 'es', grammar: null, keyterms: ['Parley', 'Ana'] };

test('numbers, texts and messages are read as they were written', () => {
  const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(number, fc.string({ unit: 'grapheme' }), fc.uint8Array(), (value, text, bytes) => {
      const inner = printProto([[3, text]]);
      const message = new ProtoMessage(
        printProto([
          [1, value],
          [16, text],
          [2000, bytes],
          [4, inner],
          [4, inner],
        ]),
      );
      assert.equal(message.number(1), value);
      assert.equal(message.text(16), text);
      assert.deepEqual(
        message.messages(4).map((one) => one.text(3)),
        [text, text],
      );
    }),
  );
});

test('known bytes of the encoding guide', () => {
  assert.deepEqual([...printProto([[1, 150]])], [0x08, 0x96, 0x01]);
  assert.deepEqual([...printProto([[2, 'testing']])], [0x12, 7, ...Buffer.from('testing')]);
  // A float, 0.75, and a double after it.
  const bytes = Uint8Array.from([0x15, 0, 0, 0x40, 0x3f, 0x19, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f]);
  assert.deepEqual([new ProtoMessage(bytes).number(2), new ProtoMessage(bytes).number(3)], [0.75, 1.5]);
});

test('bytes that end in the middle are refused, whatever they are', () => {
  const whole = printProto([
    [1, 300],
    [2, 'words'],
  ]);
  for (const length of [1, 2, 4, whole.length - 1])
    assert.throws(() => new ProtoMessage(whole.subarray(0, length)), RangeError, String(length));
  assert.throws(() => new ProtoMessage(Uint8Array.of(0x0b)), RangeError);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        void new ProtoMessage(bytes);
      } catch (thrown) {
        assert.ok(thrown instanceof RangeError);
      }
    }),
  );
});

test('the settings: linear samples at 8 kHz, a language with its region, hints, interim results', () => {
  const [streaming] = new ProtoMessage(streamingConfig(request, 'telephony')).messages(1);
  const [config] = streaming!.messages(1);
  assert.equal(streaming!.number(3), 1);
  assert.deepEqual(
    [config!.number(1), config!.number(2), config!.text(3), config!.text(13)],
    [1, 8000, 'es-ES', 'telephony'],
  );
  assert.equal(config!.messages(6)[0]!.text(1), 'Ana');
});

const time = ([seconds, nanos]: readonly [number, number]): Uint8Array =>
  printProto([
    [1, seconds],
    [2, nanos],
  ]);

const final = (text: string, at: readonly [number, number]): Uint8Array => {
  const word: [number, ProtoValue] = [
    3,
    printProto([
      [1, time([0, 500_000_000])],
      [2, time(at)],
      [3, text],
    ]),
  ];
  return printProto([
    [
      2,
      printProto([
        [1, printProto([[1, text], word])],
        [2, true],
      ]),
    ],
  ]);
};

const interim = (text: string): [number, ProtoValue] => [2, printProto([[1, printProto([[1, text]])]])];

test('interim results are one partial, a final has the times of its words', () => {
  const translator = new RecognizeTranslator(request, null);
  assert.deepEqual(translator.decode(printProto([interim('to be'), interim(' or not')])), [
    { type: 'partial', text: 'to be or not' },
  ]);
  assert.deepEqual(translator.decode(final(' yes', [1, 250_000_000])), [
    { type: 'final', text: 'yes', confidence: 1, start: 4000, end: 10_000 },
  ]);
  assert.deepEqual(translator.decode(printProto([])), []);
});

const kinds = (actions: readonly { type: string; message?: unknown }[]): string[] =>
  actions.map(({ type, message }) => {
    if (type !== 'send') return type;
    if (typeof message === 'string') return message;
    return new ProtoMessage(message as Uint8Array).messages(1).length > 0 ? 'settings' : 'audio';
  });

test('a call a turn: settings, audio, the end; what comes while it ends waits, offsets count on', () => {
  const translator = new RecognizeTranslator(request, null);
  const piece = new Int16Array(800);
  assert.deepEqual(kinds(translator.audio(piece)), ['settings', 'audio']);
  assert.deepEqual(kinds(translator.audio(piece)), ['audio']);
  assert.deepEqual(kinds(translator.finalize()), ['end']);
  assert.deepEqual(translator.audio(piece), []);
  assert.deepEqual(kinds(translator.decode('{"status":0,"message":""}')), ['settled', 'settings', 'audio']);
  const [heard] = translator.decode(final('no', [1, 0]));
  assert.equal(heard?.type === 'final' && heard.start, 1600 + 4000);
  // A stream that was too long ends by itself: nobody asked, nothing is settled.
  assert.deepEqual(
    translator.decode('{"status":11,"message":"Exceeded maximum allowed stream duration"}'),
    [],
  );
  assert.deepEqual(kinds(translator.audio(piece)), ['settings', 'audio']);
});

test('four minutes without a finalize are divided', () => {
  const translator = new RecognizeTranslator(request, null);
  const minute = new Int16Array(60 * 8000);
  const ends = [1, 2, 3, 4].map(() =>
    translator.audio(minute).some((one) => one.type === 'send' && one.message === 'end'),
  );
  assert.deepEqual(ends, [false, false, false, true]);
  assert.deepEqual(translator.decode('{"status":0,"message":""}'), []);
});

test('statuses as faults', () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [3, 'API key not valid. Please pass a valid API key.', 'auth'],
    [3, 'Invalid recognition config: bad encoding.', 'bad-request'],
    [4, 'Deadline', 'timeout'],
    [7, 'Cloud Speech API has not been used', 'auth'],
    [8, 'Resource has been exhausted', 'rate-limit'],
    [14, 'The service is currently unavailable.', 'unavailable'],
    [16, 'Request had invalid authentication credentials', 'auth'],
    [2, 'Unknown', 'unavailable'],
  ];
  for (const [status, message, fault] of cases)
    assert.equal(errorOf({ status, message }).fault, fault, message);
});
