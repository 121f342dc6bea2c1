/** What is traced: every request, and every call once it has ended, read from its log. */
import type { AnsweredRequest } from '#api';
import type { Call, Store } from '#domain';
import { randomHex, type Logger, type Random } from '#kernel';
import { callSpans } from './call-spans.ts';
import type { Exporter } from './exporter.ts';
import { traceIdOf } from './span.ts';

/** Events of one call that are looked at. */
const MOST_EVENTS = 20_000;
/** `traceparent` (W3C Trace Context, section 3.2): version, trace, parent, flags. */
const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** A request as a span, beneath the caller's when it says so. */
export function traceRequests(exporter: Exporter, random: Random): (request: AnsweredRequest) => void {
  return ({ method, route, status, requestId, startedAt, ms, traceparent }) => {
    const [, trace, parent] = PARENT.exec(traceparent ?? '') ?? [];
    exporter.add([
      {
        traceId: trace ?? traceIdOf(requestId),
        spanId: randomHex(random, 8),
        ...(parent === undefined ? {} : { parentSpanId: parent }),
        name: `${method} ${route}`,
        kind: 'server',
        start: startedAt,
        end: startedAt + ms,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'parley.request.id': requestId,
        },
        failed: status >= 500,
      },
    ]);
  };
}

/** To be told of each call that ended here. */
export function traceCalls(exporter: Exporter, store: Store, logger: Logger): (call: Call) => void {
  return ({ id, organizationId }) => {
    const read = async (): Promise<void> => {
      const call = await store.calls.get(organizationId, id);
      const events = await store.calls.events(organizationId, id, 0, MOST_EVENTS);
      if (call) exporter.add(callSpans(call, events));
    };
    read().catch((fault: unknown) => logger.warn('call-not-traced', { call: id, fault }));
  };
}
