/** The tools that an agent may use in a call. */
import { Type, type Static } from 'typebox';
import { EndCallToolSchema } from './end-call-schema.ts';
import { TransferToolSchema } from './transfer-schema.ts';

const name = Type.String({
  pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$',
  description: 'How a flow node or the model calls it.',
});
/** What it offers is called `<name>_…`, which must be short enough for every model. */
const prefix = Type.String({
  pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,31}$',
  description: 'What its functions are called begins with it.',
});
const description = Type.String({ maxLength: 1000, description: 'Tells the model when to use it.' });
const said = Type.String({ minLength: 1, maxLength: 500, description: 'May hold {{variables}}.' });
const secret = Type.String({
  minLength: 1,
  maxLength: 4000,
  description: 'Encrypted at rest; reads give `***`, which keeps what was stored.',
});

/** How a request proves who sends it. */
export const ToolAuthSchema = Type.Union([
  Type.Object({ type: Type.Literal('bearer'), token: secret }, { additionalProperties: false }),
  Type.Object(
    { type: Type.Literal('basic'), username: Type.String({ maxLength: 200 }), password: secret },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal('header'),
      name: Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }),
      value: secret,
    },
    { additionalProperties: false },
  ),
]);
export type ToolAuth = Static<typeof ToolAuthSchema>;

/** What proves who sends it stands in the query or in the JSON body, as some servers want it. */
const placedAuth = {
  name: Type.String({ pattern: '^[^\\s&=#?]{1,100}$', description: 'Of the parameter, or the member.' }),
  value: secret,
};

/**
 * The same, or in the query or the body, or a signature of the body: HMAC-SHA256 in hex. With `timestamp_header` the
 * value of that header, which the tool's `headers` must have, and a dot stand before the body.
 */
export const HttpToolAuthSchema = Type.Union([
  ...ToolAuthSchema.anyOf,
  Type.Object({ type: Type.Literal('query'), ...placedAuth }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('body'), ...placedAuth }, { additionalProperties: false }),
  Type.Object(
    {
      type: Type.Literal('hmac'),
      secret,
      header: Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$', default: 'X-Signature' }),
      prefix: Type.Optional(
        Type.String({ maxLength: 50, description: 'Before the digits, e.g. `sha256=`.' }),
      ),
      timestamp_header: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' })),
    },
    { additionalProperties: false },
  ),
]);
export type HttpToolAuth = Static<typeof HttpToolAuthSchema>;

/** What the agent says around a slow tool. */
export const ToolSpeechSchema = Type.Object(
  {
    before: Type.Optional(said),
    during: Type.Optional(
      Type.Array(said, { maxItems: 5, description: 'Said one after another while it lasts.' }),
    ),
    during_after_ms: Type.Integer({ minimum: 500, maximum: 20_000, default: 2500 }),
    error: Type.Optional(said),
  },
  { additionalProperties: false },
);
export type ToolSpeech = Static<typeof ToolSpeechSchema>;

/** When a tool runs, by whose wish, and with what beside the arguments that a model gives. */
const timed = {
  when: Type.Optional(
    Type.Enum(['before', 'during', 'after'], {
      description:
        '`during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call.',
    }),
  ),
  condition: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description:
        'When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run.',
    }),
  ),
  arguments: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description:
        'Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model.',
    }),
  ),
};

/** `{name, description, url, …}`: an HTTP tool behind the outgoing-URL guard. */
export const HttpToolSchema = Type.Object(
  {
    type: Type.Literal('http'),
    name,
    description,
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], { default: 'POST' }),
    url: Type.String({ maxLength: 2000, description: 'May hold {{variables}}; values are URL-encoded.' }),
    headers: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 4000 }))),
    auth: Type.Optional(HttpToolAuthSchema),
    body: Type.Optional(
      Type.Unknown({
        description:
          'JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments.',
      }),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'JSON Schema of the arguments; what does not fit it is refused before a request leaves.',
      }),
    ),
    answer: Type.Optional(
      Type.Enum(['body', 'results'], {
        description:
          'What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure.',
      }),
    ),
    timeout_ms: Type.Integer({ minimum: 100, maximum: 60_000, default: 8000 }),
    speech: Type.Optional(ToolSpeechSchema),
    asynchronous: Type.Optional(
      Type.Boolean({ description: 'The conversation goes on; the model learns the result when it comes.' }),
    ),
    ...timed,
    fills: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]{0,63}$' }), {
        maxItems: 100,
        description:
          '`before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type HttpTool = Static<typeof HttpToolSchema>;

/** A server of the Model Context Protocol: its tools become the agent's. */
export const McpToolSchema = Type.Object(
  {
    type: Type.Literal('mcp'),
    name: prefix,
    url: Type.String({ maxLength: 2000, description: 'Streamable HTTP endpoint.' }),
    auth: Type.Optional(ToolAuthSchema),
    only: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
        maxItems: 100,
        description: 'Names of the tools to offer; absent: all.',
      }),
    ),
    timeout_ms: Type.Integer({ minimum: 100, maximum: 60_000, default: 8000 }),
    speech: Type.Optional(ToolSpeechSchema),
  },
  { additionalProperties: false },
);
export type McpTool = Static<typeof McpToolSchema>;

export const SendDtmfToolSchema = Type.Object(
  { type: Type.Literal('send_dtmf'), description: Type.Optional(description) },
  { additionalProperties: false },
);

