/** What a conversation runs with, derived from the call's plan alone, so that a replay has the same. */
import { LINE_RATE, type Samples } from '#audio';
import { DEFAULT_MAX_DURATION_S, type CallPlan } from '#domain';
import { phrasesFor, type Language } from '../language/index.ts';

export interface Setup {
  readonly plan: CallPlan;
  readonly language: Language;
  readonly interruptible: boolean;
  /** Silence after speech that ends a turn. */
  readonly endpoint: Samples;
  readonly onsetMs: number;
  /** Speech that makes an interruption certain. */
  readonly confirm: Samples;
  /** Silence after which an unconfirmed hold resumes. */
  readonly resume: Samples;
  readonly reminderAfter: Samples;
  readonly maxReminders: number;
  readonly reminderText: string | null;
  readonly maxDuration: Samples;
}

/** Defaults as the agent's schema documents them. */
export function setupOf(plan: CallPlan): Setup {
  const { turns = {}, silence = {}, interruptible = true, language = 'en-US' } = plan.config;
  const maxMs = plan.maxDurationMs > 0 ? plan.maxDurationMs : DEFAULT_MAX_DURATION_S * 1000;
  return {
    plan,
    language: phrasesFor(language),
    interruptible,
    endpoint: ms(turns.endpoint_ms ?? 700),
    onsetMs: turns.onset_ms ?? 60,
    confirm: ms(turns.confirm_ms ?? 500),
    resume: ms(turns.resume_ms ?? 600),
    reminderAfter: ms((silence.reminder_after_s ?? 8) * 1000),
    maxReminders: silence.max_reminders ?? 2,
    reminderText: silence.text ?? null,
    maxDuration: ms(maxMs),
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
