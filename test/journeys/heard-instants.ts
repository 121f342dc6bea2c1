/**
 * Interruptions at many instants of many utterances, in virtual time: nothing waits, so that it is computation only and
 * is run among the units.
 */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { seededRandom } from '#kernel';
import type { SpokenChunk, TtsRequest } from '#models';
import { planOf, rig } from '../../src/conversation/rig/testing.ts';
import { ScriptedTts } from '../../src/conversation/testing.ts';
import { spokenPieces, utterances } from './heard-words.ts';
import { distribution, errorOf, pieceBy, sayerOf, speakPieces, utteranceBy, VOICES } from './heard-talk.ts';

/** Of each kind. */
export const INSTANTS = 200;

/** The voice, ready at once; with the times of its words, or without. */
class ReadyTts extends ScriptedTts {
  readonly #timed: boolean;
  constructor(timed: boolean) {
    super();
    this.#timed = timed;
  }
  override async *speak({ text, voice }: TtsRequest): AsyncIterable<SpokenChunk> {
    const pcm = pieceBy(voice, text) ?? new Int16Array(800);
    const ends = spokenPieces.find((it) => it.voice === voice && it.text === text)?.ends ?? [];
    const words = text
      .split(' ')
      .map((word, index) => ({ text: word, start: ends[index - 1] ?? 0, end: ends[index] ?? 0 }));
    yield await Promise.resolve(this.#timed ? { pcm, words } : { pcm });
  }
}

/** @param timed whether the voice tells the times of its words */
export async function interruptAnywhere(t: TestContext, timed: boolean): Promise<void> {
  await speakPieces();
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
}
