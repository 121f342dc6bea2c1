/** Is this call shown to a language model? Pure. */
import type { AnalysisSettings, Call } from '#domain';
import { answerSchema } from './answer-schema.ts';

/** One turn is a greeting that nobody answered. */
const LEAST_TURNS = 2;

/**
 * Never without settings: no model is paid for that nobody asked for. Nor for a call that reached no person: a machine's
 * words are not the callee's.
 */
export function wantsModel(
  { outcome, turns }: Pick<Call, 'outcome' | 'turns'>,
  settings: Partial<AnalysisSettings> | undefined,
): boolean {
  if (!settings || answerSchema(settings) === null) return false;
  if (outcome === null || outcome.code === 'voicemail' || outcome.code === 'no_answer') return false;
  return turns.length >= (settings.min_turns ?? LEAST_TURNS) && turns.some(({ who }) => who === 'callee');
}
