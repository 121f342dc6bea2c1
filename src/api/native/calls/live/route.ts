/** `GET /v1/calls/{id}/live` as a WebSocket, by key or by ticket; and the tickets. */
import { hasScope, type Tenant } from '#domain';
import { AppError, type Id, type Millis } from '#kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { accessOf } from '../../../auth/access.ts';
import { holderOf, stillMay, untilHolderMayNot } from '../../../live/holder.ts';
import { runTalk } from '../../../live/talk.ts';
import { createTickets, type Speak } from '../../../live/ticket.ts';
import { acceptUpgrades } from '../../../live/upgrade.ts';
import type { NativeDeps, Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';
import { iso, Moment } from '../../shapes/times.ts';

const TICKET_MS: Millis = 60_000;

const Format = Type.Enum(['l16', 'pcmu'], { default: 'l16', description: 'Of audio, both ways; 8 kHz.' });
const SpeakText = Type.Enum(['no', 'whisper', 'takeover'], {
  default: 'no',
  description:
    '`whisper`: words to the agent alone. `takeover`: the callee hears the operator, the agent is silent.',
});
const Query = Type.Object({ format: Format, speak: SpeakText }, { additionalProperties: false });
const TicketQuery = Type.Object(
  { format: Format, ticket: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
const Ticket = Type.Object(
  { url: Type.String({ description: 'A path; connect with `wss:` on this node.' }), expires_at: Moment },
  { additionalProperties: false },
);

export const listenToCall: Operation = (app, deps) => {
  const upgrades = acceptUpgrades(app as never, deps.random, deps.logger);
  const tickets = createTickets(deps.linkSecret, deps.clock);
  const connect = async (
    request: FastifyRequest,
    reply: FastifyReply,
    tenant: Tenant,
    call: { readonly id: Id; readonly speak: Speak; readonly format: 'l16' | 'pcmu' },
    untilRevoked: (end: () => void) => () => void,
  ): Promise<FastifyReply> => {
    const { id, speak, format } = call;
    if (!upgrades.isUpgrade(request)) throw needsSocket();
    const monitor = await deps.calls.monitor(tenant, id);
    const { lastSeq } = await deps.calls.get(tenant, id);
    upgrades.grant(request, (socket) => {
      socket.once(
        'close',
        untilRevoked(() => socket.close(4401, 'The key is revoked.')),
      );
      runTalk({
        ...{ socket, monitor, format, speak, clock: deps.clock, logger: deps.logger },
        events: (signal) => deps.calls.follow(tenant, id, lastSeq, signal),
        control: (command) => deps.calls.control(tenant, id, command),
      });
    });
    return reply.code(204).send();
  };
  app.get(
    '/v1/calls/:id/live',
    {
      schema: {
        operationId: 'listenToCall',
        summary: 'Listen to a running call, speak into it',
        description:
          'A WebSocket. Binary messages: 4 bytes with the sample index, then pairs of samples, callee first. Text messages: JSON with `type`. A slow reader loses frames and is told how many. To speak or whisper the key needs `calls:write`. Only on the node that holds the call; another one answers 421 naming it.',
        tags: ['calls'],
        scope: 'calls:read',
        params: IdParams,
        querystring: Query,
        errors: [
          'call-unknown',
          'call-not-in-progress',
          'call-elsewhere',
          'upgrade-required',
          'scope-missing',
        ],
      },
    },
    async (request, reply) => {
      const { tenant, query } = request;
      if (query.speak !== 'no' && !hasScope(request.access?.scopes ?? null, 'calls:write'))
        throw mayOnlyListen();
      const id = await findId(deps, tenant, request.params.id, 'call');
      return connect(request, reply, tenant, { id, ...query }, (end) => request.untilRevoked(end));
    },
  );
  app.get(
    '/v1/live',
    {
      config: { public: true },
      schema: {
        operationId: 'listenByTicket',
        summary: 'Listen to a running call by a ticket',
        description: 'The same WebSocket, for browsers; the ticket stands for key, call and `speak`.',
        tags: ['calls'],
        querystring: TicketQuery,
        errors: [
          'ticket-invalid',
          'call-unknown',
          'call-not-in-progress',
          'call-elsewhere',
          'upgrade-required',
        ],
      },
    },
    async (request, reply) => {
      const ticket = tickets.read(request.query.ticket);
      if (!ticket || !(await stillMay(deps, ticket.holder))) throw ticketInvalid();
      const { organizationId, callId, speak, holder } = ticket;
      const tenant: Tenant = { organizationId, mode: 'live', keyId: holder.id };
      const call = { id: callId, speak, format: request.query.format };
      return connect(request, reply, tenant, call, (end) => untilHolderMayNot(deps, holder, end));
    },
  );
  createTicket(app, deps, tickets);
};

const Body = Type.Object({ speak: SpeakText }, { additionalProperties: false });

const createTicket = (
  app: Parameters<Operation>[0],
  deps: NativeDeps,
  tickets: ReturnType<typeof createTickets>,
): void => {
  app.post(
    '/v1/calls/:id/live-tickets',
    {
      schema: {
        operationId: 'createLiveTicket',
        summary: 'A ticket to listen to a call',
        description: `For browsers, which can send no key with a WebSocket. Works for ${TICKET_MS / 1000} s.`,
        tags: ['calls'],
        scope: 'calls:write',
        params: IdParams,
        body: Body,
        response: { 201: Ticket },
        errors: ['call-unknown'],
      },
    },
    async (request, reply) => {
      const { tenant } = request;
      const callId = await findId(deps, tenant, request.params.id, 'call');
      await deps.calls.get(tenant, callId);
      const until = deps.clock.now() + TICKET_MS;
      const { speak } = request.body as Static<typeof Body>;
      const { organizationId } = tenant;
      const holder = holderOf(accessOf(request));
      const ticket = tickets.issue({ organizationId, callId, speak, holder }, until);
      return reply.code(201).send({ url: `/v1/live?ticket=${ticket}`, expires_at: iso(until) });
    },
  );
};

function needsSocket(): AppError {
  return new AppError({
    code: 'upgrade-required',
    status: 426,
    message:
      'This is a WebSocket. Send `Connection: Upgrade` and `Upgrade: websocket`, as WebSocket clients do.',
  });
}

function mayOnlyListen(): AppError {
  return new AppError({
    code: 'scope-missing',
    status: 403,
    param: 'speak',
    message: `To whisper or to take over, the key needs the scope calls:write. Without \`speak\` it may listen.`,
  });
}

function ticketInvalid(): AppError {
  return new AppError({
    code: 'ticket-invalid',
    status: 401,
    param: 'ticket',
    message: `This ticket is damaged or its time is over. Ask for a new one: POST /v1/calls/{id}/live-tickets.`,
  });
}
