/** Was it really one of the expected phrases? A grammar recogniser alone hears everything as some phrase. Pure. */
import { STT_FRAME_SAMPLES } from './utterance.ts';
import type { Hypothesis } from './soundswallower.ts';

export interface Judgement {
  readonly accepted: boolean;
  /** 0 to 1; 0.5 is the border of acceptance. */
  readonly confidence: number;
  /** How much worse the phrase explains the sound than any sequence of phones, per active frame (0 or less). */
  readonly margin: number;
  /** Share of the active frames that lie under the phrase's words. */
  readonly coverage: number;
}

/**
 * The border was chosen on seven espeak-ng voices, clean, with grammars of 30 to 90 phrases as conversations make them:
 * of 168 answers in words 142 are kept, 8 more are taken for another phrase, of 252 foreign sentences 9 % pass. Getting
 * into and out of a phrase costs a fixed sum, which weighs most on one-syllable words: so the border is lower for them.
 */
const MIN_MARGIN = -17;
const PHRASE_COST = 1000;
/** Below 300 ms the allowance grows no more, else a click would pass. */
const SHORTEST_PHRASE_FRAMES = 30;
const MIN_COVERAGE = 0.8;
/** Less sound than this is no word. */
const MIN_ACTIVE_FRAMES = 8;
const FRAMES_PER_SECOND = 8000 / STT_FRAME_SAMPLES;

/**
 * @param heard by the grammar. @param loopScore of the same utterance by a loop over all phones; asked for only when
 * the rest does not already decide, because it costs as much as the grammar.
 * @param active which 10 ms frames hold sound.
 */
export function judge(heard: Hypothesis, loopScore: () => number, active: readonly boolean[]): Judgement {
  const total = active.filter(Boolean).length;
  const under = active.filter((sound, frame) => sound && isCovered(heard, frame)).length;
  const coverage = total === 0 ? 0 : under / total;
  const possible = heard.words.length > 0 && total >= MIN_ACTIVE_FRAMES && coverage > MIN_COVERAGE;
  const margin = possible ? (heard.score - loopScore()) / total : -Infinity;
  const border = MIN_MARGIN - PHRASE_COST / Math.max(total, SHORTEST_PHRASE_FRAMES);
  const accepted = margin > border;
  return { accepted, confidence: confidence(accepted, margin / border, coverage), margin, coverage };
}

function isCovered({ spans }: Hypothesis, frame: number): boolean {
  const at = (frame + 0.5) / FRAMES_PER_SECOND;
  return spans.some(({ start, duration }) => at >= start && at < start + duration);
}

/** @param distance of the margin from 0, in borders. */
function confidence(accepted: boolean, distance: number, coverage: number): number {
  const byMargin = Math.max(0, Math.min(1, 1 - distance / 2));
  const both = byMargin * Math.min(1, coverage);
  return accepted ? Math.max(0.5, both) : Math.min(0.49, both);
}
