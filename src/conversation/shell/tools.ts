/** Carries tools out: requests of a tenant's own servers, of tool servers, calendars and messengers. */
import { AppError } from '#kernel';
import { ModelError } from '#models';
import type { BookAppointmentTool } from '#domain';
import type { ConversationOptions } from '../conversation.ts';
import type { Effect } from '../core/effect.ts';
import type { InputFault, ToolDiscovery, Unplaced } from '../core/input.ts';
import type { ToolRequest } from '../tools/tool-request.ts';
import { toldChunks } from '../knowledge/told.ts';
import { httpAnswer, type Answer } from './answer-of.ts';
import { Requests } from './requests.ts';
import { Opened } from './secrets.ts';
import { ToolServers } from './tool-servers.ts';

type Run = Extract<Effect, { type: 'tool-run' }>;
type Callback = Extract<Effect, { type: 'callback-schedule' }>;

export class ToolDesk {
  readonly #options: ConversationOptions;
  readonly #give: (input: Unplaced) => void;
  /** Those that a hang-up ends. */
  readonly #requests: Requests;
  /** Those that change something out there: begun, they are finished, even when nobody waits for the answer any more. */
  readonly #lasting: Requests;
  readonly #servers: ToolServers;

  constructor(options: ConversationOptions, give: (input: Unplaced) => void) {
    this.#options = options;
    this.#give = give;
    this.#requests = new Requests(options.logger);
    this.#lasting = new Requests(options.logger);
    this.#servers = new ToolServers(options);
  }

  /** Asks the tool servers what they offer; never fails. */
  warm(): Promise<void> {
    return this.#servers.discover();
  }

  /** What they have said so far. @param following the rest is told as inputs */
  discovered(following: boolean): readonly ToolDiscovery[] {
    if (!following) return this.#servers.known;
    return this.#servers.found((discovery) => this.#give({ type: 'tools-discovered', ...discovery }));
  }

  run({ run, arguments: args, request }: Run): void {
    const { secrets } = this.#options;
    const opened = request.kind === 'mcp' ? this.#servers.of(request.server)?.opened : undefined;
    const known = opened ?? new Opened(secrets);
    (lasts(request) ? this.#lasting : this.#requests).start(
      run,
      async (signal) => {
        const answer = await this.#carryOut(request, args, known, signal).catch((thrown: unknown) => {
          if (!(thrown instanceof ModelError) || signal.aborted) throw thrown;
          const text = known.mask(thrown.message);
          this.#give({ type: 'tool-failed', run, fault: thrown.fault, text });
          return null;
        });
        if (answer === null || signal.aborted) return;
        const result = known.maskValue(answer.result);
        this.#give({ type: 'tool-answered', run, ok: answer.ok, detail: answer.detail, result });
      },
      (fault: InputFault) => this.#give({ type: 'tool-failed', run, fault }),
    );
  }

  drop(run: string): void {
    this.#requests.drop(run);
    this.#lasting.drop(run);
  }

  schedule({ run, due, reason }: Callback): void {
    const { callbacks, logger } = this.#options;
    const failed = (text: string): void => this.#give({ type: 'callback-failed', run, text });
    if (!callbacks) return failed('Another call cannot be arranged here.');
    this.#lasting.start(
      run,
      async () => {
        const made = await callbacks.schedule({ due, reason }).catch((thrown: unknown) => {
          // A refusal of the dial authority or of the rules of a request may be told; anything else may not.
          if (!(thrown instanceof AppError) || thrown.status >= 500) throw thrown;
          failed(thrown.message);
          return null;
        });
        if (made) this.#give({ type: 'callback-scheduled', run, call: made.call, due: made.due });
      },
      (fault) => {
        logger.warn('callback-not-scheduled', { fault });
        failed('Another call could not be arranged.');
      },
    );
  }

  close(): void {
    this.#requests.close();
    this.#servers.close();
  }

  async #carryOut(
    request: ToolRequest,
    args: Run['arguments'],
    opened: Opened,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { http, services } = this.#options;
    if (request.kind === 'http') return httpAnswer(request, opened, http, signal);
    if (request.kind === 'knowledge') return this.#lookUp(request.query, signal);
    if (!services) return unavailable;
    switch (request.kind) {
      case 'mcp': {
        const server = this.#servers.of(request.server)?.server;
        if (!server) return unavailable;
        const { ok, result } = await server.call(request.name, args, signal);
        return { ok, detail: ok ? 'ok' : 'refused', result: ok ? result : { error: result } };
      }
      case 'slots': {
        const slots = await this.#calendar(request.tool, opened).freeSlots(request.range, signal);
        return { ok: true, detail: 'ok', result: slots };
      }
      case 'booking': {
        const booking = await this.#calendar(request.tool, opened).book(request.appointment, signal);
        return { ok: true, detail: 'ok', result: { ...booking } };
      }
      case 'sms': {
        const { account, token, from, url, timeout_ms: timeoutMs } = request.tool;
        const messenger = services.messenger({ http, account, token: opened.open(token), url, timeoutMs });
        const { to, text } = request;
        return { ok: true, detail: 'ok', result: await messenger.send({ from, to, text }, signal) };
      }
    }
  }

  async #lookUp(query: string, signal: AbortSignal): Promise<Answer> {
    const { knowledge } = this.#options;
    if (!knowledge) return unavailable;
    const found = await knowledge.search(query, signal);
    return { ok: true, detail: 'ok', result: toldChunks(found) };
  }

  #calendar(
    { provider, key, calendar, location, url, timeout_ms: timeoutMs }: BookAppointmentTool,
    opened: Opened,
  ) {
    const { services, http } = this.#options;
    return services!.calendar(provider, { http, key: opened.open(key), calendar, location, url, timeoutMs });
  }
}

const unavailable: Answer = {
  ok: false,
  detail: 'unavailable',
  result: { error: 'This service is not available here.' },
};

function lasts(request: ToolRequest): boolean {
  if (request.kind === 'http') return request.http.method !== 'GET';
  return request.kind === 'booking' || request.kind === 'sms';
}
