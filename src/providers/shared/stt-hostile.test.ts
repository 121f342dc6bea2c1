import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { UniversalTranslator } from '../assemblyai/stt-universal.ts';
import { printText } from '../azure/stt-messages.ts';
import { SpeechTranslator } from '../azure/stt-speech.ts';
import { FluxTranslator } from '../deepgram/stt-flux.ts';
import { NovaTranslator } from '../deepgram/stt-nova.ts';
import { ScribeTranslator } from '../elevenlabs/stt-scribe.ts';
import { printProto } from '../google/stt-protobuf.ts';
import { RecognizeTranslator } from '../google/stt-recognize.ts';
import { TranscriptionTranslator } from '../openai/stt-transcription.ts';
import type { SttTranslator } from './stt-translator.ts';

const request = { language: 'en', grammar: null };
const azure = (): SpeechTranslator =>
  new SpeechTranslator({ request, now: () => 0, newId: () => 'a'.repeat(32) });
const makers: Readonly<Record<string, () => SttTranslator>> = {
  nova: () => new NovaTranslator(),
  flux: () => new FluxTranslator(),
  openai: () => new TranscriptionTranslator(request, 'gpt-live-transcribe'),
  elevenlabs: () => new ScribeTranslator(),
  assemblyai: () => new UniversalTranslator(false),
  azure,
  google: () => new RecognizeTranslator(request, null),
};

/** Messages with the vendors' own names of kinds and fields, and anything in them. */
const kind = fc.constantFrom(
  ...['Results', 'TurnInfo', 'EndOfTurn', 'Update', 'Turn', 'Error', 'error', 'committed_transcript'],
  ...['partial_transcript', 'Success', 'conversation.item.input_audio_transcription.delta'],
  'conversation.item.input_audio_transcription.completed',
);
const names = fc.constantFrom(
  ...[
    'channel',
    'alternatives',
    'words',
    'transcript',
    'text',
    'start',
    'end',
    'confidence',
    'delta',
    'error',
  ],
  ...['is_final', 'end_of_turn', 'from_finalize', 'item_id', 'NBest', 'Offset', 'Duration', 'DisplayText'],
);
const anything = fc.oneof(fc.jsonValue(), fc.boolean(), fc.dictionary(names, fc.jsonValue()));
const message = fc
  .tuple(kind, kind, fc.dictionary(names, anything))
  .map(([type, event, fields]) =>
    JSON.stringify({ ...fields, type, event, message_type: type, RecognitionStatus: event }),
  );
const anySaid = fc.oneof(message, fc.string(), fc.uint8Array());
/** Responses of Google's with anything in their results; its texts are our own wire's. */
const value = fc.oneof(fc.nat(), fc.uint8Array({ maxLength: 12 }), fc.string());
const fields = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), value), { maxLength: 6 }).map(printProto);
const nested = (inner: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), inner), { maxLength: 4 }).map(printProto);
const bytes = fc.oneof(fc.uint8Array(), fields, nested(fields), nested(nested(nested(fields))));

for (const [name, make] of Object.entries(makers))
  test(`${name}: whatever a message holds, it is read or refused, and offsets are whole samples`, () => {
    fc.assert(
      fc.property(name === 'google' ? bytes : anySaid, fc.boolean(), (said, isPhrase) => {
        const translator = make();
        translator.audio(new Int16Array(800));
        const headers = {
          'X-RequestId': 'a'.repeat(32),
          Path: isPhrase ? 'speech.phrase' : 'speech.hypothesis',
        };
        const spoken = name === 'azure' && typeof said === 'string' ? printText(headers, said) : said;
        try {
          for (const action of translator.decode(spoken)) {
            if (action.type !== 'final') continue;
            for (const offset of [action.start ?? 0, action.end ?? 0])
              assert.ok(Number.isFinite(offset) && Math.round(offset) === offset, `${offset}`);
            assert.ok(action.confidence >= 0 && action.confidence <= 1, `${action.confidence}`);
          }
        } catch (thrown) {
          if (!(thrown instanceof SyntaxError) && !(thrown instanceof RangeError)) throw thrown;
        }
      }),
      { numRuns: 500 },
    );
  });
