/** An analysis without a language model: from what the playbook filled in. Pure. */
import type { AnalysisSettings, AgentConfig, Call, CallAnalysis } from '#domain';
import type { Millis } from '#kernel';
import type { CallFacts } from './facts.ts';
import { sentenceOf } from './sentence.ts';

type Labels = AnalysisSettings['tags'];

/** @param fault why no language model made it although one was asked for */
export function slotAnalysis(
  { plan, outcome }: Pick<Call, 'plan' | 'outcome'>,
  facts: CallFacts,
  settings: Partial<AnalysisSettings> | undefined,
  at: Millis,
  fault: string | null = null,
): CallAnalysis {
  const { values } = facts;
  const given = new Set(Object.values(values).map((value) => String(value).toLowerCase()));
  const named = (labels: Labels) =>
    (labels ?? []).map(({ name }) => name).filter((name) => given.has(name.toLowerCase()));
  const isWritten = settings?.summary ?? true;
  return {
    by: 'slots',
    model: null,
    summary: isWritten && outcome ? sentenceOf(outcome.code, values, plan.config.language) : null,
    data: settings?.schema ? fitted(values, settings.schema) : values,
    tags: named(settings?.tags),
    disposition: named(settings?.dispositions)[0] ?? null,
    success: outcome?.code === 'completed' ? succeeded(plan.config, facts) : null,
    success_reason: null,
    sentiment: null,
    fault,
    created_at: at,
  };
}

/** A flow that reached an end and has an answer to all that it asked; of a prompt nobody can tell. */
function succeeded({ flow }: AgentConfig, facts: CallFacts): boolean | null {
  if (!flow) return null;
  const passed = flow.nodes.filter(({ id }) => facts.entered(id));
  return (
    passed.some(({ type }) => type === 'end' || type === 'transfer') &&
    passed.every((node) => node.type !== 'ask' || facts.hasSlot(node.slot.name))
  );
}

/** What the schema names, as the type that it names where that can be told. */
function fitted(
  values: Readonly<Record<string, unknown>>,
  schema: NonNullable<AnalysisSettings['schema']>,
): Record<string, unknown> {
  const properties = schema['properties'];
  if (typeof properties !== 'object' || properties === null) return { ...values };
  return Object.fromEntries(
    Object.entries(properties as Record<string, unknown>).flatMap(([name, property]) => {
      if (!(name in values)) return [];
      const type = (property as { type?: unknown } | null)?.type;
      const value = converted(values[name], type);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Slots hold texts. @returns undefined for a text that is nothing of this type */
function converted(value: unknown, type: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'yes' ? true : value === 'no' ? false : undefined;
  if (type !== 'number' && type !== 'integer') return value;
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return undefined;
  return type === 'integer' && !Number.isInteger(number) ? undefined : number;
}
