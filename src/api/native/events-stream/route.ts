/** `GET /v1/events/stream`: the events of all calls of the organization as they come. */
import { Readable } from 'node:stream';
import type { FeedEvent } from '#domain';
import { invalidRequest, spellNative } from '#kernel';
import type { FastifyRequest } from 'fastify';
import { sendStream } from '../calls/events/route.ts';
import { eventStream } from '../calls/events/stream.ts';
import { eventView } from '../calls/events/view.ts';
import type { Operation } from '../native.ts';
import { followFeed, openFeed, readPosition } from './feed.ts';

export const streamEvents: Operation = (app, deps) => {
  const open = new Set<AbortController>();
  app.addHook('preClose', async () => open.forEach((stream) => stream.abort()));
  app.get(
    '/v1/events/stream',
    {
      schema: {
        operationId: 'streamEvents',
        summary: 'Events of all calls, streamed',
        description:
          'Server-sent events: `id` is a position, `data` the event with its `call_id`. Each event comes at least once, those of one call in their order; events of different calls in the order of their commits. `Last-Event-ID` resumes on any node, for a day after the last connection; without it the stream begins now. A comment every 15 s.',
        tags: ['events'],
        scope: 'calls:read',
        produces: 'text/event-stream',
        errors: ['stream-position-lost'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const after = await openFeed(deps, organizationId, lastPosition(request));
      const stream = new AbortController();
      open.add(stream);
      reply.raw.once('close', () => {
        stream.abort();
        open.delete(stream);
      });
      const events = followFeed(deps, organizationId, after, stream.signal);
      return sendStream(reply, Readable.from(eventStream(events, deps.clock, stream.signal, frame)));
    },
  );
};

/** @throws AppError `invalid-request` (400) for an id that no event of this stream can have */
function lastPosition(request: FastifyRequest) {
  const given = request.headers['last-event-id'];
  if (given === undefined || given === '') return null;
  const position = typeof given === 'string' ? readPosition(given) : null;
  if (position) return position;
  throw invalidRequest([
    { param: 'Last-Event-ID', message: 'Must be the id of an event of this stream.', rule: 'form' },
  ]);
}

function frame(event: FeedEvent): string {
  const data = { call_id: spellNative('call', event.callId), ...eventView(event) };
  return `id: ${event.commit}.${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