export const LeaveVoicemailToolSchema = Type.Object(
  {
    type: Type.Literal('leave_voicemail'),
    description: Type.Optional(description),
    message: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  { additionalProperties: false },
);

export const SetVariableToolSchema = Type.Object(
  {
    type: Type.Literal('set_variable'),
    description: Type.Optional(description),
    names: Type.Array(Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]{0,63}$' }), {
      minItems: 1,
      maxItems: 50,
    }),
  },
  { additionalProperties: false },
);

/** Makes a new call to the same person later; the dial authority judges it then. */
export const ScheduleCallbackToolSchema = Type.Object(
  {
    type: Type.Literal('schedule_callback'),
    description: Type.Optional(description),
    max_days: Type.Integer({ minimum: 1, maximum: 90, default: 14 }),
  },
  { additionalProperties: false },
);

export const BookAppointmentToolSchema = Type.Object(
  {
    type: Type.Literal('book_appointment'),
    name: Type.Optional(prefix),
    description: Type.Optional(description),
    provider: Type.Enum(['cal_com', 'gohighlevel']),
    key: secret,
    calendar: Type.String({ minLength: 1, maxLength: 200, description: 'Event type id, or calendar id.' }),
    location: Type.Optional(Type.String({ maxLength: 200, description: 'GoHighLevel: the location id.' })),
    url: Type.Optional(
      Type.String({ maxLength: 2000, description: "Another base than the provider's own." }),
    ),
    days: Type.Integer({ minimum: 1, maximum: 60, default: 14, description: 'How far ahead is offered.' }),
    notice_hours: Type.Number({ minimum: 0, maximum: 720, default: 2 }),
    max_slots: Type.Integer({ minimum: 1, maximum: 20, default: 6, description: 'Offered at a time.' }),
    timeout_ms: Type.Integer({ minimum: 100, maximum: 60_000, default: 8000 }),
    speech: Type.Optional(ToolSpeechSchema),
  },
  { additionalProperties: false },
);
export type BookAppointmentTool = Static<typeof BookAppointmentToolSchema>;

/** By Twilio's Messages API, or any server that speaks it. */
export const SendSmsToolSchema = Type.Object(
  {
    type: Type.Literal('send_sms'),
    name: Type.Optional(name),
    description: Type.Optional(description),
    account: Type.String({ minLength: 1, maxLength: 100, description: 'Account SID.' }),
    token: secret,
    from: Type.String({ minLength: 1, maxLength: 50 }),
    text: Type.Optional(
      Type.String({ maxLength: 1600, description: 'Absent: the model writes it. May hold {{variables}}.' }),
    ),
    url: Type.Optional(
      Type.String({ maxLength: 2000, description: "Another base than the provider's own." }),
    ),
    timeout_ms: Type.Integer({ minimum: 100, maximum: 60_000, default: 8000 }),
    speech: Type.Optional(ToolSpeechSchema),
    ...timed,
  },
  { additionalProperties: false },
);
export type SendSmsTool = Static<typeof SendSmsToolSchema>;

export const ToolSchema = Type.Union([
  HttpToolSchema,
  McpToolSchema,
  EndCallToolSchema,
  TransferToolSchema,
  SendDtmfToolSchema,
  LeaveVoicemailToolSchema,
  SetVariableToolSchema,
  ScheduleCallbackToolSchema,
  BookAppointmentToolSchema,
  SendSmsToolSchema,
]);
export type Tool = Static<typeof ToolSchema>;

/** A tool of `/v1/tools`, by its id; what a call runs is resolved at its acceptance. */
export const SavedToolUseSchema = Type.Object(
  {
    type: Type.Literal('saved'),
    tool_id: Type.String({ minLength: 1, maxLength: 80 }),
    overrides: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(name),
          description: Type.Optional(description),
          text: Type.Optional(Type.String({ maxLength: 1600 })),
          timeout_ms: Type.Optional(Type.Integer({ minimum: 100, maximum: 60_000 })),
          speech: Type.Optional(ToolSpeechSchema),
          asynchronous: Type.Optional(Type.Boolean()),
          ...timed,
        },
        {
          additionalProperties: false,
          description: 'Said anew for this agent; each must be a field of the tool.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type SavedToolUse = Static<typeof SavedToolUseSchema>;

/** A tool as an agent has it: its own, or one of `/v1/tools`. */
export const AgentToolSchema = Type.Union([...ToolSchema.anyOf, SavedToolUseSchema]);
export type AgentTool = Tool | SavedToolUse;

/** Those in their place; of a resolved configuration that is all of them. */
export function ownTools(tools: readonly AgentTool[] = []): readonly Tool[] {
  return tools.filter((tool) => tool.type !== 'saved');
}

/** By itself, before the call or after it? */
export function runsAt(tool: Tool): 'before' | 'during' | 'after' {
  return tool.type === 'http' || tool.type === 'send_sms' ? (tool.when ?? 'during') : 'during';
}

/** How a flow node or the model calls a tool: its own name, else that of its type. */
export function toolName(tool: Tool): string {
  return 'name' in tool && tool.name !== undefined ? tool.name : tool.type;
}

/** The names under which a tool can be called; of a tool server only their beginning is known before the call. */
export function callableNames(tool: Tool): readonly string[] {
  const name = toolName(tool);
  if (tool.type === 'book_appointment') return [`${name}_slots`, `${name}_book`];
  return tool.type === 'mcp' ? [`${name}_*`] : [name];
}

/** Can a flow's node call the tool by this name? */
export function answersTo(tool: Tool, name: string): boolean {
  if (tool.type !== 'mcp') return callableNames(tool).includes(name);
  return name.startsWith(`${tool.name}_`) && name.length > tool.name.length + 1;
}
