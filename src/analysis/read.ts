/** The model's answer, checked. Pure. */
import { argumentFaults, type AnalysisSettings, type CallAnalysis } from '#domain';
import { answerSchema } from './answer-schema.ts';

/** What a model can tell of a call. */
export type Told = Omit<CallAnalysis, 'by' | 'model' | 'fault' | 'created_at'>;

/** `fault` is a sentence for the model, which gets one more try. */
export type Reading = { readonly ok: Told } | { readonly fault: string };

interface Answer {
  readonly summary?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly disposition?: string;
  readonly success?: { readonly value: boolean; readonly reason: string };
  readonly sentiment?: CallAnalysis['sentiment'];
}

/** @param text the whole answer; a fence around the JSON is taken off */
export function readAnalysis(text: string, settings: Partial<AnalysisSettings>): Reading {
  let value: unknown;
  try {
    value = JSON.parse(unfenced(text));
  } catch {
    return { fault: 'The answer is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: 'The answer is not a JSON object.' };
  const faults = argumentFaults(answerSchema(settings) ?? {}, value as Readonly<Record<string, unknown>>);
  if (faults.length > 0) return { fault: faults.join(' ') };
  const answer = value as Answer;
  return {
    ok: {
      summary: answer.summary?.trim() ?? null,
      data: answer.data ?? {},
      tags: [...new Set(answer.tags)],
      disposition: answer.disposition ?? null,
      success: answer.success?.value ?? null,
      success_reason: answer.success?.reason ?? null,
      sentiment: answer.sentiment ?? null,
    },
  };
}

function unfenced(text: string): string {
  return /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/i.exec(text)?.[1] ?? text;
}
