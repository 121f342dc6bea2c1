/** Everything thrown becomes an answer in the shape of the API that was asked. */
import { AppError, errorText, type Logger } from '#kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorAnswer } from '../dialect.ts';
import type { RouteTable } from '../http/route-table.ts';
import { nameText } from './name-text.ts';
import { problemOf, PROBLEM_TYPE } from './problem.ts';
import { toAppError } from './to-app-error.ts';

/** Writes an error as one API does. */
export type ErrorWriter = (error: AppError, request: FastifyRequest) => ErrorAnswer;

/** Problem details. */
export const writeProblem: ErrorWriter = (error, request) => ({
  status: error.status,
  body: problemOf(error, request.id),
  headers: { 'Content-Type': PROBLEM_TYPE },
});

/** Installs error and not-found handlers on `app` and what is registered below it. */
export function answerErrors(
  app: FastifyInstance,
  write: ErrorWriter,
  routes: RouteTable,
  logger: Logger,
): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = nameText(toAppError(thrown), request.body);
    if (error.status >= 500) logFault(logger, error, request);
    return sendError(reply, write(error, request), error);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!;
    const methods = routes.methodsOf(path);
    const error = methods.length > 0 ? wrongMethod(request.method, path, methods) : noRoute(path);
    if (methods.length > 0) void reply.header('Allow', methods.join(', '));
    return sendError(reply, write(error, request), error);
  });
}

/** `Retry-After` (RFC 9110 section 10.2.3) when the error says how long to wait. */
export function sendError(reply: FastifyReply, answer: ErrorAnswer, error: AppError): FastifyReply {
  const wait = error.extra['retry_after_s'];
  if (typeof wait === 'number') void reply.header('Retry-After', String(wait));
  void reply.removeHeader('Content-Length');
  return reply
    .code(answer.status)
    .type('application/json')
    .headers({ ...answer.headers })
    .serializer(JSON.stringify)
    .send(answer.body);
}

function logFault(logger: Logger, error: AppError, request: FastifyRequest): void {
  logger.error('request-failed', {
    request_id: request.id,
    method: request.method,
    route: request.routeOptions.url,
    code: error.code,
    fault: error.cause === undefined ? errorText(error) : error.cause,
  });
}

function noRoute(path: string): AppError {
  return new AppError({
    code: 'route-unknown',
    status: 404,
    message: `Nothing is served at ${path.slice(0, 200)}. /openapi.json lists what is; the native API begins with /v1/.`,
  });
}

function wrongMethod(method: string, path: string, methods: readonly string[]): AppError {
  return new AppError({
    code: 'method-not-allowed',
    status: 405,
    message: `${path.slice(0, 200)} does not take ${method}. Use ${methods.join(', ')}.`,
  });
}
