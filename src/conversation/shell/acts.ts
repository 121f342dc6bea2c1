/** Turns decisions into acts on the line and the models, and what these bring into inputs. */
import { AppError } from '#kernel';
import type { TtsModel, TtsRequest } from '#models';
import type { ConversationOptions } from '../conversation.ts';
import type { Effect } from '../core/effect.ts';
import type { Unplaced } from '../core/input.ts';
import { pieces } from '../mouth/sentences.ts';
import { Connections } from './connections.ts';
import { Hearing } from './hearing.ts';
import { RealtimeDesk } from './realtime.ts';
import { Replies } from './replies.ts';
import { Requests } from './requests.ts';
import { ToolDesk } from './tools.ts';
import { TransferDesk } from './transfers.ts';
import { Voice } from './voice.ts';

export type Give = (input: Unplaced) => void;

/** Effects that are acts; the session itself keeps facts and the end. */
export type Act = Exclude<Effect, { type: 'fact-record' | 'conversation-end' }>;

export class Acts {
  /** Null where a realtime model speaks. */
  readonly voice: Voice | null;
  readonly realtime: RealtimeDesk | null;
  readonly tools: ToolDesk;
  readonly connections: Connections;
  readonly #options: ConversationOptions;
  readonly #speaker: Pick<Voice, 'play' | 'finish' | 'drop'>;
  readonly #hearing: Hearing | null;
  readonly #requests: Requests;
  readonly #replies: Replies | null;
  readonly #transfers: TransferDesk;
  readonly #give: Give;
  readonly #language: string;
  readonly #keyterms: readonly string[] | undefined;

