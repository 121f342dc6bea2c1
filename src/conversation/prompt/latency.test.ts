/** What a turn takes with answers asked for ahead and without, in virtual time; docs/latency.md shows this table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import type { ChatEvent, ChatRequest, SpokenChunk, TtsRequest } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { CHARACTER_SAMPLES, ScriptedLlm, ScriptedStt, ScriptedTts } from '../testing.ts';

const ANSWER = 'We are open until six, and on Fridays until eight. Shall I book a table for you?';
const STT_MS = 80;

interface Speeds {
  readonly tokenMs: number;
  /** Between two tokens of about five characters. */
  readonly everyMs: number;
  readonly voiceMs: number;
}

/** Writes token by token. */
class TimedLlm extends ScriptedLlm {
  readonly #clock: VirtualClock;
  readonly #speeds: Speeds;
  constructor(clock: VirtualClock, speeds: Speeds) {
    super();
    this.#clock = clock;
    this.#speeds = speeds;
  }
  override async *chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
    this.requests.push(request);
    const { tokenMs, everyMs } = this.#speeds;
    await pass(this.#clock, tokenMs);
    for (const text of ANSWER.match(/.{1,5}/gs)!) {
      if (signal.aborted) return;
      yield { type: 'text-delta', text };
      await pass(this.#clock, everyMs);
    }
    yield { type: 'finish', reason: 'stop' };
  }
}

/** Its first sound takes `firstMs`, then a second of sound comes in `rate` seconds. */
class TimedTts extends ScriptedTts {
  readonly #clock: VirtualClock;
  readonly #firstMs: number;
  readonly #rate: number;
  constructor(clock: VirtualClock, firstMs: number, rate = 0.3) {
    super();
    this.#clock = clock;
    this.#firstMs = firstMs;
    this.#rate = rate;
  }
  override async *speak({ text }: TtsRequest, signal: AbortSignal): AsyncIterable<SpokenChunk> {
    this.texts.push(text);
    await pass(this.#clock, this.#firstMs);
    for (let left = text.length * CHARACTER_SAMPLES; left > 0 && !signal.aborted; left -= 800) {
      yield { pcm: new Int16Array(Math.min(left, 800)).fill(3000) };
      await pass(this.#clock, 100 * this.#rate);
    }
  }
}

function pass(clock: VirtualClock, ms: number): Promise<void> {
  return new Promise((done) => void clock.after(ms, done));
}

async function talkWith(preemptive: boolean, speeds: Speeds, rate?: number) {
  const clock = new VirtualClock();
  const llm = new TimedLlm(clock, speeds);
  const stt = new ScriptedStt([], { openVocabulary: true, clock, delayMs: STT_MS });
  const tts = new TimedTts(clock, speeds.voiceMs, rate);
  const config = { prompt: 'Be kind.', greeting: 'Hi.', turns: { endpoint_ms: 700 }, llm: { preemptive } };
  const building = rig(planOf(config), { clock, llm, stt, tts });
  await clock.advance(2000);
  const talk = await building;
  await talk.advance(1500);
  return { talk, llm };
}

const ROWS: readonly [string, Speeds][] = [
  ['fast', { tokenMs: 200, everyMs: 10, voiceMs: 100 }],
  ['usual', { tokenMs: 400, everyMs: 25, voiceMs: 200 }],
  ['slow', { tokenMs: 900, everyMs: 80, voiceMs: 350 }],
];

test('the table of docs/latency.md is what is measured', async () => {
  const docs = readFileSync(new URL('../../../docs/latency.md', import.meta.url), 'utf8');
  for (const [name, speeds] of ROWS) {
    const totals: number[] = [];
    for (const preemptive of [false, true]) {
      const { talk, llm } = await talkWith(preemptive, speeds);
      await talk.say('until when are you open', 600, 12_000);
      const [measured] = talk.facts('turn-measured');
      totals.push(Number(measured!['total_ms']));
      assert.equal(measured!['preempted'], preemptive ? true : undefined);
      assert.equal(llm.requests.length, 1);
      assert.equal(talk.turns().at(-1), `agent: ${ANSWER}`);
      assert.equal(talk.replayed().replayed, talk.replayed().logged);
    }
    const [plain, ahead] = totals as [number, number];
    const { tokenMs, voiceMs } = speeds;
    const row = `| ${name} | ${tokenMs} | ${voiceMs} | ${plain} | ${ahead} | ${plain - ahead} |`;
    const there = docs.replaceAll(/ +/g, ' ').includes(row);
    assert.ok(there, `docs/latency.md lacks: ${row}`);
  }
});

test('hits and misses are counted: of two asked on words that grew, one was in vain', async () => {
  const { talk, llm } = await talkWith(true, { tokenMs: 200, everyMs: 10, voiceMs: 100 });
  talk.stt.hears = 'until when';
  const at = talk.line.position() / 8;
  talk.line.speech(at, at + 500);
  await talk.advance(950);
  await talk.say('until when are you open', 600, 6000);
  assert.equal(llm.requests.length, 2);
  const hits = talk.facts('reply-ahead').map(({ hit }) => hit);
  assert.deepEqual(hits, [false, true]);
});

test('no gap between the pieces of an answer when the voice is faster than speech', async () => {
  for (const [, speeds] of ROWS)
    for (const rate of [0.2, 0.5, 0.9]) {
      const { talk } = await talkWith(true, speeds, rate);
      await talk.say('until when are you open', 600, 12_000);
      const from = talk.line.log.filter(({ type }) => type === 'utterance-started').at(-1)!.at;
      const to = talk.line.log.filter(({ type }) => type === 'utterance-ended').at(-1)!.at;
      const pcm = talk.line.played().subarray(from, to - 160);
      assert.equal(pcm.filter((sample) => sample === 0).length, 0, `gaps at rate ${rate}`);
      assert.ok(pcm.length > 70 * CHARACTER_SAMPLES);
    }
});
