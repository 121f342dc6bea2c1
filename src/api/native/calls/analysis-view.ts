/** What was made of a call, and what it cost, as the native API shows them. */
import type { CallAnalysis, CallCost } from '#domain';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

const text = Type.Union([Type.String(), Type.Null()]);

export const AnalysisSchema = Type.Object(
  {
    by: Type.Enum(['llm', 'slots'], {
      description: '`slots`: without a language model, by what the playbook filled in.',
    }),
    model: text,
    summary: text,
    data: Type.Record(Type.String(), Type.Unknown(), {
      description: 'By the schema of the settings; without one, what the playbook filled in.',
    }),
    tags: Type.Array(Type.String()),
    disposition: text,
    success: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'Null: it was not asked for or cannot be told.',
    }),
    success_reason: text,
    sentiment: Type.Union([Type.Enum(['positive', 'neutral', 'negative']), Type.Null()]),
    fault: Type.Union([Type.String(), Type.Null()], {
      description: 'Why no language model made it although one was asked for.',
    }),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function analysisView(analysis: CallAnalysis): Static<typeof AnalysisSchema> {
  const { data, tags, created_at, ...rest } = analysis;
  return { ...rest, data: { ...data }, tags: [...tags], created_at: iso(created_at) };
}

const LineSchema = Type.Object(
  {
    stage: Type.String({
      description: '`stt`, `llm`, `tts`, `realtime`, `turn`, `embedding`, `telephony`, `analysis`.',
    }),
    provider: Type.String(),
    model: Type.String({ description: 'Of `telephony`: the number called, or `inbound`.' }),
    unit: Type.String(),
    quantity: Type.Number(),
    unit_price: Type.Union([Type.Number(), Type.Null()], { description: 'Of `per` units.' }),
    per: Type.Number(),
    amount: Type.Union([Type.Number(), Type.Null()]),
    unpriced: Type.Optional(
      Type.Literal(true, { description: 'The price table has no price for it; it is not free.' }),
    ),
  },
  { additionalProperties: false },
);

export const CostSchema = Type.Object(
  {
    currency: Type.String(),
    total: Type.Number({ description: 'The sum of the amounts that are known.' }),
    complete: Type.Boolean({ description: 'Every line has a price.' }),
    priced_by: Type.String({ description: 'Date of the price table.' }),
    lines: Type.Array(LineSchema),
  },
  { additionalProperties: false },
);

export function costView(cost: CallCost): Static<typeof CostSchema> {
  return { ...cost, lines: cost.lines.map((line) => ({ ...line })) };
}
