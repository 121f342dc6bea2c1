/**
 * The Model Context Protocol as JSON-RPC 2.0 over Streamable HTTP, revision 2025-06-18. Pure.
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports, …/basic/lifecycle, …/server/tools
 */
import {
  ModelError,
  type HttpRequest,
  type HttpResponse,
  type ServedResult,
  type ServedTool,
  type ToolServerOptions,
} from '#models';
import { isObject, parse } from '../shared/service-exchange.ts';
import { SseParser } from '../shared/sse.ts';

export const PROTOCOL_VERSION = '2025-06-18';
/** Revisions whose messages are the same as far as they are used here. */
const KNOWN_VERSIONS = ['2025-11-25', PROTOCOL_VERSION, '2025-03-26', '2024-11-05'];
/** Characters of a server's own words that are passed on. */
const LONGEST_WORDS = 300;

/** What a server said when the session began. */
export interface Session {
  readonly version: string;
  /** `Mcp-Session-Id`; null for servers that keep no session. */
  readonly id: string | null;
}

/** A request, or a notification when it has no id. */
export function encodeMessage(
  { url, headers, timeoutMs }: ToolServerOptions,
  session: Session | null,
  message: {
    readonly id?: number;
    readonly method: string;
    readonly params?: Readonly<Record<string, unknown>>;
  },
): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      ...headers,
      'content-type': 'application/json',
      // Transports, "Sending messages to the server": both must be listed.
      accept: 'application/json, text/event-stream',
      ...(session === null ? {} : { 'mcp-protocol-version': session.version }),
      ...(typeof session?.id === 'string' ? { 'mcp-session-id': session.id } : {}),
    },
    timeoutMs,
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  };
}

/** Lifecycle, "Initialization". */
export const INITIALIZE = {
  method: 'initialize',
  params: {
    protocolVersion: PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: 'parley', version: '1' },
  },
};

/**
 * The result of the request so numbered: a JSON answer, or the one message of an event stream that answers it; what the
 * server sends beside it is passed over.
 * @throws ModelError `protocol`; `bad-request` for a JSON-RPC error
 */
export function decodeAnswer({ body, headers }: HttpResponse, id: number): Readonly<Record<string, unknown>> {
  const texts = /^text\/event-stream\b/i.test(headers['content-type'] ?? '')
    ? new SseParser().push(new TextEncoder().encode(`${body}\n\n`)).map(({ data }) => data)
    : [body];
  const messages = texts.flatMap((text) => {
    const message = parse(text);
    return Array.isArray(message) ? (message as unknown[]) : [message];
  });
  const answer = messages.find((message) => isObject(message) && message['id'] === id);
  if (!isObject(answer)) throw broken('does not answer the request');
  const { result, error } = answer;
  if (isObject(error)) {
    const words = String(error['message'] ?? '').slice(0, LONGEST_WORDS);
    throw new ModelError({
      provider: 'mcp',
      fault: 'bad-request',
      message: `The tool server refused: ${words}`,
    });
  }
  if (!isObject(result)) throw broken('holds no result');
  return result;
}

/** @throws ModelError `protocol` for a revision that we do not speak (Lifecycle, "Version Negotiation") */
export function decodeSession(
  result: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Session {
  const version = result['protocolVersion'];
  if (typeof version !== 'string' || !KNOWN_VERSIONS.includes(version))
    throw broken(`speaks revision ${JSON.stringify(version ?? null).slice(0, 40)}, which is not known here`);
  return { version, id: headers['mcp-session-id'] ?? null };
}

/** One page of `tools/list`. */
export function decodeTools(result: Readonly<Record<string, unknown>>): {
  readonly tools: readonly ServedTool[];
  readonly next: string | null;
} {
  const { tools, nextCursor } = result;
  if (!Array.isArray(tools)) throw broken('holds no list of tools');
  return {
    tools: tools.map((tool: unknown) => {
      if (!isObject(tool) || typeof tool['name'] !== 'string') throw broken('lists a tool without a name');
      const { name, description, inputSchema } = tool;
      return {
        name,
        description: typeof description === 'string' ? description : '',
        parameters: isObject(inputSchema) ? inputSchema : { type: 'object', properties: {} },
      };
    }),
    next: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : null,
  };
}

/** Tools, "Tool Result": structured content where there is some, else the text. */
export function decodeResult(result: Readonly<Record<string, unknown>>): ServedResult {
  const { content, structuredContent, isError } = result;
  const ok = isError !== true;
  if (structuredContent !== undefined) return { ok, result: structuredContent };
  if (!Array.isArray(content)) throw broken('holds no content');
  const texts = content.flatMap((item: unknown) =>
    isObject(item) && item['type'] === 'text' ? [String(item['text'] ?? '')] : [],
  );
  const text = texts.join('\n');
  return { ok, result: parse(text) ?? text };
}

export function broken(what: string): ModelError {
  return new ModelError({ provider: 'mcp', fault: 'protocol', message: `The tool server's answer ${what}.` });
}
