/** A server of the Model Context Protocol, revision 2025-06-18: sessions, versions, pages of tools, JSON or event streams. */
import type { ServerResponse } from 'node:http';
import { bearer, json, objectOf, serveTools, type Asked, type ToolServerUnderTest } from './server.ts';

export interface McpServerOptions {
  /** Answers of requests as event streams, with a notification before each. */
  readonly sse?: boolean;
  /** Tools a page. */
  readonly page?: number;
}

export interface McpServer extends ToolServerUnderTest {
  /** Tools called, with their arguments. */
  readonly called: readonly { readonly name: string; readonly arguments: unknown }[];
  /** Sessions that were ended by the client. */
  readonly ended: readonly string[];
  /** The server forgets every session. */
  forget(): void;
}

export const MCP_TOKEN = 'mcp-secret-0123456789';
const VERSION = '2025-06-18';
const TOOLS = [
  {
    name: 'find.customer',
    description: 'Finds a customer.',
    inputSchema: { type: 'object', properties: { phone: { type: 'string' } }, required: ['phone'] },
  },
  { name: 'weather', description: 'Tells the weather.', inputSchema: { type: 'object', properties: {} } },
  { name: 'fail', inputSchema: { type: 'object', properties: {} } },
];

export async function startMcp(options: McpServerOptions = {}): Promise<McpServer> {
  const called: { name: string; arguments: unknown }[] = [];
  const ended: string[] = [];
  const sessions = new Set<string>();
  const ready = new Set<string>();
  let count = 0;
  const server = await serveTools((asked, response) => {
    if (bearer(asked) !== MCP_TOKEN)
      return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    const session = asked.headers['mcp-session-id'] as string | undefined;
    if (asked.method === 'DELETE') {
      if (session) ended.push(session);
      return void response.writeHead(200).end();
    }
    const message = objectOf(asked);
    if (asked.method !== 'POST' || message?.['jsonrpc'] !== '2.0') return void response.writeHead(400).end();
    const accepts = String(asked.headers.accept);
    if (!accepts.includes('application/json') || !accepts.includes('text/event-stream'))
      return void response.writeHead(406).end();
    if (message['method'] === 'initialize') {
      const id = `session-${++count}`;
      sessions.add(id);
      const result = {
        protocolVersion: VERSION,
        capabilities: { tools: {} },
        serverInfo: { name: 'test', version: '1' },
      };
      return answer(response, options, message['id'], { result }, { 'mcp-session-id': id });
    }
    if (!session) return void response.writeHead(400).end();
    if (!sessions.has(session)) return void response.writeHead(404).end();
    if (asked.headers['mcp-protocol-version'] !== VERSION) return void response.writeHead(400).end();
    if (message['id'] === undefined) {
      if (message['method'] === 'notifications/initialized') ready.add(session);
      return void response.writeHead(202).end();
    }
    if (!ready.has(session))
      return answer(response, options, message['id'], {
        error: { code: -32002, message: 'Not initialized' },
      });
    answer(response, options, message['id'], handle(asked, message, options, called));
  }, '/mcp');
  return Object.assign(server, { called, ended, forget: () => sessions.clear() });
}

function handle(
  _asked: Asked,
  { method, params }: Record<string, unknown>,
  { page = 2 }: McpServerOptions,
  called: { name: string; arguments: unknown }[],
): Record<string, unknown> {
  const given = (params ?? {}) as Record<string, unknown>;
  if (method === 'tools/list') {
    const from = Number(given['cursor'] ?? 0);
    const next = from + page < TOOLS.length ? { nextCursor: String(from + page) } : {};
    return { result: { tools: TOOLS.slice(from, from + page), ...next } };
  }
  if (method !== 'tools/call') return { error: { code: -32601, message: 'Method not found' } };
  const name = String(given['name']);
  if (!TOOLS.some((tool) => tool.name === name))
    return { error: { code: -32602, message: `Unknown tool: ${name}` } };
  called.push({ name, arguments: given['arguments'] });
  if (name === 'fail')
    return { result: { content: [{ type: 'text', text: 'The archive is closed.' }], isError: true } };
  const found = name === 'weather' ? { sky: 'clear' } : { customer: 'Anna Lopez' };
  return { result: { content: [{ type: 'text', text: JSON.stringify(found) }], structuredContent: found } };
}

function answer(
  response: ServerResponse,
  { sse = false }: McpServerOptions,
  id: unknown,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): void {
  const message = { jsonrpc: '2.0', id, ...body };
  if (!sse) return json(response, 200, message, headers);
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  response.write(
    `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: {} })}\n\n`,
  );
  response.end(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
}
