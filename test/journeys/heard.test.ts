/**
 * Heard means heard: an agent that is interrupted anywhere has in its transcript the words that are in the recording,
 * to within one word. The words are found in the recording by correlation, their places in the voice's audio are the
 * synthesizer's own (`heard-words.ts`), and the ledger knows neither.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '#kernel';
import type { SpokenChunk, TtsRequest } from '#models';
import { planOf, rig } from '../../src/conversation/rig/testing.ts';
import { ScriptedTts } from '../../src/conversation/testing.ts';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { utteranceOf, wordsHeard, type Utterance } from './heard-measure.ts';
import { spokenPieces, utterances } from './heard-words.ts';
import { runParley } from './parley.ts';
import { eventsOf, findPieces, recordingOf, spoken, until } from './recorded.ts';

const VOICES = ['slt', 'rms'];
const INSTANTS = 200;

/** Pieces of each text by each voice, as the embedded voice makes them. */
const audio = new Map<string, Int16Array>();
const key = (voice: string, text: string): string => `${voice} ${text}`;

before(async () => {
  for (const { voice, text } of spokenPieces) audio.set(key(voice, text), await spoken(text, voice));
});

/** The pieces that make up a text. */
function utteranceBy(voice: string, text: string): Utterance {
  const parts: { text: string; pcm: Int16Array }[] = [];
  for (let rest = text; rest !== '';) {
    const piece = spokenPieces.find((it) => it.voice === voice && rest.startsWith(it.text))!;
    parts.push({ text: piece.text, pcm: audio.get(key(voice, piece.text))! });
    rest = rest.slice(piece.text.length).trimStart();
  }
  return utteranceOf(voice, parts);
}

/** The voice, ready at once; with the times of its words, or without. */
class ReadyTts extends ScriptedTts {
  readonly #timed: boolean;
  constructor(timed: boolean) {
    super();
    this.#timed = timed;
  }
  override async *speak({ text, voice }: TtsRequest): AsyncIterable<SpokenChunk> {
    const pcm = audio.get(key(voice, text)) ?? new Int16Array(800);
    const ends = spokenPieces.find((it) => it.voice === voice && it.text === text)?.ends ?? [];
    const words = text
      .split(' ')
      .map((word, index) => ({ text: word, start: ends[index - 1] ?? 0, end: ends[index] ?? 0 }));
    yield await Promise.resolve(this.#timed ? { pcm, words } : { pcm });
  }
}

function sayerOf(text: string, voice: string) {
  return {
    voice: { id: voice },
    flow: {
      start: 'tell',
      nodes: [
        { id: 'tell', type: 'say' as const, text },
        { id: 'end', type: 'end' as const },
      ],
      edges: [{ from: 'tell', to: 'end' }],
    },
  };
}

/** How many words too many (or too few) the transcript has. */
function errorOf(text: string, utterance: Utterance, recording: Int16Array, at: number): number {
  const said = text === '' ? [] : text.split(' ');
  assert.deepEqual(said, utterance.words.slice(0, said.length), 'the transcript is a beginning');
  return said.length - wordsHeard(utterance, recording, at, said.length);
}

function distribution(errors: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const error of errors) counts[error] = (counts[error] ?? 0) + 1;
  return counts;
}

for (const timed of [true, false])
  test(`interrupted at ${INSTANTS} instants, ${timed ? 'with times of words' : 'times estimated'}`, async (t) => {
    const random = seededRandom(timed ? 11 : 12);
    const errors: number[] = [];
    for (let i = 0; i < INSTANTS; i++) {
      const voice = VOICES[i % VOICES.length]!;
      const text = utterances[Math.floor(i / VOICES.length) % utterances.length]!;
      const utterance = utteranceBy(voice, text);
      const call = await rig(planOf(sayerOf(text, voice)), { tts: new ReadyTts(timed) });
      const share = random.bytes(2).reduce((sum, byte) => sum * 256 + byte, 0) / 65_536;
      const instant = 300 + share * (utterance.pcm.length / 8 - 700);
      await call.advance(Math.floor(instant / 20) * 20);
      await call.say('who is this and what do you want', 900, 200);
      const [said] = call.facts('agent-said');
      const [started] = call.line.log;
      assert.equal(started?.type, 'utterance-started');
      assert.equal(said?.['estimated'], !timed);
      errors.push(errorOf(said['text'] as string, utterance, call.line.played(), started!.at));
      call.talk.close('test');
    }
    const found = distribution(errors);
    t.diagnostic(`words too many, ${timed ? 'timed' : 'estimated'}: ${JSON.stringify(found)}`);
    const off = errors.filter((error) => Math.abs(error) > 1).length;
    // An estimate has no better knowledge than the rhythm of the language.
    assert.ok(off <= (timed ? 0 : INSTANTS / 50), JSON.stringify(found));
    assert.ok(errors.every((error) => Math.abs(error) <= 2));
  });

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
