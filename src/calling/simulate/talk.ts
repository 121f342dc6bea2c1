/**
 * One conversation of an agent with a played person: the agent's own machine on a line without a telephone, whose time
 * passes as fast as both have something to say. While the world is asked it passes as on a clock.
 */
import { ScriptedLine } from '#audio';
import { createConversation } from '#conversation';
import type { Call, SimulatedTurn, SimulationRun } from '#domain';
import { VirtualClock, type Clock, type Millis } from '#kernel';
import type { LlmModel } from '#models';
import { knowledgeOf } from '../live/knowledge-of.ts';
import type { EngineOptions } from '../options.ts';
import { askText } from './ask.ts';
import { answeredTransfers, Outside, rehearsed } from './outside.ts';
import { personaMessages, readPersona } from './persona.ts';
import { TextEar, TextVoice } from './text-speech.ts';

const STEP_MS: Millis = 100;
/** Silence after the agent's words, or at the beginning, or after the person's own, before the person speaks (again). */
const ANSWERS_AFTER_MS: Millis = 700;
const BEGINS_AFTER_MS: Millis = 2_000;
const GOES_ON_AFTER_MS: Millis = 6_000;
/** What the agent says to a goodbye is still heard. */
const LISTENS_MS: Millis = 3_000;

export interface Talk {
  readonly turns: readonly SimulatedTurn[];
  readonly tools: readonly string[];
  readonly endedBy: string;
}

type Options = Pick<EngineOptions, 'http' | 'services' | 'secrets' | 'knowledge' | 'clock' | 'logger'>;

/** @throws ModelError when the person cannot be played */
export async function talk(
  call: Pick<Call, 'organizationId' | 'plan'>,
  run: Pick<SimulationRun, 'persona' | 'language' | 'maxTurns'>,
  llm: LlmModel,
  { http, services, secrets, knowledge, clock, logger }: Options,
  signal: AbortSignal,
): Promise<Talk> {
  const time = new VirtualClock(clock.now());
  const line = new ScriptedLine({ clock: time });
  const outside = new Outside();
  const ear = new TextEar(line, time);
  const tools: string[] = [];
  const ended: string[] = [];
  const { realtime: _, ...config } = call.plan.config;
  const plan = { ...call.plan, config: { ...config, llm: { ...config.llm, preemptive: false } } };
  const conversation = createConversation({
    ...{ plan, line, stt: ear, tts: new TextVoice(), llm: outside.llm(llm), http: outside.http(http) },
    services: rehearsed(services),
    secrets,
    callbacks: { schedule: async ({ due }) => ({ call: 'simulated', due }) },
    transfers: answeredTransfers(() => ended.push('transferred')),
    knowledge: outside.knowledge(knowledgeOf({ ...call, plan }, { ...(knowledge ? { knowledge } : {}) })),
    clock: time,
    logger,
    log: (type, data) => {
      if (type === 'tool-run') tools.push(String(data['tool']));
      if (type === 'transfer-start') tools.push('transfer');
    },
  });
  conversation.events.on('ended', ({ reason }) => ended.push(reason));
  const floor = watchFloor(line);
  const turns = () => conversation.transcript().turns;
  await conversation.warm();
  conversation.start();
  let said = 0;
  while (ended.length === 0 && !signal.aborted) {
    await outside.idle(clock, STEP_MS);
    await line.advance(STEP_MS);
    if (ended.length > 0 || outside.busy || !floor.isFree(said)) continue;
    if (said >= run.maxTurns) {
      ended.push('max-turns');
      break;
    }
    const messages = personaMessages(run, run.language ?? plan.config.language, turns());
    const { text, hangsUp } = readPersona(await askText(llm, messages, signal));
    said += 1;
    if (text !== '') {
      floor.spoken();
      await line.advance(ear.say(text) + STEP_MS);
      floor.spoken();
    }
    if (hangsUp) {
      if (text !== '') await hearOut(line, outside, clock, () => ended.length > 0);
      if (ended.length === 0) ended.push('person-hung-up');
    }
  }
  conversation.close(ended[0] ?? 'aborted');
  return { turns: turns().map(toTurn), tools, endedBy: ended[0] ?? 'aborted' };
}

/** The last words of the agent. */
async function hearOut(
  line: ScriptedLine,
  outside: Outside,
  clock: Clock,
  over: () => boolean,
): Promise<void> {
  for (let left = LISTENS_MS; left > 0 && !over(); left -= STEP_MS) {
    await outside.idle(clock, STEP_MS);
    await line.advance(STEP_MS);
  }
}

/** Who has the word. */
function watchFloor(line: ScriptedLine) {
  let speaking = false;
  /** Since the person spoke last. */
  let agentSpoke = false;
  let quietSince = 0;
  line.events.on('utterance-started', () => (speaking = true));
  line.events.on('utterance-ended', () => {
    speaking = false;
    agentSpoke = true;
    quietSince = line.position();
  });
  return {
    /** The person has just spoken. */
    spoken(): void {
      agentSpoke = false;
      quietSince = line.position();
    },
    /** Is it the person's turn? @param said how often they have spoken */
    isFree(said: number): boolean {
      const silence = (line.position() - quietSince) / 8;
      const patience = agentSpoke ? ANSWERS_AFTER_MS : said === 0 ? BEGINS_AFTER_MS : GOES_ON_AFTER_MS;
      return !speaking && silence >= patience;
    },
  };
}

function toTurn({
  who,
  text,
  startMs,
}: {
  who: 'agent' | 'callee';
  text: string;
  startMs: number;
}): SimulatedTurn {
  return { who: who === 'agent' ? 'agent' : 'person', text, atMs: startMs };
}
