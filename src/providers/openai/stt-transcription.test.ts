import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { muLaw } from '#audio';
import type { SttRequest } from '#models';
import { sessionUpdate, TranscriptionTranslator } from './stt-transcription.ts';

const fixture = new URL('./fixtures/stt-transcription.json', import.meta.url);
const { messages } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  messages: { says: object; means: object[] }[];
};
const request: SttRequest = { language: 'es-MX', grammar: null, keyterms: ['Parley', 'Ana'] };

test('each documented message means what it says', () => {
  const translator = new TranscriptionTranslator(request, 'gpt-live-transcribe');
  for (const { says, means } of messages)
    assert.deepEqual(translator.decode(JSON.stringify(says)), means, JSON.stringify(says));
});

test('audio is mu-law in base64, finalize is a commit', () => {
  const translator = new TranscriptionTranslator(request, 'gpt-live-transcribe');
  const pcm = Int16Array.of(0, 1000, -1000);
  const [append] = translator.audio(pcm);
  const said = JSON.parse((append as { message: string }).message) as { type: string; audio: string };
  assert.equal(said.type, 'input_audio_buffer.append');
  const octets = new Uint8Array(3);
  muLaw.encode(pcm, octets);
  assert.deepEqual([...Buffer.from(said.audio, 'base64')], [...octets]);
  assert.deepEqual(translator.finalize(), [
    { type: 'send', message: '{"type":"input_audio_buffer.commit"}' },
  ]);
});

const input = (model: string): { transcription: unknown } => {
  const said = JSON.parse(sessionUpdate(request, model)) as {
    session: { audio: { input: { transcription: unknown } } };
  };
  return said.session.audio.input;
};

test('the session hears mu-law, finds no turns, and takes hints as its model does', () => {
  assert.deepEqual(input('gpt-live-transcribe'), {
    format: { type: 'audio/pcmu' },
    transcription: { model: 'gpt-live-transcribe', languages: ['es'], keywords: ['Parley', 'Ana'] },
    turn_detection: null,
  });
  assert.deepEqual(input('gpt-4o-transcribe').transcription, {
    model: 'gpt-4o-transcribe',
    language: 'es',
    prompt: 'Expect these words: Parley, Ana',
  });
  assert.deepEqual(input('gpt-realtime-whisper').transcription, {
    model: 'gpt-realtime-whisper',
    language: 'es',
  });
});

const fault = (type: string, error: object): unknown => {
  const translator = new TranscriptionTranslator(request, 'gpt-4o-transcribe');
  const [failed] = translator.decode(JSON.stringify({ type, item_id: 'i', error }));
  return failed?.type === 'failed' && failed.error.fault;
};

test('errors, of the session or of an item, are failures', () => {
  assert.equal(fault('error', { code: 'invalid_api_key', message: 'Incorrect API key' }), 'auth');
  assert.equal(fault('error', { type: 'server_error', code: null, message: 'Oops' }), 'unavailable');
  const failed = 'conversation.item.input_audio_transcription.failed';
  assert.equal(
    fault(failed, { code: 'audio_unintelligible', message: 'Could not be transcribed' }),
    'unavailable',
  );
  assert.equal(fault(failed, { code: 'insufficient_quota', message: 'You exceeded your quota' }), 'quota');
});
