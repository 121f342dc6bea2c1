/** Requests that the server makes to itself for whoever asked: their rights, not their rate limit. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { IncomingMessage } from 'node:http';
import type { WriteAnswer } from '#domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import type { Authenticate } from './authenticate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Asks this server, also after the request was answered; what it may do is looked up anew each time.
     * @throws AppError `unauthorized` when its key was revoked meanwhile
     */
    onBehalf(method: string, path: string, body?: unknown): Promise<WriteAnswer>;
  }
}

const carried = new AsyncLocalStorage<Access>();

/** Whose request this is, when it comes from the server itself; null: it came over the network. */
export function accessOnBehalf(request: FastifyRequest): Access | null {
  return request.raw instanceof IncomingMessage ? null : (carried.getStore() ?? null);
}

export function answerOnBehalf(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest(
    'onBehalf',
    async function onBehalf(this: FastifyRequest, method: string, path: string, body?: unknown) {
      const access = await authenticate(this);
      const answer = await carried.run(access, async () =>
        app.inject({
          method: method as 'GET',
          url: path,
          ...(body === undefined ? {} : { payload: body as object }),
        }),
      );
      return { status: answer.statusCode, body: readBody(answer.body) };
    },
  );
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Some answers are no JSON, and say what they say as text.
    return text;
  }
}
