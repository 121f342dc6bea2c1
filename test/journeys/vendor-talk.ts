/**
 * A conversation with real sockets in virtual time: the models come from the catalogue by the plan of a call, as in a
 * call; only the line is scripted. Whoever is called answers whenever the agent has finished.
 */
import { ScriptedLine } from '#audio';
import { createModelSource, type ServerKey } from '#calling';
import { createConversation } from '#conversation';
import type { Call, CallPlan, ModelChoice, ModelLink, Turn } from '#domain';
import { silentLogger, VirtualClock, type Id } from '#kernel';
import type { ModelCatalogue, ModelSwitch } from '#models';
import { createCatalogue, createGuardedOutlet } from '#providers';
import { causeOfConversation } from '../../src/calling/live/conversation-end.ts';
import { ScriptedHttp, ScriptedStt, ScriptedTts } from '../../src/conversation/testing.ts';

export interface VendorTalk {
  readonly models: ModelChoice;
  readonly keys: Readonly<Record<string, ServerKey>>;
  readonly voice: string;
  /** Told of every failure. */
  onFailure?(change: ModelSwitch): void;
}

/** What became of it. */
export interface Told {
  /** The end reason as the call would have it; null: it never ended. */
  readonly cause: ReturnType<typeof causeOfConversation> | null;
  readonly turns: readonly Turn[];
  readonly switches: readonly ModelSwitch[];
  /** ms of the call until it ended. */
  readonly ms: number;
  /** Timers that were left armed after everything was closed. */
  readonly timers: number;
}

export const GREETING = 'Good morning, can I help you?';
/** What is heard where no vendor's server hears. */
export const WORDS = 'yes please';

const STEP_MS = 100;
const RINGS_MS = 3000;
const LONGEST_MS = 120_000;
/** The callee waits so long before it answers, and speaks so long. */
const PAUSE_MS = 700;
const SPEAKS_MS = 900;
const organizationId = 'journey' as Id;

/** Talks to the end; everything is closed when it returns. */
export async function talkWith({ models: choice, keys, voice, onFailure }: VendorTalk): Promise<Told> {
  const clock = new VirtualClock();
  const own = {
    ...{ id: 'embedded', title: 'Embedded', docs: '-', place: 'embedded' as const },
    stt: new ScriptedStt(Array<string>(50).fill(WORDS), { openVocabulary: true }),
    tts: new ScriptedTts(),
  };
  const catalogue = createCatalogue({
    ...{ own: [own], http: new ScriptedHttp(), guard: async () => {}, outlet: createGuardedOutlet([]) },
    ...{ clock, logger: silentLogger },
  });
  const nothing = { list: async () => [] };
  const source = createModelSource({
    ...{ catalogue, serverKeys: keys, logger: silentLogger },
    store: { providerKeys: nothing, voiceSlots: nothing } as never,
  });
  const plan: CallPlan = {
    ...{ agentId: null, agentName: 'Vendor', versionId: null, variables: {}, context: null },
    config: {
      ...{ name: 'Vendor', language: 'en-US', interruptible: true, greeting: GREETING },
      ...{ prompt: 'Help.', voice: { id: voice }, tools: [{ type: 'end_call' }] },
    } as CallPlan['config'],
    ...{ maxDurationMs: 600_000, models: named(choice, catalogue) },
  };
  const models = await source.forCall({ organizationId, plan } as Pick<Call, 'organizationId' | 'plan'>);
  const switches: ModelSwitch[] = [];
  models.listen((change) => {
    switches.push(change);
    onFailure?.(change);
  });
  const line = new ScriptedLine({ clock });
  const talk = createConversation({
    ...{ plan, line, stt: models.stt, tts: models.tts, llm: models.llm, clock },
    ...{ http: new ScriptedHttp(), logger: silentLogger, log: () => {} },
  });
  const now: { isWarm: boolean; cause: Told['cause'] } = { isWarm: false, cause: null };
  talk.events.on('ended', ({ reason, text }) => (now.cause = causeOfConversation(reason, text, models)));
  line.events.on('utterance-ended', () => {
    const at = line.position() / 8 + PAUSE_MS;
    line.speech(at, at + SPEAKS_MS);
  });
  void talk.warm().then(() => (now.isWarm = true));
  // A phone that rings does not wait for a vendor.
  for (let rung = 0; !now.isWarm && rung < RINGS_MS; rung += STEP_MS) await pass(clock, STEP_MS);
  talk.start();
  for (let ms = 0; now.cause === null && ms < LONGEST_MS; ms += STEP_MS) await line.advance(STEP_MS);
  const ms = line.position() / 8;
  talk.close('over');
  line.close();
  await models.close();
  await catalogue.close();
  await pass(clock, STEP_MS);
  return { cause: now.cause, turns: talk.transcript().turns, switches, ms, timers: clock.timers };
}

/** A model that bears no name is the vendor's usual one. */
function named({ stt, tts, llm, realtime }: ModelChoice, { vendors }: ModelCatalogue): ModelChoice {
  const usual = (stage: 'stt' | 'tts' | 'llm', provider: string): string =>
    vendors.find(({ id }) => id === provider)?.stages[stage]?.model ?? 'small';
  const of = <L extends ModelLink>(stage: 'stt' | 'tts' | 'llm', links: readonly L[]): L[] =>
    links.map((link) => (link.model === '' ? { ...link, model: usual(stage, link.provider) } : link));
  return { stt: of('stt', stt), tts: of('tts', tts), llm: of('llm', llm), realtime };
}

/** In steps, so that sockets keep up. */
async function pass(clock: VirtualClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 20) await clock.advance(20);
}
