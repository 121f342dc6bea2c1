/** A measured Parley and its API, ready for many calls. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { startChild } from './child.ts';
import { sharedNow } from './figures.ts';

export interface BenchServer {
  readonly pid: number;
  /** Sends a request. @returns the answer and the moment before its first byte left (shared clock, ms) */
  ask<T>(method: string, path: string, body?: unknown): Promise<{ body: T; at: number }>;
  /** The agent that was asked for. */
  readonly agentId: string;
  close(): Promise<void>;
}

/** Nothing that can be spoken: the agent waits for an answer that never comes. */
const silentAgent = {
  name: 'Silent',
  flow: {
    start: 'wait',
    nodes: [
      { id: 'wait', type: 'ask', text: '…', slot: { type: 'yes_no', name: 'answer' }, retries: 0 },
      { id: 'end', type: 'end' },
    ],
    // What a detector takes for speech is not understood, and changes nothing.
    edges: [
      { from: 'wait', to: 'wait', on: 'no_match' },
      { from: 'wait', to: 'end' },
    ],
  },
  silence: { reminder_after_s: 120, max_reminders: 0 },
};

/** Talks with models that take no time; one fixed wait ends a turn. */
export function talkingAgent(endpointMs: number, atLength: boolean): unknown {
  return {
    name: 'Talking',
    prompt: atLength ? 'Speak at length.' : 'Speak briefly.',
    greeting: 'Good morning, what may I do for you today?',
    turns: { endpoint_ms: endpointMs },
    silence: { reminder_after_s: 120, max_reminders: 0 },
  };
}

/** @param agent default: one that waits in silence; another one runs with models that take no time */
export async function startServer(agent?: unknown): Promise<BenchServer> {
  const child = agent
    ? startChild<{ url: string; key: string }>(
        'rig/parley-process.ts',
        ['language-model'],
        'rig/with-instant-models.ts',
      )
    : startChild<{ url: string; key: string }>('rig/parley-process.ts');
  const { url, key } = await child.line(() => true);
  const connections = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<{ body: T; at: number }> => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${key}`,
      ...(text === ''
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const at = sharedNow();
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url + path, { method, headers, agent: connections }, resolve)
        .once('error', reject)
        .end(text);
    });
    let json = '';
    for await (const piece of answer.setEncoding('utf8')) json += piece as string;
    if (answer.statusCode! >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${json}`);
    return { body: JSON.parse(json) as T, at };
  };
  await ask('PATCH', '/v1/organization', { concurrency: 1000, calls_per_second: 1000 });
  const made = await ask<{ id: string }>('POST', '/v1/agents', agent ?? silentAgent);
  return {
    pid: child.pid,
    ask,
    agentId: made.body.id,
    async close() {
      connections.destroy();
      await child.close();
    },
  };
}
