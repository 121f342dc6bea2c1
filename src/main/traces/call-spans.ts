/** A call's spans, from its log alone: the call, its attempts, its turns with their waterfall, its tools. */
import type { Call, CallEvent } from '#domain';
import { spellNative, type Millis } from '#kernel';
import { spanIdOf, traceIdOf, type Span } from './span.ts';

/** What `turn-measured` tells of an answer: where each step ended, from the end of the callee's speech on. */
const STEPS = [
  ['stt', 'stt_ms'],
  ['endpoint', 'endpoint_ms'],
  ['knowledge', 'knowledge_ms'],
  ['llm-first-token', 'llm_first_token_ms'],
  ['first-sentence', 'first_sentence_ms'],
  ['mind', 'mind_ms'],
  ['tts', 'tts_ms'],
] as const;

export function callSpans(call: Call, events: readonly CallEvent[]): Span[] {
  const id = spellNative('call', call.id);
  const traceId = traceIdOf(id);
  const root = spanIdOf(id);
  const end = call.endedAt ?? events.at(-1)?.at ?? call.createdAt;
  const reason = call.outcome?.end_reason;
  const child = (
    name: string,
    key: string,
    start: Millis,
    until: Millis,
    attributes: Span['attributes'],
    failed = false,
  ): Span => ({
    ...{ traceId, spanId: spanIdOf(id, key), parentSpanId: root, name, kind: 'internal' as const },
    ...{ start, end: until, attributes, failed },
  });
  const spans: Span[] = [
    {
      ...{
        traceId,
        spanId: root,
        name: `call ${call.direction}`,
        kind: 'client',
        start: call.createdAt,
        end,
      },
      attributes: {
        'parley.call.id': id,
        'parley.outcome': call.outcome?.code,
        'parley.end_reason': reason?.code,
      },
      failed: reason?.fault === 'platform',
    },
  ];
  const started = new Map<unknown, CallEvent>();
  for (const event of events) {
    const { at, seq, type } = event;
    const data = event.data as Readonly<Record<string, unknown>>;
    if (type === 'attempt-started') started.set(data['number'], event);
    const attempt = type === 'attempt-ended' ? started.get(data['number']) : undefined;
    if (attempt)
      spans.push(child(`attempt ${String(data['number'])}`, `attempt ${attempt.seq}`, attempt.at, at, {}));
    if (type === 'tool-requested') started.set(`tool ${String(data['tool'])}`, event);
    const tool = type === 'tool-finished' ? started.get(`tool ${String(data['tool'])}`) : undefined;
    if (type === 'tool-finished')
      spans.push(
        child(`tool ${String(data['tool'])}`, `tool ${seq}`, tool?.at ?? at, at, {}, data['ok'] === false),
      );
    if (type === 'turn-measured') spans.push(...turnSpans(event, child));
  }
  return spans;
}

type Child = (name: string, key: string, start: Millis, end: Millis, attributes: Span['attributes']) => Span;

/** The turn was told when its last sound was heard. */
function turnSpans({ at, seq, data }: CallEvent, child: Child): Span[] {
  const told = data as Readonly<Record<string, unknown>>;
  const ms = (field: string): Millis | null => (typeof told[field] === 'number' ? told[field] : null);
  const start = at - (ms('heard_end_ms') ?? 0);
  const turn = child('turn', `turn ${seq}`, start, start + (ms('total_ms') ?? 0), {
    'parley.turn': ms('turn'),
    'parley.preempted': told['preempted'] === true,
  });
  const steps = STEPS.flatMap(([name, field]): Span[] => {
    const took = ms(field);
    return took === null
      ? []
      : [{ ...child(name, `turn ${seq} ${name}`, start, start + took, {}), parentSpanId: turn.spanId }];
  });
  return [turn, ...steps];
}
