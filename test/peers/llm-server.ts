/** A language model's server as a peer: the streamed chat completions of the OpenAI API, answers by the test. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChatMessage {
  readonly role: string;
  readonly content: string | null;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { name: string; arguments: string };
  }[];
  readonly tool_call_id?: string;
}

/** What came in. */
export interface ChatCompletionRequest {
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** What goes out: words one by one, then tool calls; or a bare status; or words and then a broken connection. */
export interface ChatReply {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
  readonly status?: number;
  readonly breaksOff?: boolean;
}

export interface LlmServer {
  /** Base of the API, with `/v1`. */
  readonly url: string;
  readonly requests: readonly ChatCompletionRequest[];
  stop(): Promise<void>;
}

const BETWEEN_WORDS_MS = 10;

/** @param answer to the request so numbered, from 0 */
export async function startLlm(
  answer: (request: ChatCompletionRequest, index: number) => ChatReply,
): Promise<LlmServer> {
  const requests: ChatCompletionRequest[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    // A connection that is opened ahead asks for nothing.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const asked = { headers: request.headers, ...JSON.parse(text) } as ChatCompletionRequest;
    requests.push(asked);
    await stream(answer(asked, requests.length - 1), response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function stream(reply: ChatReply, response: ServerResponse): Promise<void> {
  if (reply.status !== undefined) {
    const error = { message: 'The model is out of order.', type: 'server_error' };
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    return;
  }
  const chunk = (delta: unknown, finish: string | null = null) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const word of reply.text?.match(/\S+\s*/g) ?? []) {
    chunk({ content: word });
    await delay(BETWEEN_WORDS_MS);
  }
  if (reply.breaksOff) return void response.destroy();
  for (const [index, call] of (reply.calls ?? []).entries()) {
    const [name, text] = [call.name, JSON.stringify(call.arguments)];
    chunk({
      tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } }],
    });
    chunk({ tool_calls: [{ index, function: { arguments: text } }] });
  }
  chunk({}, reply.calls ? 'tool_calls' : 'stop');
  response.end('data: [DONE]\n\n');
}
