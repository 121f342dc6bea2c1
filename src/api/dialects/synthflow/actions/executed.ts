/** `executed_actions`: what a call's actions did, by their keys; leaves that are JSON are texts of JSON. Pure. */
import type { Call, CallEvent } from '#domain';
import { isJson, type Json } from '../../shared/fields.ts';
import { EVALUATED } from './data-effects.ts';

/** Of tools by how they ran; the vendor's internal words. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  ...{ http: 'custom_function_action_type', transfer: 'transfer_call_action_type' },
  ...{ send_sms: 'send_sms_action_type', book_appointment: 'calcom_booking_action_type' },
};

/** @param events of the call, as far as they are known */
export function executedActions(
  call: Pick<Call, 'plan' | 'analysis' | 'endedAt' | 'createdAt'>,
  events: readonly Pick<CallEvent, 'type' | 'data' | 'at'>[],
): Record<string, Record<string, string>> {
  return { ...extracted(call), ...ran(call, events) };
}

/** By the analysis: every property that an action asked for. */
function extracted({ plan, analysis, endedAt, createdAt }: Parameters<typeof executedActions>[0]) {
  const properties = plan.config.analysis?.schema?.['properties'];
  if (!analysis || !isJson(properties)) return {};
  const at = analysis.created_at || endedAt || createdAt;
  return Object.fromEntries(
    Object.entries(properties).map(([identifier, schema]) => {
      const about: Json = isJson(schema) ? schema : {};
      const isEval = about['title'] === EVALUATED;
      const name = isEval ? identifier : `info_extractor_${identifier}`;
      const value = analysis.data[identifier] ?? null;
      const hard = {
        ...{ identifier, condition: about['description'] ?? '' },
        ...{ choices: about['enum'] ?? null, examples: about['examples'] ?? null },
      };
      const type = isEval ? 'custom_eval_action_type' : 'extract_info_action_type';
      return [name, entry({ name, type, at, hard, value: value === null ? {} : { [identifier]: value } })];
    }),
  );
}

/** By the log: each tool's last run. */
function ran({ plan }: Pick<Call, 'plan'>, events: Parameters<typeof executedActions>[1]) {
  const found: Record<string, Record<string, string>> = {};
  const wanted = new Map<string, { readonly tool: string; readonly given: unknown }>();
  for (const { type, data, at } of events) {
    if (type === 'tool-run')
      wanted.set(String(data['run']), { tool: String(data['tool']), given: data['arguments'] });
    const run = wanted.get(String(data['run']));
    if (type === 'tool-answered' && run)
      found[run.tool] = told(
        plan,
        run.tool,
        at,
        run.given,
        data['ok'] === true,
        data['detail'],
        data['result'],
      );
    if (type === 'tool-failed' && run)
      found[run.tool] = told(plan, run.tool, at, run.given, false, data['fault'], {});
    if (type === 'tool-ran') {
      const name = String(data['tool']);
      found[name] = told(plan, name, at, {}, data['ok'] === true, data['detail'], data['variables'] ?? {});
    }
  }
  return found;
}

function told(
  { config }: Call['plan'],
  name: string,
  at: number,
  given: unknown,
  ok: boolean,
  detail: unknown,
  value: unknown,
) {
  const tool = (config.tools ?? []).find((one) => 'name' in one && one.name === name);
  const type = TYPE_WORDS[tool?.type ?? ''] ?? 'custom_function_action_type';
  const hard = tool && 'url' in tool ? { url: tool.url } : {};
  return entry({ name, type, at, hard, given, value, error: ok ? '' : String(detail ?? ''), ok });
}

function entry(of: {
  readonly name: string;
  readonly type: string;
  readonly at: number;
  readonly hard: unknown;
  readonly value: unknown;
  readonly given?: unknown;
  readonly error?: string;
  readonly ok?: boolean;
}): Record<string, string> {
  return {
    ...{ name: of.name, action_type: of.type, description: '' },
    parameters_hard_coded: JSON.stringify(of.hard),
    parameters_from_llm: JSON.stringify(of.given ?? {}),
    ...{ error_message: of.error ?? '', return_value: JSON.stringify(of.value ?? {}) },
    return_value_status: of.ok === undefined ? '' : of.ok ? 'success' : 'error',
    is_relevant_action: 'true',
    timestamp_datetime: `${new Date(of.at).toISOString().slice(0, 23)}000`,
    timestamp: String(of.at / 1000),
  };
}
