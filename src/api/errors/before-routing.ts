/** What is refused before a route is known: a path that can not be read, or with a part too long to be an id. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dialect } from '../dialect.ts';
import { sendError, writeProblem } from './answer-errors.ts';
import { toAppError } from './to-app-error.ts';

/** Answers in the shape of the API below whose base the path lies. */
export function answerBeforeRouting(
  dialects: readonly Dialect[],
): (fault: Error, request: FastifyRequest, reply: FastifyReply) => void {
  return (fault, request, reply) => {
    const asked = dialects.find(({ bases }) => bases.some((base) => request.url.startsWith(`${base}/`)));
    const error = toAppError(fault);
    void reply.header('X-Request-Id', request.id);
    sendError(reply, asked ? asked.errorBody(error, request) : writeProblem(error, request), error);
  };
}
