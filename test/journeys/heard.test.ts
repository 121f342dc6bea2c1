/**
 * Heard means heard: an agent that is interrupted anywhere has in its transcript the words that are in the recording,
 * to within one word. The words are found in the recording by correlation, their places in the voice's audio are the
 * synthesizer's own (`heard-words.ts`), and the ledger knows neither.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { distribution, errorOf, sayerOf, speakPieces, utteranceBy, VOICES } from './heard-talk.ts';
import { utterances } from './heard-words.ts';
import { runParley } from './parley.ts';
import { eventsOf, findPieces, recordingOf, until } from './recorded.ts';

before(speakPieces);

test('interrupted over real RTP: transcript and recording agree', { timeout: 150_000 }, async (t) => {
  const running = await runParley();
  t.after(() => running.close());
  const { client } = running;
  const errors: number[] = [];
  // From its interruption on: a "Hello?" before it would hold the agent and let it go on, later than it is looked for.
  const clip = readClip('talkover_slt').subarray(3.4 * 8000, 7.8 * 8000);
  const one = async (number: number): Promise<void> => {
    const voice = VOICES[number % VOICES.length]!;
    const text = utterances[number % utterances.length]!;
    const phone = await startBaresip({ codec: 'PCMU' });
    try {
      const agent = { name: 'Sayer', language: 'en-US', ...sayerOf(text, voice) };
      const id = (await client.post('/v1/calls', { agent, to: phone.uri })).body['id'];
      const told = async (type: string) => (await eventsOf(client, id)).find((event) => event.type === type);
      await until(async () => (await told('utterance-started')) !== undefined);
      await delay(400 + number * 330);
      await phone.say(clip);
      await until(async () => (await told('agent-said')) !== undefined);
      await client.post(`/v1/calls/${id}/hangup`);
      await client.settled(id, 40_000);
      const said = (await told('agent-said'))!.data;
      const { agent: recording } = await recordingOf(client, id);
      const utterance = utteranceBy(voice, text);
      const begun = findPieces(utterance.pcm.subarray(0, 8000), recording);
      errors.push(errorOf(said['text'], utterance, recording, begun.offset));
    } finally {
      await phone.stop();
    }
  };
  for (let number = 0; number < 8; number += 2) await Promise.all([one(number), one(number + 1)]);
  t.diagnostic(`words too many over RTP: ${JSON.stringify(distribution(errors))}`);
  assert.ok(
    errors.every((error) => Math.abs(error) <= 1),
    JSON.stringify(errors),
  );
});
