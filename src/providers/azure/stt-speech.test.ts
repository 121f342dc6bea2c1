import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { regionUrl } from './stt.ts';
import { parseBinary, parseText, printBinary, printText } from './stt-messages.ts';
import { SpeechTranslator } from './stt-speech.ts';

const fixture = new URL('./fixtures/stt-speech.json', import.meta.url);
const { messages } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  messages: { path: string; says: object; means: object[] }[];
};

function translator(keyterms: string[] = []): SpeechTranslator {
  let ids = 0;
  return new SpeechTranslator({
    request: { language: 'en-US', grammar: null, keyterms },
    now: () => 0,
    newId: () => String(++ids).padStart(32, '0'),
  });
}

const id = (turn: number): string => String(turn).padStart(32, '0');
const from = (turn: number, path: string, body: object = {}): string =>
  printText({ 'X-RequestId': id(turn), Path: path }, JSON.stringify(body));

interface Sent {
  readonly path: string;
  readonly id: string | undefined;
  readonly body: string | Uint8Array;
}

function sent(actions: readonly { type: string; message?: string | Uint8Array }[]): Sent[] {
  return actions.flatMap(({ type, message }) => {
    if (type !== 'send') return [];
    const { headers, body } = typeof message === 'string' ? parseText(message) : parseBinary(message!);
    return [{ path: headers['path']!, id: headers['x-requestid'], body }];
  });
}

test('each documented message means what it says', () => {
  const heard = translator();
  heard.audio(new Int16Array(800));
  for (const { path, says, means } of messages)
    assert.deepEqual(heard.decode(from(1, path, says)), means, `${path} ${JSON.stringify(says)}`);
});

test('a turn: context, a WAV header, audio, an empty end; its end is acknowledged and settles', () => {
  const speech = translator(['Parley']);
  assert.deepEqual(
    sent(speech.opened()).map(({ path }) => path),
    ['speech.config'],
  );
  const begun = sent(speech.audio(new Int16Array(800)));
  assert.deepEqual(
    begun.map(({ path, id: of, body }) => [path, of, body.length > 100]),
    [
      ['speech.context', id(2), false],
      ['audio', id(2), false],
      ['audio', id(2), true],
    ],
  );
  assert.match(String(begun[0]!.body), /"Text":"Parley"/);
  assert.equal(Buffer.from(begun[1]!.body as Uint8Array).toString('latin1', 0, 4), 'RIFF');
  assert.deepEqual(sent(speech.finalize()), [{ path: 'audio', id: id(2), body: new Uint8Array(0) }]);
  const ended = speech.decode(from(2, 'turn.end'));
  assert.deepEqual(
    sent(ended).map(({ path }) => path),
    ['telemetry'],
  );
  assert.deepEqual(ended.at(-1), { type: 'settled' });
});

test('audio of the next turn waits for the end of this one; offsets count on; late messages are passed over', () => {
  const speech = translator();
  speech.audio(new Int16Array(800));
  speech.finalize();
  assert.deepEqual(speech.audio(new Int16Array(800)), []);
  assert.deepEqual(speech.finalize(), []);
  const ended = speech.decode(from(1, 'turn.end'));
  assert.deepEqual(
    sent(ended).map(({ path, id: of }) => `${path} ${Number(of)}`),
    ['telemetry 1', 'speech.context 2', 'audio 2', 'audio 2', 'audio 2'],
  );
  const phrase = { RecognitionStatus: 'Success', DisplayText: 'Yes.', Offset: 100_000, Duration: 200_000 };
  assert.deepEqual(speech.decode(from(2, 'speech.phrase', phrase)), [
    { type: 'final', text: 'Yes.', confidence: 1, start: 880, end: 1040 },
  ]);
  assert.deepEqual(speech.decode(from(1, 'speech.phrase', phrase)), []);
});

test('statuses that end the recognition', () => {
  const cases = {
    TooManyRequests: 'rate-limit',
    Forbidden: 'auth',
    Error: 'unavailable',
    BadRequest: 'bad-request',
  };
  for (const [RecognitionStatus, fault] of Object.entries(cases)) {
    const speech = translator();
    speech.audio(new Int16Array(800));
    const [failed] = speech.decode(from(1, 'speech.phrase', { RecognitionStatus }));
    assert.equal(failed?.type === 'failed' && failed.error.fault, fault);
  }
});

test('messages that cannot be read', () => {
  assert.throws(() => parseText('Path: turn.start'), SyntaxError);
  assert.throws(() => parseBinary(Uint8Array.of(0)), SyntaxError);
  assert.throws(() => parseBinary(Uint8Array.of(0, 9, 1)), SyntaxError);
  const { headers, body } = parseBinary(printBinary({ Path: 'audio' }, Uint8Array.of(7)));
  assert.deepEqual([headers, [...body]], [{ path: 'audio' }, [7]]);
});

test("the region of any of a resource's addresses", () => {
  const own = 'https://westeurope.stt.speech.microsoft.com';
  for (const url of [
    own,
    'https://westeurope.tts.speech.microsoft.com/x',
    'https://westeurope.api.cognitive.microsoft.com/',
  ])
    assert.equal(regionUrl(url), own);
  assert.equal(regionUrl('http://127.0.0.1:1234'), 'http://127.0.0.1:1234');
});
