/** Requests with one key over connections that stay open, timed. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { sharedNow } from './figures.ts';

export interface Timed<T> {
  readonly status: number;
  readonly body: T;
  readonly ms: number;
}

export interface HttpClient {
  ask<T>(method: string, path: string, body?: unknown): Promise<Timed<T>>;
  close(): void;
}

export function createHttpClient(url: string, key: string): HttpClient {
  const connections = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    async ask<T>(method: string, path: string, body?: unknown) {
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${key}`,
        ...(text !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      };
      const at = sharedNow();
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        request(url + path, { method, headers, agent: connections }, resolve)
          .once('error', reject)
          .end(text);
      });
      let json = '';
      for await (const piece of answer.setEncoding('utf8')) json += piece as string;
      const ms = sharedNow() - at;
      if (answer.statusCode! >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${json}`);
      return { status: answer.statusCode!, body: JSON.parse(json) as T, ms };
    },
    close: () => connections.destroy(),
  };
}
