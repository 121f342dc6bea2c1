// Written by tools/client.ts from openapi/openapi.json.
import { followEvents, type StreamedCallEvent } from '../events.ts';
import { type RequestOptions, type Transport } from '../transport.ts';

/** Events. */
export class EventsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Events of all calls, streamed. Server-sent events: `id` is a position, `data` the event with its
   * `call_id`. Each event comes at least once, those of one call in their order; events of different
   * calls in the order of their commits. `Last-Event-ID` resumes on any node, for a day after the last
   * connection; without it the stream begins now. A comment every 15 s.
   * @throws ParleyError `stream-position-lost`
   */
  follow(options?: RequestOptions): AsyncGenerator<StreamedCallEvent, void, void> {
    return followEvents(this.#transport, { method: 'GET', path: '/v1/events/stream' }, options);
  }
}
