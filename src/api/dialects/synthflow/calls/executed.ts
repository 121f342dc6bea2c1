/** `executed_actions`: what was taken from a call, and what its tools did. Leaf JSON is text, and so are truths. */
import { ownTools, toolName, type Call, type CallEvent, type Tool } from '#domain';
import type { Millis } from '#kernel';
import { isJson } from '../../shared/fields.ts';

interface Executed {
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly fixed: unknown;
  readonly given: unknown;
  readonly result: unknown;
  readonly error: string;
  readonly at: Millis;
}

/** Source: live rows of GET /v2/calls. */
function shown({
  name,
  kind,
  description,
  fixed,
  given,
  result,
  error,
  at,
}: Executed): Record<string, string> {
  return {
    name,
    action_type: kind,
    description,
    parameters_hard_coded: JSON.stringify(fixed),
    parameters_from_llm: JSON.stringify(given),
    error_message: error,
    return_value: JSON.stringify(result ?? {}),
    return_value_status: '',
    is_relevant_action: 'true',
    timestamp_datetime: `${new Date(at).toISOString().slice(0, 23)}000`,
    timestamp: String(at / 1000),
  };
}

/** Each wanted value, once the call is analysed. */
export function extracted({ plan, analysis }: Call): Record<string, unknown> {
  const wanted = plan.config.analysis?.schema?.['properties'];
  if (!analysis || !isJson(wanted)) return {};
  return Object.fromEntries(
    Object.entries(wanted).map(([identifier, field]) => {
      const { description = '', enum: choices = null, examples = null } = isJson(field) ? field : {};
      const name = `info_extractor_${identifier}`;
      return [
        name,
        shown({
          ...{ name, kind: 'extract_info_action_type', description: '', given: {}, error: '' },
          fixed: { identifier, condition: description, choices, examples },
          result: { [identifier]: analysis.data[identifier] ?? null },
          at: analysis.created_at,
        }),
      ];
    }),
  );
}

const KINDS: Partial<Record<Tool['type'], string>> = {
  transfer: 'transfer_call_action_type',
  send_sms: 'send_sms_action_type',
  book_appointment: 'calcom_booking_action_type',
};
const CUSTOM = 'custom_function_action_type';

/** Are there tools whose runs a list must read from the log? */
export function hasTools({ plan }: Call): boolean {
  return ownTools(plan.config.tools).some(({ type }) => type !== 'end_call');
}

/** By the call's log; the last run of each tool. */
export function executed({ plan }: Call, events: readonly CallEvent[]): Record<string, unknown> {
  const tools = ownTools(plan.config.tools);
  const asked = new Map<string, CallEvent>();
  const found = new Map<string, Executed>();
  for (const event of events) {
    const { run, tool: name, arguments: given, ok, result, fault, detail } = event.data;
    if (event.type === 'tool-run' && typeof run === 'string') asked.set(run, event);
    const begun = typeof run === 'string' ? asked.get(run) : undefined;
    const called = typeof name === 'string' ? name : begun?.data['tool'];
    if (!/^tool-(?:answered|failed|finished)$/.test(event.type) || typeof called !== 'string') continue;
    const tool = tools.find((one) => called === toolName(one) || called.startsWith(`${toolName(one)}_`));
    if (!tool || tool.type === 'end_call') continue;
    const before = found.get(called);
    const failed = ok === false || event.type === 'tool-failed';
    found.set(called, {
      name: called,
      kind: KINDS[tool.type] ?? CUSTOM,
      description: ('description' in tool && tool.description) || '',
      fixed: ('arguments' in tool && tool.arguments) || {},
      given: begun?.data['arguments'] ?? given ?? before?.given ?? {},
      result: result ?? before?.result ?? {},
      error: failed ? String(fault ?? detail ?? 'error') : '',
      at: event.at,
    });
  }
  return Object.fromEntries([...found].map(([name, one]) => [name, shown(one)]));
}
