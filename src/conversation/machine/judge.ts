/**
 * Who answered, from the length of the greeting and the pause behind it, and from words where there are any. People
 * answer with a word or two and wait; recordings go on. Pure.
 */
import type { Samples } from '#audio';
import { ms } from '../core/setup.ts';
import type { Evidence, Verdict, VerdictBy } from './state.ts';
import type { WordsVerdict } from './words.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly by: VerdictBy;
  /** 0 to 1: the share of cases like this in which it held, roughly. */
  readonly confidence: number;
  readonly detail: string;
}

/** The verdict is there by then, counted from the answer. */
const DEADLINE = ms(4000);
/** Nobody says anything: people wait for the caller to begin. */
const INITIAL_SILENCE = ms(3000);
/** A line that still rings after its answer. */
const RINGING = ms(40_000);
/** "Hello?", and the pause after it in which its speaker waits. */
const SHORT_GREETING = ms(1200);
const SHORT_PAUSE = ms(660);
/** "Acme, Peter speaking": a little more may come. */
const LONGER_PAUSE = ms(900);
/** A beep follows a recording's last word within this. */
const LONG_GREETING = ms(1800);
const LONG_PAUSE = ms(1250);
/** A sound so short may be no word at all. */
const SOUND = ms(300);
/** Speech of this length without such a pause is a recording. */
const RECORDING = ms(3300);
/** Known words of a person make a longer greeting a person's. */
const WORDY_PERSON = ms(3800);
const WORDY_PAUSE = ms(500);
/** At the deadline, speech in progress that is longer than this is more likely a recording. */
const LIKELY_RECORDING = ms(1500);

const WORDY_RECORDING = ms(2600);
const PAUSED_RECORDING = ms(3000);

export type Look = { readonly judgement: Judgement } | { readonly again: Samples };

/** @param words what was said amounts to; `null`: it tells nothing, or there are no words */
export function judge(evidence: Evidence, words: WordsVerdict | null, now: Samples): Look {
  if (words && words.verdict !== 'human') return verdict(words.verdict, 'words', 0.97, words.detail);
  const { origin, firstAt, speaking, end, ringing } = evidence;
  if (firstAt === null) {
    const until = origin + (ringing ? RINGING : INITIAL_SILENCE);
    return now >= until ? verdict('human', 'silence', 0.6, 'Nobody spoke.') : { again: until };
  }
  const deadline = Math.max(ringing ? firstAt : origin, 0) + DEADLINE;
  return speaking
    ? whileSpeaking(firstAt, deadline, words, now)
    : inPause({ ...evidence, firstAt, end: end ?? now }, deadline, words, now);
}

function whileSpeaking(firstAt: Samples, deadline: Samples, words: WordsVerdict | null, now: Samples): Look {
  const certain = firstAt + (words ? WORDY_PERSON : RECORDING);
  if (now >= certain) return verdict('machine', 'timing', 0.85, length(now - firstAt));
  if (now < deadline) return { again: Math.min(certain, deadline) };
  return !words?.offer && now - firstAt >= (words ? WORDY_RECORDING : LIKELY_RECORDING)
    ? verdict('machine', 'limit', 0.6, length(now - firstAt))
    : verdict('human', 'limit', 0.5, length(now - firstAt));
}

function inPause(
  { firstAt, end, texts }: Evidence & { readonly firstAt: Samples; readonly end: Samples },
  deadline: Samples,
  words: WordsVerdict | null,
  now: Samples,
): Look {
  const greeting = end - firstAt;
  const plain = words !== null && (words.offer === true || greeting <= SHORT_GREETING);
  const pause = plain ? WORDY_PAUSE : pauseAfter(greeting);
  const until = Math.min(end + pause, deadline);
  if (now < until) return { again: until };
  const detail = length(greeting);
  // Time is up before the pause is long enough, and nothing that was said is a person's.
  const unsure =
    !words && until < end + pause && greeting >= (texts.length > 0 ? WORDY_RECORDING : PAUSED_RECORDING);
  if (unsure) return verdict('machine', 'limit', 0.6, detail);
  if (words) return verdict('human', 'words', 0.95, words.detail);
  return greeting <= RECORDING
    ? verdict('human', 'timing', greeting <= SHORT_GREETING ? 0.95 : 0.8, detail)
    : verdict('machine', 'timing', 0.8, detail);
}

/** The longer a greeting, the likelier it goes on, or a beep follows. */
function pauseAfter(greeting: Samples): Samples {
  if (greeting <= SOUND) return LONGER_PAUSE;
  if (greeting <= SHORT_GREETING) return SHORT_PAUSE;
  return greeting <= LONG_GREETING ? LONGER_PAUSE : LONG_PAUSE;
}

function verdict(of: Verdict, by: VerdictBy, confidence: number, detail: string): Look {
  return { judgement: { verdict: of, by, confidence, detail } };
}

function length(samples: Samples): string {
  return `A greeting of ${(samples / ms(1000)).toFixed(1)} s.`;
}