  constructor(options: ConversationOptions, give: Give) {
    this.#options = options;
    this.#give = give;
    this.#requests = new Requests(options.logger);
    this.tools = new ToolDesk(options, give);
    this.#transfers = new TransferDesk(options, give);
    const { config } = options.plan;
    this.#language = config.language;
    const { stt, tts, line, clock, logger } = options;
    this.#keyterms = config.stt?.keyterms;
    const heard = { language: this.#language, grammar: null, keyterms: this.#keyterms };
    this.#hearing = stt ? new Hearing({ stt, line, clock, logger, request: heard, give }) : null;
    this.realtime = realtimeDesk(options, give);
    const voice = voiceRequest(options);
    this.voice = tts
      ? new Voice({ tts, line, logger, request: voice, gainDb: config.voice?.gain_db, give })
      : null;
    const { llm } = options;
    const { model, temperature } = config.llm ?? {};
    const settings = { model, temperature };
    this.#replies = llm ? new Replies({ llm, clock, settings, requests: this.#requests, give }) : null;
    this.connections = new Connections({ llm, tts, voice, clock, logger });
    this.#speaker = this.realtime ?? this.voice ?? mute();
  }

  perform(act: Act): void {
    const { line } = this.#options;
    switch (act.type) {
      case 'alarm-set':
        return line.setAlarm(act.name, act.at, act.unlessOnset ? { unlessOnset: true } : {});
      case 'alarm-clear':
        return line.clearAlarm(act.name);
      case 'barge-in-set':
        return line.setBargeIn({
          enabled: act.enabled,
          onsetMs: act.onsetMs,
          confirmMs: act.confirmMs,
        });
      case 'playout-hold':
        return line.hold();
      case 'playout-resume':
        return line.resume();
      case 'playout-keep':
        return line.keep();
      case 'playout-cut':
        return line.cut();
      case 'speech-prepare':
        return this.voice?.prepare(act.text);
      case 'speech-synthesize':
        return this.voice?.synthesize(act.part, act.text);
      case 'speech-drop':
        return this.#speaker.drop(act.part);
      case 'speech-play':
        return this.#speaker.play(act.utterance, act.part);
      case 'utterance-finish':
        return this.#speaker.finish(act.utterance);
      case 'digits-send':
        return line.sendDigits(act.digits);
      case 'grammar-warm':
        return this.#warm(act);
      case 'hearing-open':
        return this.#hearing?.open(act.from);
      case 'hearing-close':
        this.#hearing?.close();
        return this.realtime?.close();
      case 'hearing-finalize':
        return this.#hearing?.finalize();
      case 'turn-judge':
        return this.#judge(act);
      case 'recognition-request':
        return this.#recognize(act);
      case 'reply-request':
        return this.#reply(act);
      case 'tool-run':
        return this.tools.run(act);
      case 'retrieve':
        return this.#retrieve(act);
      case 'retrieve-drop':
        return this.#requests.drop(`retrieve ${act.request}`);
      case 'recognition-drop':
      case 'reply-drop':
      case 'turn-judge-drop':
        return this.#requests.drop(act.request);
      case 'tool-drop':
        return this.tools.drop(act.run);
      case 'callback-schedule':
        return this.tools.schedule(act);
      case 'transfer-start':
        return this.#transfers.start(act);
      case 'transfer-join':
        return this.#transfers.join(act.run);
      case 'transfer-cancel':
        return this.#transfers.cancel(act.run);
      default:
        return this.realtime?.perform(act);
    }
  }

  /** What is heard behind the agent, by its settings. */
  setBackground(): void {
    const { sound = 'none', level_db = -42 } = this.#options.plan.config.background ?? {};
    if (sound !== 'none') this.#options.line.setBackground({ sound, levelDb: level_db });
  }

  /** Asks while it rings for the answer that the beginning will ask for, and makes its sound. */
  prepareReply(act: Act & { type: 'reply-request' }): void {
    this.#replies?.prepare(act, (text) => {
      for (const piece of pieces(text)) this.voice?.prepare(piece);
    });
  }

  /** The recogniser's stream is open when the call is answered. */
  prepareHearing(): void {
    this.#hearing?.prepare();
  }

  close(): void {
    this.#hearing?.close();
    this.#replies?.close();
    this.#requests.close();
    this.tools.close();
    this.#transfers.close();
    this.voice?.close();
    this.realtime?.close();
  }

  #warm({ grammar }: Act & { type: 'grammar-warm' }): void {
    const request = { language: this.#language, grammar };
    this.#options.stt?.warm(request).catch((thrown: unknown) => {
      this.#options.logger.warn('grammar-not-warmed', { error: thrown });
    });
  }

  #recognize({ request, from, to, grammar }: Act & { type: 'recognition-request' }): void {
    const { stt, line } = this.#options;
    if (!stt) return this.#give({ type: 'recognition-failed', request, fault: 'unavailable' });
    this.#requests.start(
      request,
      async (signal) => {
        const result = await stt.recognize(
          line.heard(from, to),
          { language: this.#language, grammar, keyterms: this.#keyterms },
          signal,
        );
        const { text, value, confidence, accepted } = result;
        if (!signal.aborted)
          this.#give({ type: 'recognition-arrived', request, text, value, confidence, accepted });
      },
      (fault) => this.#give({ type: 'recognition-failed', request, fault }),
    );
  }

  /** Without a verdict the words decide alone. */
  #judge({ request, from, to, text }: Act & { type: 'turn-judge' }): void {
    const { turn, line } = this.#options;
    const give = (probability: number | null): void =>
      this.#give({ type: 'turn-judged', request, probability });
    if (!turn) return give(null);
    this.#requests.start(
      request,
      async (signal) => {
        const probability = await turn.judge(line.heard(from, to), text, signal);
        if (!signal.aborted) give(probability);
      },
      () => give(null),
    );
  }

  #retrieve({ request, query }: Act & { type: 'retrieve' }): void {
    const { knowledge } = this.#options;
    if (!knowledge) return this.#give({ type: 'knowledge-failed', request, fault: 'unavailable' });
    this.#requests.start(
      `retrieve ${request}`,
      async (signal) => {
        const chunks = await knowledge.search(query, signal);
        if (!signal.aborted) this.#give({ type: 'knowledge-found', request, chunks });
      },
      (fault) => this.#give({ type: 'knowledge-failed', request, fault }),
    );
  }

  #reply(act: Act & { type: 'reply-request' }): void {
    if (!this.#replies)
      return this.#give({ type: 'reply-failed', request: act.request, fault: 'unavailable' });
    this.connections.used();
    this.#replies.ask(act);
  }
}

/** The first voice of the language; of any, if there is none. */
function voiceFor({ capabilities: { voices } }: TtsModel, language: string): string {
  const base = language.toLowerCase().split('-')[0]!;
  const speaks = ({ languages }: (typeof voices)[number]): boolean =>
    languages.some((tag) => tag.toLowerCase().split('-')[0] === base);
  return (voices.find(speaks) ?? voices[0])?.id ?? '';
}

function voiceRequest({ plan: { config }, tts }: ConversationOptions): Omit<TtsRequest, 'text'> {
  const { language, voice } = config;
  const id = voice?.id ?? (tts ? voiceFor(tts, language) : '');
  return { language, voice: id, speed: voice?.speed ?? 1 };
}

function realtimeDesk(options: ConversationOptions, give: Give): RealtimeDesk | null {
  const { realtime, plan, line, clock, logger } = options;
  if (!realtime || !plan.config.realtime) return null;
  const { voice = null, temperature } = plan.config.realtime;
  const request = {
    language: plan.config.language,
    voice: plan.models?.realtime?.voice ?? voice,
    temperature,
  };
  return new RealtimeDesk({ model: realtime, line, clock, logger, request, give });
}

/** @throws AppError `agent-misconfigured` */
function mute(): never {
  throw new AppError({
    code: 'agent-misconfigured',
    status: 400,
    message: 'The call has no model to speak with.',
  });
}
