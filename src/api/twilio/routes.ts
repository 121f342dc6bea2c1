/**
 * What Twilio asks of us: status callbacks and Media Streams of our calls. No key comes with them; the path names the call,
 * and the signature says who asks.
 */
import { errorText, type Logger, type Random } from '#kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { acceptUpgrades } from '../live/upgrade.ts';

type Answer =
  { readonly verdict: 'taken'; readonly twiml: string } | { readonly verdict: 'forged' | 'unknown' };

/** The line, as far as its carrier speaks to it. */
export interface TwilioDoor {
  status(request: {
    readonly token: string;
    readonly signature: string | undefined;
    readonly form: ReadonlyMap<string, string>;
  }): 'taken' | 'forged' | 'unknown';
  voice(request: {
    readonly signature: string | undefined;
    readonly form: ReadonlyMap<string, string>;
  }): Promise<Answer>;
  stream(request: { readonly token: string; readonly signature: string | undefined }):
    | 'forged'
    | 'unknown'
    | ((socket: Pick<WebSocket, 'send' | 'close' | 'bufferedAmount'>) => {
        message(text: string): void;
        closed(): void;
      });
}

const LARGEST_FORM = 16 * 1024;
/** 20 ms of audio are 300 bytes. */
const LONGEST_MESSAGE = 32 * 1024;
const REFUSED = { forged: 403, unknown: 404 } as const;

interface ByToken {
  readonly Params: { readonly token: string };
}

export function serveTwilio(
  app: FastifyInstance,
  twilio: TwilioDoor,
  { random, logger }: { readonly random: Random; readonly logger: Logger },
): void {
  const upgrades = acceptUpgrades(app, random, logger);
  void app.register((scope, _options, done) => {
    readForms(scope);
    scope.post<ByToken>('/twilio/:token/status', { config: { public: true } }, async (request, reply) => {
      const verdict = twilio.status({ ...asked(request), form: formOf(request.body) });
      return verdict === 'taken' ? reply.code(204).send() : refuse(request, reply, verdict);
    });
    scope.post<ByToken>('/twilio/voice', { config: { public: true } }, async (request, reply) => {
      const { signature } = asked(request);
      const answer = await twilio.voice({ signature, form: formOf(request.body) });
      if (answer.verdict !== 'taken') return refuse(request, reply, answer.verdict);
      return reply.type('text/xml').send(answer.twiml);
    });
    scope.get<ByToken>('/twilio/:token/stream', { config: { public: true } }, async (request, reply) => {
      if (!upgrades.isUpgrade(request)) return reply.code(426).header('upgrade', 'websocket').send();
      const verdict = twilio.stream(asked(request));
      if (typeof verdict !== 'function') return refuse(request, reply, verdict);
      upgrades.grant(request, (socket) => connect(socket, verdict, logger));
      return reply.code(204).send();
    });
    done();
  });

  const refuse = (request: FastifyRequest, reply: FastifyReply, verdict: keyof typeof REFUSED) => {
    logger.warn('twilio-refused', { verdict, path: request.url.slice(0, 60), ip: request.ip });
    return reply.code(REFUSED[verdict]).send();
  };
}

function connect(
  socket: WebSocket,
  open: Exclude<ReturnType<TwilioDoor['stream']>, string>,
  logger: Logger,
): void {
  const stream = open(socket);
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (!isBinary && bytes.length <= LONGEST_MESSAGE) stream.message(bytes.toString());
  });
  socket.on('close', () => stream.closed());
  socket.on('error', (fault: Error) => logger.debug('twilio-socket-failed', { fault: errorText(fault) }));
}

function asked({ params, headers }: FastifyRequest<ByToken>): {
  token: string;
  signature: string | undefined;
} {
  const signature = headers['x-twilio-signature'];
  return { token: params.token, signature: typeof signature === 'string' ? signature : undefined };
}

function formOf(body: unknown): ReadonlyMap<string, string> {
  return body instanceof Map ? (body as Map<string, string>) : new Map();
}

function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LARGEST_FORM },
    (_request, body, done) => done(null, new Map(new URLSearchParams(String(body)))),
  );
}
