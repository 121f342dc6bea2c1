/** `GET /v1/calls/{id}/events`: polled by `after`, or streamed when `Accept` asks for `text/event-stream`. */
import { Readable } from 'node:stream';
import { invalidRequest } from '#kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { EventSchema, eventView } from './view.ts';
import { eventStream } from './stream.ts';

const Query = Type.Object(
  {
    after: Type.Integer({ minimum: 0, default: 0, description: 'Sequence of the last event you have.' }),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  },
  { additionalProperties: false },
);

const Answer = Type.Object(
  {
    data: Type.Array(EventSchema),
    has_more: Type.Boolean(),
    next_cursor: Type.Union([Type.String(), Type.Null()], { description: 'The next `after`.' }),
  },
  { additionalProperties: false },
);

export const listCallEvents: Operation = (app, deps) => {
  const open = new Set<AbortController>();
  app.addHook('preClose', async () => open.forEach((stream) => stream.abort()));
  app.get(
    '/v1/calls/:id/events',
    {
      schema: {
        operationId: 'listCallEvents',
        scope: 'calls:read',
        summary: 'Events of a call',
        description:
          'With `Accept: text/event-stream` a stream that ends with the call; `Last-Event-ID` resumes it.',
        tags: ['calls'],
        params: IdParams,
        querystring: Query,
        response: { 200: Answer },
        errors: ['call-unknown'],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      await deps.calls.get(request.tenant, id);
      const { after, limit } = request.query;
      if (wantsStream(request)) {
        const stream = new AbortController();
        open.add(stream);
        reply.raw.once('close', () => {
          stream.abort();
          open.delete(stream);
        });
        const events = deps.calls.follow(request.tenant, id, resumeAt(request) ?? after, stream.signal);
        return sendStream(reply, Readable.from(eventStream(events, deps.clock, stream.signal)));
      }
      const events = await deps.calls.events(request.tenant, id, after, limit + 1);
      const data = events.slice(0, limit).map(eventView);
      const last = data.at(-1);
      return {
        data,
        has_more: events.length > limit,
        next_cursor: last ? String(last.seq) : after > 0 ? String(after) : null,
      };
    },
  );
};

export function wantsStream(request: FastifyRequest): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '');
}

/** @throws AppError `invalid-request` (400) for an id that no event of ours can have */
function resumeAt(request: FastifyRequest): number | null {
  const given = request.headers['last-event-id'];
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && /^\d{1,9}$/.test(given)) return Number(given);
  throw invalidRequest([
    { param: 'Last-Event-ID', message: 'Must be the sequence of an event, a whole number.', rule: 'form' },
  ]);
}

export function sendStream(reply: FastifyReply, frames: Readable): FastifyReply {
  return reply
    .header('Content-Type', 'text/event-stream; charset=utf-8')
    .header('Cache-Control', 'no-cache, no-transform')
    .header('X-Accel-Buffering', 'no')
    .send(frames);
}
