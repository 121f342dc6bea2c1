/** Server-sent events (WHATWG HTML section 9.2), resumed by `Last-Event-ID`. */
import { ParleyError } from './errors.ts';
import type { CallEvent } from './generated/calls-types.ts';
import type { Call, RequestOptions, Transport } from './transport.ts';

/** An event among those of all calls. */
export interface StreamedCallEvent extends CallEvent {
  readonly call_id: string;
}

/** How often in a row a connection that breaks, or is refused, without an event is tried again. */
const PATIENCE = 10;
const PAUSE_MS = 1_000;

/**
 * The events' data, as they come. A connection that breaks is opened again behind the last event, so that none is lost
 * and none comes twice. A server that closes in order, and again when asked for what is behind the last event, has told
 * everything: a call's stream ends so. @throws ParleyError for what the server refuses
 */
export async function* followEvents<Event>(
  transport: Transport,
  call: Call,
  options: RequestOptions | undefined,
): AsyncGenerator<Event, void, void> {
  let last: string | null = null;
  let [broken, told] = [0, false];
  for (;;) {
    const before: string | null = last;
    try {
      const resumed: Record<string, string> = last === null ? {} : { 'last-event-id': last };
      const response = await transport.raw(
        { ...call, headers: { accept: 'text/event-stream', ...resumed } },
        options,
      );
      for await (const { id, data } of readEvents(response.body!)) {
        if (id !== null) last = id;
        [broken, told] = [0, false];
        yield JSON.parse(data) as Event;
      }
      if (told && last === before) return;
      told = true;
    } catch (fault) {
      options?.signal?.throwIfAborted();
      if (fault instanceof ParleyError || fault instanceof SyntaxError || ++broken > PATIENCE) throw fault;
      await transport.pause(PAUSE_MS, options?.signal);
    }
  }
}

/** One event of a stream. */
export interface StreamedEvent {
  readonly id: string | null;
  readonly data: string;
}

/** Reads a stream's text; comments and events without data are left out. Leaving early closes the connection. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamedEvent, void, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text = (text + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
  }
}

function parseEvent(block: string): StreamedEvent | null {
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'id') id = value!;
    else if (name === 'data') data.push(value!);
  }
  return data.length === 0 ? null : { id, data: data.join('\n') };
}
