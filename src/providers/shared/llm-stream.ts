/** One streamed chat with a vendor whose answers are server-sent events, whoever decodes them. */
import { errorText, type Clock, type Logger, type Millis } from '#kernel';
import { ModelError, type ChatEvent } from '#models';
import type { Outlet } from './outlet.ts';
import { SseParser } from './sse.ts';
import { streamVendor } from './vendor-request.ts';

/** A vendor's translator of one answer; pure. */
export interface AnswerDecoder {
  /** The last event was given; what follows is read and left. */
  readonly done: boolean;
  /** @param data of one event. @throws ModelError */
  push(data: string): ChatEvent[];
  /** The stream ended. @throws ModelError `protocol` when the answer had not. */
  end(): ChatEvent[];
}

export interface LlmStreamOptions {
  readonly provider: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** From the request to the first byte, and between two pieces, ms. */
const FIRST_BYTE_MS: Millis = 8000;
const IDLE_MS: Millis = 5000;

/** Sends `body` as JSON and gives the answer's events; nothing is tried twice. @throws ModelError */
export async function* streamChat(
  options: LlmStreamOptions,
  body: unknown,
  decoder: AnswerDecoder,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { provider, clock, logger } = options;
  const parser = new SseParser();
  const begin = clock.monotonic();
  let begun = false;
  try {
    for await (const bytes of streamVendor({
      ...options,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...options.headers },
      body: JSON.stringify(body),
      firstByteMs: FIRST_BYTE_MS,
      idleMs: IDLE_MS,
      signal,
    }))
      for (const { data } of parser.push(bytes)) {
        if (!begun) logger.debug('llm-first-event', { provider, ms: clock.monotonic() - begin });
        begun = true;
        // Read on even so: only a connection whose answer was read to its end is used again.
        if (!decoder.done) yield* decoder.push(data);
      }
  } catch (thrown) {
    if (decoder.done) return;
    if (thrown instanceof ModelError) throw thrown;
    const message = `The answer of ${provider} is no event stream: ${errorText(thrown)}.`;
    throw new ModelError({ provider, fault: 'protocol', message, cause: thrown });
  }
  if (!decoder.done) yield* decoder.end();
}

/** A small question on the connection that the first chat will use; a fault is only logged. */
export async function warmVendor(options: LlmStreamOptions, signal: AbortSignal): Promise<void> {
  const limits = { firstByteMs: FIRST_BYTE_MS, idleMs: IDLE_MS };
  try {
    for await (const _ of streamVendor({ ...options, method: 'GET', ...limits, signal }));
  } catch (thrown) {
    options.logger.debug('llm-warm-failed', {
      provider: options.provider,
      fault: thrown instanceof ModelError ? thrown.fault : 'internal',
    });
  }
}
