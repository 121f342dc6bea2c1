/** Plays one dialogue in virtual time: real frames through the real detector and the whole conversation. */
import { ScriptedLine } from '../../src/audio/index.ts';
import { WordStt } from '../../src/conversation/ear/testing.ts';
import { createConversation } from '../../src/conversation/index.ts';
import { ScriptedHttp, ScriptedTts } from '../../src/conversation/testing.ts';
import type { TurnSettings } from '../../src/domain/index.ts';
import { seededRandom, silentLogger, VirtualClock } from '../../src/kernel/index.ts';
import type { VadFactory } from '../../src/models/index.ts';
import { FAREWELL, LineLlm, planOf } from './agent.ts';
import { sayPieces, type Said } from './callee.ts';
import { hash, type Dialogue } from './dialogue.ts';
import type { VoiceId, Voices } from './voice.ts';

/** An answer that comes later is none, ms. */
const MISSED_MS = 2000;
/** The agent is given up on after this much silence, ms. */
const SILENT_MS = 6000;
const REACTION_MS = 450;
const STEP_MS = 20;

/** What became of one turn of the callee. */
export interface PlayedTurn {
  readonly dialogue: string;
  readonly exchange: number;
  /** The agent began to speak before the turn was over. */
  readonly cutIn: boolean;
  /** No answer within 2 s. */
  readonly missed: boolean;
  /** From the true end of speech to the decision that the turn is over, ms; `null` when cut in or missed. */
  readonly delayMs: number | null;
}

export interface Stage {
  readonly voices: Voices;
  readonly vads: VadFactory;
  readonly voice: VoiceId;
  /** Each seed has other pauses and other word errors. */
  readonly seed: number;
  readonly vocabulary: readonly string[];
}

export async function play(
  dialogue: Dialogue,
  turns: Partial<TurnSettings>,
  stage: Stage,
): Promise<PlayedTurn[]> {
  const random = seededRandom(hash(`${dialogue.name} ${stage.seed}`));
  const speaker = { voices: stage.voices, voice: stage.voice, random, vocabulary: stage.vocabulary };
  const clock = new VirtualClock();
  const vad = stage.vads.create();
  const line = new ScriptedLine({ clock, isSpeech: (frame) => vad.isSpeech(frame) });
  const stt = new WordStt({ clock, position: () => line.position() });
  let next = '';
  const decisions: number[] = [];
  const talk = createConversation({
    ...{
      plan: planOf(dialogue, turns),
      line,
      stt,
      clock,
      tts: new ScriptedTts(),
      llm: new LineLlm(() => next),
    },
    ...{ http: new ScriptedHttp(), logger: silentLogger },
    log: (type) => void (type === 'callee-said' && decisions.push(line.position())),
  });
  /** The callee speaks from `at` on, samples. */
  const say = (said: Said, at: number): void => {
    line.say(said.pcm, at / 8);
    stt.words.push(...said.words.map((word) => ({ ...word, end: word.end + at })));
    stt.words.sort((a, b) => a.end - b.end);
  };
  const begun = (from: number, to: number): boolean =>
    line.log.some(({ type, at }) => type === 'utterance-started' && at >= from && at < to);
  await talk.warm();
  talk.start();
  const played: PlayedTurn[] = [];
  let lineAt = 0;
  for (const [index, exchange] of dialogue.exchanges.entries()) {
    next = 'Okay.';
    const overs = await Promise.all(
      (exchange.over ?? []).map(({ say: pieces }) => sayPieces(pieces, dialogue, speaker)),
    );
    const said = await sayPieces(exchange.callee, dialogue, speaker);
    for (const [i, over] of overs.entries()) say(over, lineAt + exchange.over![i]!.at * 8);
    if (!exchange.interrupts) await untilSilent(line);
    const from = exchange.interrupts
      ? Math.max(lineAt + (exchange.after ?? 0) * 8, line.position())
      : line.position() + (exchange.after ?? REACTION_MS) * 8;
    say(said, from);
    const [start, end] = [from + said.start, from + said.end];
    const answer = dialogue.exchanges[index + 1]?.agent ?? FAREWELL;
    while (line.position() < end) {
      await line.advance(STEP_MS);
      // Who waits for the last words answers with the next line, who does not says something else.
      if (line.position() >= end) next = answer;
    }
    await untilAnswered(line, end);
    const decided = decisions.find((at) => at >= end);
    const cutIn = begun(start, end);
    const answered = begun(end, end + MISSED_MS * 8);
    const missed = !cutIn && (decided === undefined || !answered);
    const delayMs = cutIn || missed ? null : Math.round((decided! - end) / 8);
    played.push({ dialogue: dialogue.name, exchange: index, cutIn, missed, delayMs });
    lineAt = line.log.findLast(({ type }) => type === 'utterance-started')?.at ?? line.position();
  }
  talk.close('done');
  vad.close();
  return played;
}

/** Until the agent has said all that it wants to say. */
async function untilSilent(line: ScriptedLine): Promise<void> {
  for (let quiet = 0; quiet < SILENT_MS; quiet += STEP_MS) {
    await line.advance(STEP_MS);
    const last = line.log.findLast(({ type }) => type === 'utterance-started' || type === 'utterance-ended');
    if (last?.type === 'utterance-ended' && line.position() - last.at > 100 * 8) return;
  }
}

/** Until the agent begins to answer, or long after it should have. */
async function untilAnswered(line: ScriptedLine, end: number): Promise<void> {
  const answered = (): boolean => line.log.some(({ type, at }) => type === 'utterance-started' && at >= end);
  while (!answered() && line.position() < end + SILENT_MS * 8) await line.advance(STEP_MS);
}
