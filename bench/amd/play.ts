/** One answer in virtual time: frames through the tone detectors, fvad and the line's machines into a whole conversation. */
import { ScriptedLine, ToneEar } from '../../src/audio/index.ts';
import { WordStt } from '../../src/conversation/ear/testing.ts';
import { createConversation } from '../../src/conversation/index.ts';
import type { Verdict } from '../../src/conversation/machine/state.ts';
import { ScriptedHttp, ScriptedStt, ScriptedTts } from '../../src/conversation/testing.ts';
import { silentLogger, VirtualClock } from '../../src/kernel/index.ts';
import type { VadFactory } from '../../src/models/index.ts';
import type { Sound } from './sound.ts';

/** From a word's end to the partial that holds it, and from the end of speech to the final, ms. */
const LATENCY_MS = 300;
const WATCHED_MS = 14_000;
const STEP_MS = 100;

/** A verdict and when it fell, ms after the answer. */
export interface Judged {
  readonly verdict: Verdict | 'none';
  readonly by: string;
  readonly ms: number;
}

export interface Played {
  /** The one on which the agent spoke or did not. */
  readonly first: Judged;
  /** With what was noticed while the agent spoke. */
  readonly last: Judged;
}

export async function play(sound: Sound, words: boolean, vads: VadFactory): Promise<Played> {
  const clock = new VirtualClock();
  const vad = vads.create();
  const tones = new ToneEar();
  const line: ScriptedLine = new ScriptedLine({
    clock,
    isSpeech: (frame) => {
      const { tone, tonal } = tones.hear(frame);
      if (tone) line.tone(tone);
      return vad.isSpeech(frame) && !tonal;
    },
  });
  const stt = words ? streamOf(sound, line, clock) : new ScriptedStt();
  const judged: Judged[] = [];
  const talk = createConversation({
    ...{ plan, line, stt, clock, tts: new ScriptedTts(), llm: null },
    ...{ http: new ScriptedHttp(), logger: silentLogger },
    log: (type, data) => {
      if (type !== 'answer-classified') return;
      judged.push({ verdict: data['verdict'] as Verdict, by: String(data['by']), ms: Number(data['at_ms']) });
    },
  });
  const ended: string[] = [];
  talk.events.on('ended', ({ reason }) => ended.push(reason));
  await talk.warm();
  talk.start();
  line.say(sound.pcm, 0);
  while (ended.length === 0 && line.position() < WATCHED_MS * 8) await line.advance(STEP_MS);
  talk.close('done');
  vad.close();
  const none: Judged = { verdict: 'none', by: '', ms: WATCHED_MS };
  return { first: judged[0] ?? none, last: judged.at(-1) ?? none };
}

function streamOf({ words }: Sound, line: ScriptedLine, clock: VirtualClock): WordStt {
  const stt = new WordStt({
    clock,
    position: () => line.position(),
    partialMs: LATENCY_MS,
    finalMs: LATENCY_MS,
  });
  stt.words.push(...words);
  return stt;
}

const plan = {
  agentId: null,
  agentName: 'Bench',
  versionId: null,
  config: {
    name: 'Bench',
    language: 'en-US',
    interruptible: true,
    machine: {},
    flow: {
      start: 'hi',
      nodes: [
        {
          id: 'hi',
          type: 'say' as const,
          text: 'Hello, this is the clinic, calling about your appointment.',
        },
        {
          id: 'ask',
          type: 'ask' as const,
          text: 'Can you come?',
          slot: { type: 'yes_no' as const, name: 'answer' },
          retries: 2,
        },
      ],
      edges: [{ from: 'hi', to: 'ask' }],
    },
  },
  variables: {},
  context: null,
  maxDurationMs: 600_000,
};
