/** What OpenAI's realtime protocol, and xAI's dialect of it, allow a client to send; the first fault of a message. */

export interface Rules {
  readonly sessionFields: readonly string[];
  readonly responseFields: readonly string[];
  readonly needsType: boolean;
  readonly truncates: boolean;
  /** Where the session says that the client decides the turns. */
  isManual(session: any): boolean;
  formatOf(session: any): { readonly input?: any; readonly output?: any };
}

const formats = (session: any) => ({
  input: session.audio?.input?.format,
  output: session.audio?.output?.format,
});

export const openAiRules: Rules = {
  sessionFields: (
    'type model output_modalities instructions audio include max_output_tokens prompt reasoning tools tool_choice ' +
    'tracing truncation'
  ).split(' '),
  responseFields:
    'audio conversation input instructions max_output_tokens metadata output_modalities tools'.split(' '),
  needsType: true,
  truncates: true,
  isManual: (session) => session.audio?.input?.turn_detection === null,
  formatOf: formats,
};

export const xaiRules: Rules = {
  sessionFields: 'instructions voice turn_detection audio tools reasoning resumption'.split(' '),
  responseFields: ['modalities'],
  needsType: false,
  truncates: false,
  isManual: (session) => session.turn_detection === null || session.turn_detection?.type === null,
  formatOf: formats,
};

export interface Fault {
  readonly code: string;
  readonly message: string;
}

const fault = (code: string, message: string): Fault => ({ code, message });

export function faultOfSession(session: any, first: boolean, rules: Rules): Fault | null {
  if (typeof session !== 'object' || session === null)
    return fault('missing_required_parameter', 'Missing required parameter: session.');
  if (rules.needsType && session.type !== 'realtime')
    return fault('missing_required_parameter', "Missing required parameter: 'session.type'.");
  const extra = Object.keys(session).find((field) => !rules.sessionFields.includes(field));
  if (extra) return fault('unknown_parameter', `Unknown parameter: 'session.${extra}'.`);
  for (const tool of session.tools ?? [])
    if (tool.type !== 'function' || typeof tool.name !== 'string')
      return fault('missing_required_parameter', "Missing required parameter: 'session.tools[0].type'.");
  if (!first) return null;
  const { input, output } = rules.formatOf(session);
  if (input?.type !== 'audio/pcmu' || output?.type !== 'audio/pcmu')
    return fault('invalid_value', 'This test server speaks audio/pcmu only.');
  if (!rules.isManual(session)) return fault('invalid_value', 'This test server has no turn detection.');
  return null;
}

export function faultOfResponse(response: any, rules: Rules): Fault | null {
  const extra = Object.keys(response ?? {}).find((field) => !rules.responseFields.includes(field));
  return extra ? fault('unknown_parameter', `Unknown parameter: 'response.${extra}'.`) : null;
}

/** @param calls ids of function calls that were made */
export function faultOfItem(item: any, calls: ReadonlySet<string>): Fault | null {
  if (item?.type === 'function_call_output')
    return calls.has(item.call_id) && typeof item.output === 'string'
      ? null
      : fault('invalid_tool_call_id', `Tool call ID '${item.call_id}' not found in conversation.`);
  if (item?.type !== 'message' || !['system', 'user', 'assistant'].includes(item.role))
    return fault('invalid_value', "Invalid value: 'item.type'.");
  const texts = item.content?.every(
    (part: any) => part.type === 'input_text' && typeof part.text === 'string',
  );
  return texts ? null : fault('invalid_value', "Invalid value: 'item.content'.");
}
