/** Requests that the server makes to itself for whoever asked: their rights, not their rate limit. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { IncomingMessage } from 'node:http';
import type { WriteAnswer } from '#domain';
import type { Id, IdSource } from '#kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import type { Authenticate } from './authenticate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Asks this server, also after the request was answered; what it may do is looked up anew each time.
     * @param as the id of what a create makes; the answer tells whether it was taken
     * @throws AppError `unauthorized` when its key was revoked meanwhile
     */
    onBehalf(method: string, path: string, body?: unknown, as?: Id): Promise<WriteAnswer>;
  }
}

interface Carried {
  readonly access: Access;
  /** Not used yet. */
  as: Id | null;
}

const carried = new AsyncLocalStorage<Carried>();

/** Whose request this is, when it comes from the server itself; null: it came over the network. */
export function accessOnBehalf(request: FastifyRequest): Access | null {
  return request.raw instanceof IncomingMessage ? null : (carried.getStore()?.access ?? null);
}

/** The first id that a request on behalf of somebody draws is the one it came with: that of what it makes. */
export function idsOnBehalf(ids: IdSource): IdSource {
  return {
    next() {
      const request = carried.getStore();
      if (!request?.as) return ids.next();
      const { as } = request;
      request.as = null;
      return as;
    },
  };
}

export function answerOnBehalf(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest(
    'onBehalf',
    async function onBehalf(this: FastifyRequest, method: string, path: string, body?: unknown, as?: Id) {
      const access = await authenticate(this);
      const answer = await carried.run({ access, as: as ?? null }, async () =>
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
