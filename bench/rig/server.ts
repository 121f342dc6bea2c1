/** A measured Parley and its API, ready for many calls. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { startChild } from './child.ts';
import { sharedNow } from './figures.ts';

export interface BenchServer {
  readonly pid: number;
  /** Sends a request. @returns the answer and the moment before its first byte left (shared clock, ms) */
  ask<T>(method: string, path: string, body?: unknown): Promise<{ body: T; at: number }>;
  /** An agent that says nothing and waits. */
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

export async function startServer(): Promise<BenchServer> {
  const child = startChild<{ url: string; key: string }>('rig/parley-process.ts');
  const { url, key } = await child.line(() => true);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
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
      request(url + path, { method, headers, agent }, resolve)
        .once('error', reject)
        .end(text);
    });
    let json = '';
    for await (const piece of answer.setEncoding('utf8')) json += piece as string;
    if (answer.statusCode! >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${json}`);
    return { body: JSON.parse(json) as T, at };
  };
  await ask('PATCH', '/v1/organization', { concurrency: 1000, calls_per_second: 1000 });
  const made = await ask<{ id: string }>('POST', '/v1/agents', silentAgent);
  return {
    pid: child.pid,
    ask,
    agentId: made.body.id,
    async close() {
      agent.destroy();
      await child.close();
    },
  };
}
