/** `judge_results`: their judge's points. Those that ours judges, and what the record itself tells; every one is a text. */
import type { Call } from '#domain';
import { endReason } from '../../shared/call-facts.ts';

/** Their judge's words for how the callee felt. */
const SENTIMENTS = { positive: 'true', neutral: 'partial', negative: 'false' } as const;

/** Source: docs.synthflow.ai, webhooks. */
const POINTS = [
  ...[
    'persona',
    'style',
    'steps',
    'no_repetition',
    'objections',
    'objection_not_defined',
    'knowledge',
    'goal',
  ],
  ...['appointment', 'user_sentiment', 'agent_sentiment', 'call_completion', 'answered_by_human', 'opted_in'],
  ...['no_opt_out', 'call_summary'],
] as const;
type Point = (typeof POINTS)[number];

/** Null before the analysis, and where it judged nothing. */
export function judgeResults(call: Call): Record<string, string> | null {
  const { analysis } = call;
  if (!analysis || (analysis.success === null && analysis.sentiment === null)) return null;
  const told: Partial<Record<Point, string>> = {
    ...(analysis.success === null ? {} : { goal: String(analysis.success) }),
    ...(analysis.sentiment === null ? {} : { user_sentiment: SENTIMENTS[analysis.sentiment] }),
    call_completion: String(call.outcome?.code === 'completed'),
    answered_by_human: String(call.answeredAt !== null && call.outcome?.code !== 'voicemail'),
    no_opt_out: String(endReason(call)?.code !== 'callee-opted-out'),
    call_summary: String(analysis.summary !== null),
  };
  const feedback: Partial<Record<Point, string>> = {
    goal: analysis.success === true ? '' : (analysis.success_reason ?? ''),
  };
  const values = POINTS.map((point) => told[point] ?? 'not_applicable');
  return {
    ...Object.fromEntries(
      POINTS.flatMap((point) => [
        [point, told[point] ?? 'not_applicable'],
        [`${point}_feedback`, feedback[point] ?? ''],
      ]),
    ),
    judge_found_partial_or_error: String(values.some((value) => value === 'partial' || value === 'false')),
    judge_found_full_error: String(values.includes('false')),
    all_feedback: Object.values(feedback)
      .filter((text) => text !== '')
      .join(' '),
  };
}
