/** The Gemini API as documented (ai.google.dev/api/generate-content), strict about what it is sent. */
import type { LlmDialect } from './server.ts';
import { LLM_KEY, LLM_USAGE, wordsOf, type LlmAsked, type LlmReply } from './script.ts';

const FIELDS = ['contents', 'tools', 'toolConfig', 'safetySettings', 'systemInstruction', 'generationConfig'];
const SCHEMA_FIELDS = new Set(
  (
    'type format title description nullable enum maxItems minItems properties required minProperties maxProperties ' +
    'minLength maxLength pattern example anyOf propertyOrdering default items minimum maximum'
  ).split(' '),
);
const STATUSES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};
const SKIP = 'skip_thought_signature_validator';

export const geminiDialect: LlmDialect = {
  base: '/v1beta',
  models: '/models',
  refuse(asked) {
    if (asked.headers['x-goog-api-key'] !== LLM_KEY)
      return { status: 400, body: error(400, 'API key not valid.', [{ reason: 'API_KEY_INVALID' }]) };
    const wrong = faultOf(asked);
    return wrong === null ? null : { status: 400, body: error(400, wrong) };
  },
  refusal: (status) => error(status, 'scripted'),
  overloaded: () => event(error(503, 'The model is overloaded.')),
  events(reply, index) {
    const { input, cached, output } = LLM_USAGE;
    const usageMetadata = {
      promptTokenCount: input,
      cachedContentTokenCount: cached,
      candidatesTokenCount: output - 2,
      thoughtsTokenCount: 2,
    };
    const calls = (reply.calls ?? []).map(({ name, arguments: args }, at) => ({
      functionCall: { id: `fc_${index}_${at}`, name, args },
      ...(at === 0 ? { thoughtSignature: `signature-${index}` } : {}),
    }));
    return [
      ...wordsOf(reply.text ?? '').map((text) => event(candidate([{ text }]))),
      ...(calls.length === 0 ? [] : [event(candidate(calls))]),
      event({ ...candidate([], finishReason(reply)), usageMetadata }),
    ];
  },
};

function candidate(parts: readonly object[], finishReason?: string): object {
  return {
    candidates: [{ index: 0, content: { role: 'model', parts }, ...(finishReason ? { finishReason } : {}) }],
  };
}

function finishReason(reply: LlmReply): string {
  return { stop: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY' }[reply.reason ?? 'stop'];
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`;
}

function error(code: number, message: string, details: readonly object[] = []): object {
  return { error: { code, message, status: STATUSES[code] ?? 'UNKNOWN', details } };
}

function faultOf({ path, body }: LlmAsked): string | null {
  const model = /^\/models\/([^/:]+):streamGenerateContent\?alt=sse$/.exec(path)?.[1];
  if (model === undefined) return `no such path: ${path}`;
  const extra = Object.keys(body).find((field) => !FIELDS.includes(field));
  if (extra) return `Invalid JSON payload received. Unknown name "${extra}": Cannot find field.`;
  const schemas = [
    body['generationConfig']?.responseSchema,
    ...(body['tools'] ?? []).flatMap((tool: any) =>
      tool.functionDeclarations.map(({ parameters }: any) => parameters),
    ),
  ];
  for (const schema of schemas.filter(Boolean)) {
    const wrong = faultOfSchema(schema);
    if (wrong) return wrong;
  }
  return faultOfContents(body['contents'], model);
}

function faultOfSchema(schema: any): string | null {
  const extra = Object.keys(schema).find((field) => !SCHEMA_FIELDS.has(field));
  if (extra) return `Invalid JSON payload received. Unknown name "${extra}" at 'schema': Cannot find field.`;
  if (schema.type === 'OBJECT' && schema.properties && Object.keys(schema.properties).length === 0)
    return 'properties: should be non-empty for OBJECT type';
  if (schema.enum && schema.type !== 'STRING') return 'enum: only allowed for STRING type';
  for (const inner of [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    schema.items,
  ].filter(Boolean)) {
    const wrong = faultOfSchema(inner);
    if (wrong) return wrong;
  }
  return null;
}

function faultOfContents(contents: any, model: string): string | null {
  if (!Array.isArray(contents) || contents.length === 0) return 'contents is not specified';
  for (const [index, { role, parts }] of contents.entries()) {
    if (role !== 'user' && role !== 'model') return 'Please use a valid role: user, model.';
    if (!Array.isArray(parts) || parts.length === 0) return `contents[${index}].parts must not be empty`;
    const calls = parts.filter((part) => part.functionCall);
    if (calls.length === 0) continue;
    if (contents[index - 1]?.role !== 'user')
      return 'Please ensure that function call turn comes immediately after a user turn.';
    const answers = (contents[index + 1]?.parts ?? []).filter((part: any) => part.functionResponse);
    if (answers.length !== calls.length)
      return 'Please ensure that the number of function response parts is equal to the number of function call parts.';
    if (model.startsWith('gemini-3') && !signatureIsRight(calls[0]))
      return 'Function call is missing a thought_signature in functionCall parts.';
  }
  return null;
}

/** A call of this server must come back with the signature that it had; another's with the stand-in. */
function signatureIsRight({ functionCall, thoughtSignature }: any): boolean {
  const own = /^fc_(\d+)_/.exec(functionCall.id ?? '');
  return thoughtSignature === (own ? `signature-${own[1]}` : SKIP);
}
