/** What a conversation runs with, derived from the call's plan alone, so that a replay has the same. */
import { LINE_RATE, type Samples } from '#audio';
import { DEFAULT_MAX_DURATION_S, type CallPlan, type SilenceSettings } from '#domain';
import { phrasesFor, type Language } from '../language/index.ts';
import { endpointSettings, type EndpointSettings } from '../turns/endpoint/settings.ts';

export interface Setup {
  readonly plan: CallPlan;
  readonly language: Language;
  readonly interruptible: boolean;
  /** Silence after speech that ends a turn, by what was said. */
  readonly endpoint: EndpointSettings;
  readonly onsetMs: number;
  /** Speech that makes an interruption certain. */
  readonly confirm: Samples;
  /** Words that make it certain earlier. */
  readonly confirmWords: number;
  /** Further backchannels of this agent. */
  readonly backchannels: readonly string[];
  /** Silence after which an unconfirmed hold resumes. */
  readonly resume: Samples;
  readonly silence: SilenceSetup;
  readonly maxDuration: Samples;
  /** One model hears, thinks and speaks. */
  readonly realtime: boolean;
}

/** What happens when nobody speaks. */
export interface SilenceSetup {
  readonly after: Samples;
  readonly most: number;
  /** The first, second … reminder; the last one repeats. */
  readonly texts: readonly [string, ...string[]];
  /** A language model words them. */
  readonly autonomous: boolean;
  readonly goodbye: string;
  /** After the last reminder the call ends. */
  readonly hangUp: boolean;
  /** Silence in a row that ends the call; `null`: only the reminders count. */
  readonly timeout: Samples | null;
}

/** Defaults as the agent's schema documents them. */
export function setupOf(plan: CallPlan): Setup {
  const { turns = {}, silence = {}, interruptible = true, language = 'en-US' } = plan.config;
  const maxMs = plan.maxDurationMs > 0 ? plan.maxDurationMs : DEFAULT_MAX_DURATION_S * 1000;
  const spoken = phrasesFor(language);
  return {
    plan,
    language: spoken,
    interruptible,
    endpoint: endpointSettings(turns),
    onsetMs: turns.onset_ms ?? 60,
    confirm: ms(turns.confirm_ms ?? 500),
    confirmWords: turns.confirm_words ?? 2,
    backchannels: turns.backchannels ?? [],
    resume: ms(turns.resume_ms ?? 600),
    silence: silenceOf(silence, spoken),
    maxDuration: ms(maxMs),
    realtime: plan.config.realtime !== undefined,
  };
}

function silenceOf(settings: Partial<SilenceSettings>, { say }: Language): SilenceSetup {
  const { texts = [], text = say.reminder, timeout_s } = settings;
  const [first = text, ...others] = texts;
  return {
    after: ms((settings.reminder_after_s ?? 8) * 1000),
    most: settings.max_reminders ?? 2,
    texts: [first, ...others],
    autonomous: settings.autonomous ?? false,
    goodbye: settings.goodbye ?? say.silentGoodbye,
    hangUp: settings.hang_up ?? true,
    timeout: timeout_s === undefined ? null : ms(timeout_s * 1000),
  };
}

/** Milliseconds as samples of the line. */
export function ms(span: number): Samples {
  return Math.round((span * LINE_RATE) / 1000);
}

/** Samples of the line as milliseconds, whole. */
export function toMs(samples: Samples): number {
  return Math.round((samples * 1000) / LINE_RATE);
}
