/** The rig of this room's tests: a scripted line, scripted models, and what was logged. */
import { ScriptedLine } from '#audio';
import type { AgentConfig, CallPlan } from '#domain';
import { silentLogger, VirtualClock } from '#kernel';
import type { HttpClient, HttpRequest } from '#models';
import type { ConversationOptions } from '../conversation.ts';
import { createConversation, describeInput, readInput, replay, type Input, type Logged } from '../index.ts';
import type { TurnDetector } from '#models';
import type { WordStt } from '../ear/testing.ts';
import type { ScriptedRealtime } from '../realtime/testing.ts';
import { ScriptedHttp, type ScriptedLlm, ScriptedStt, ScriptedTts } from '../testing.ts';

export function planOf(config: Partial<AgentConfig>, more: Partial<CallPlan> = {}): CallPlan {
  const base: AgentConfig = { name: 'Test', language: 'en-US', interruptible: true };
  return {
    agentId: null,
    agentName: 'Test',
    versionId: null,
    config: { ...base, ...config },
    variables: {},
    context: null,
    maxDurationMs: 600_000,
    ...more,
  };
}

export interface RigOptions {
  readonly stt?: ScriptedStt;
  /** Hears as a stream instead: made for the rig's own line and clock. */
  readonly stream?: (line: ScriptedLine, clock: VirtualClock) => WordStt;
  readonly turn?: TurnDetector;
  readonly tts?: ScriptedTts;
  readonly llm?: ScriptedLlm;
  /** In the place of `stt` and `tts`. */
  readonly realtime?: ScriptedRealtime;
  readonly http?: HttpClient & { readonly requests: readonly HttpRequest[] };
  readonly clock?: VirtualClock;
  /** It rings so long; what is made ahead with delays needs it. */
  readonly ringMs?: number;
  readonly services?: ConversationOptions['services'];
  readonly secrets?: ConversationOptions['secrets'];
  readonly callbacks?: ConversationOptions['callbacks'];
  readonly transfers?: ConversationOptions['transfers'];
  readonly knowledge?: ConversationOptions['knowledge'];
}

export type Rig = Awaited<ReturnType<typeof rig>>;

/** A conversation that was warmed and answered; `advance` lets the call go on. */
export async function rig(plan: CallPlan, options: RigOptions = {}) {
  const clock = options.clock ?? new VirtualClock();
  const line = new ScriptedLine({ clock });
  const stt = options.stt ?? new ScriptedStt();
  const words = options.stream?.(line, clock) ?? null;
  const tts = options.tts ?? new ScriptedTts();
  const llm = options.llm ?? null;
  const realtime = options.realtime ?? null;
  const speech = realtime ? { stt: null, tts: null, realtime } : { stt: words ?? stt, tts };
  const http = options.http ?? new ScriptedHttp();
  const log: Logged[] = [];
  const ended: { reason: string; at: number; stated?: string }[] = [];
  const talk = createConversation({
    ...{ plan, line, ...speech, llm, http, clock },
    turn: options.turn ?? null,
    services: options.services,
    secrets: options.secrets,
    callbacks: options.callbacks,
    transfers: options.transfers,
    knowledge: options.knowledge,
    logger: silentLogger,
    log: (type, data) => void log.push({ type, data }),
  });
  talk.events.on('ended', ({ reason, stated }) =>
    ended.push({ reason, at: line.position() / 8, ...(stated === undefined ? {} : { stated }) }),
  );
  const warming = talk.warm();
  await clock.advance(options.ringMs ?? 0);
  await warming;
  talk.start();
  return {
    ...{ plan, line, stt, words, tts, llm, http, log, ended, talk, clock },
    advance: (ms: number) => line.advance(ms),
    /** The callee speaks now for `ms`, and `words` is what is recognised; then `rest` ms pass. */
    async say(words: string | null, ms = 600, rest = 1500) {
      stt.hears = words;
      const now = line.position() / 8;
      line.speech(now, now + ms);
      await line.advance(ms + rest);
    },
    /** `agent: …` and `callee: …`, interrupted ones with a dash. */
    turns: () =>
      talk
        .transcript()
        .turns.map(({ who, text, interrupted }) => `${who}: ${text}${interrupted ? ' —' : ''}`),
    facts: (type: string) => log.filter((entry) => entry.type === type).map((entry) => entry.data),
    /** What a replay of the logged inputs decides, beside what was decided. */
    replayed() {
      const read = JSON.parse(JSON.stringify(log)) as Logged[];
      const inputs = read.map(readInput).filter((input): input is Input => input !== null);
      const again = replay(inputs, plan);
      return {
        logged: JSON.stringify(log.filter(({ data }) => data['kind'] !== 'input')),
        replayed: JSON.stringify(again),
        inputs: inputs.map((input) => describeInput(input).type),
      };
    },
  };
}
