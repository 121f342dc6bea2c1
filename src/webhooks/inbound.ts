/** Asks who answers a call that comes in: in time, signed, and never more often than its format says. */
import type {
  InboundAnswer,
  InboundDecision,
  InboundHook,
  InboundHookFormat,
  InboundHooks,
  Sealer,
} from '#domain';
import { isSealed } from '#domain';
import { AppError, errorText, type Clock, type Id, type Logger, type Millis } from '#kernel';
import type { HttpClient } from '#models';

const ANSWER_BYTES = 256 * 1024;

export interface InboundHookOptions {
  readonly http: HttpClient;
  readonly formats: Readonly<Record<InboundHookFormat['name'], InboundHookFormat>>;
  readonly secrets: Pick<Sealer, 'open'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A vendor's question with the ids that imported objects had there; absent: with ours. */
  readonly spellIds?: (format: InboundHook['format'], organizationId: Id, body: string) => Promise<string>;
}

export function createInboundHooks({
  http,
  formats,
  secrets,
  clock,
  logger,
  spellIds,
}: InboundHookOptions): InboundHooks {
  return {
    async ask(hook, question, signal): Promise<InboundDecision> {
      const format = formats[hook.format];
      const begin = clock.monotonic();
      const asked = format.render(question);
      const body = (await spellIds?.(format.name, question.organizationId, asked)) ?? asked;
      let [status, fault]: [number | null, string | null] = [null, null];
      for (let tries = 1; ; tries++) {
        status = null;
        try {
          const at = clock.now();
          const secret =
            hook.secret === undefined
              ? null
              : isSealed(hook.secret)
                ? secrets.open(hook.secret)
                : hook.secret;
          const answer = await http.request({
            ...{ method: 'POST', url: hook.url, body, signal, maxBytes: ANSWER_BYTES, keepAlive: true },
            headers: { 'content-type': 'application/json', ...format.headers(question, body, at, secret) },
            timeoutMs: hook.timeout_ms ?? format.timeoutMs,
          });
          status = answer.status;
          const isGiven = status >= 200 && status < 300;
          const read: InboundAnswer | null = isGiven
            ? format.read(answer.body, { url: hook.url, secret })
            : null;
          if (read) return { answer: read, tries, status, fault: null, ms: clock.monotonic() - begin };
          fault = `It answered ${status} with nothing that can be read.`;
        } catch (thrown) {
          fault = thrown instanceof AppError ? `${thrown.code}: ${thrown.message}` : errorText(thrown);
        }
        if (tries < format.tries) await pause(format.pauseMs ?? 0, clock, signal);
        if (tries < format.tries && !signal.aborted) continue;
        logger.info('inbound-hook-unanswered', { call: question.callId, tries, fault });
        return { answer: fallbackOf(hook, format), tries, status, fault, ms: clock.monotonic() - begin };
      }
    },
  };
}

function fallbackOf({ fallback_agent_id: agentId }: InboundHook, format: InboundHookFormat): InboundAnswer {
  if (agentId === undefined) return format.fallback;
  return { kind: 'answer', agentId, config: null, overrides: {}, variables: {}, metadata: {} };
}

/** Ends early when the caller is gone. */
function pause(ms: Millis, clock: Clock, signal: AbortSignal): Promise<void> {
  if (ms === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = clock.after(ms, resolve);
    const stop = () => (timer.cancel(), resolve());
    signal.addEventListener('abort', stop, { once: true });
  });
}
