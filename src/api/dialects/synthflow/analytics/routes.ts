/** `GET /analytics/`: figures of ended calls, without an envelope. */
import { isTimeZone, type CallFigures, type UsageQuery } from '#domain';
import { invalidRequest, type Millis } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { closed, NullableText, queryOf, queryText, Text } from '../shapes/envelope.ts';
import { idIn } from '../shapes/ids.ts';
import { readMoment } from '../shapes/moment.ts';

const DAY_MS: Millis = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 120;
const DEFAULT_ZONE = 'Europe/Berlin';

const Counts = Type.Record(Text, Type.Integer());
const Figures = closed({
  ...{ from_date: Text, to_date: Text, timezone: Text },
  ...{ total_calls: Type.Integer(), answered_calls: Type.Integer() },
  ...{ total_duration: Type.Number(), average_duration: Type.Number() },
  call_status: Counts,
  end_call_reason: Counts,
  by_day: Type.Array(closed({ date: Text, calls: Type.Integer(), answered: Type.Integer() })),
  by_assistant: Type.Array(
    closed({
      ...{ model_id: NullableText, name: Text, calls: Type.Integer(), answered: Type.Integer() },
      duration: Type.Number(),
    }),
  ),
});

/** Our outcomes in Synthflow's words. */
const STATUS: Readonly<Record<string, string>> = {
  ...{ completed: 'completed', no_answer: 'no-answer', busy: 'busy', canceled: 'canceled' },
  ...{ voicemail: 'hangup_on_voicemail', denied: 'failed', failed: 'failed', interrupted: 'failed' },
};
const REASONS: Readonly<Record<string, string>> = {
  ...{ 'callee-hung-up': 'human_goodbye', 'agent-hung-up': 'agent_goodbye', 'max-duration': 'max_duration' },
  ...{ 'callee-silent': 'idle_time_exceeded', 'operator-hung-up': 'agent_goodbye' },
  ...{ 'voicemail-left': 'voicemail_message_left', voicemail: 'voicemail' },
};

const SCHEMA = {
  ...{
    tags: ['analytics'],
    operationId: 'getAnalytics',
    summary: 'Figures of calls',
    scope: 'analytics:read' as const,
  },
  querystring: queryOf('from_date', 'to_date', 'model_id', 'type_of_call', 'timezone'),
  response: { 200: Figures },
};

export function analyticsRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.get('/analytics', { schema: SCHEMA }, async ({ tenant, query }) => {
    const now = deps.clock.now();
    const to = readMoment(queryText(query, 'to_date'), 'to_date') ?? now;
    const from = readMoment(queryText(query, 'from_date'), 'from_date') ?? to - USUAL_DAYS * DAY_MS;
    if (from >= to || to - from > MOST_DAYS * DAY_MS)
      throw invalidRequest([
        { param: 'from_date', rule: 'range', message: `Must lie before to_date, at most ${MOST_DAYS} days.` },
      ]);
    const zone = queryText(query, 'timezone') ?? DEFAULT_ZONE;
    if (!isTimeZone(zone))
      throw invalidRequest([
        { param: 'timezone', rule: 'time-zone', message: 'Must be an IANA time zone, e.g. Europe/Berlin.' },
      ]);
    const model = queryText(query, 'model_id');
    const direction = queryText(query, 'type_of_call');
    if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound')
      throw invalidRequest([
        { param: 'type_of_call', rule: 'one-of', message: 'Must be inbound or outbound.' },
      ]);
    const range: UsageQuery = {
      ...{ from, to, test: tenant.mode === 'test' },
      ...(model === undefined ? {} : { agentId: await idIn(deps, tenant, 'agent', model, 'model_id') }),
      ...(direction === undefined ? {} : { direction }),
    };
    const figures = await deps.store.usage.figures(tenant.organizationId, range, zone);
    return show(figures, from, to, zone);
  });
}

function show(figures: CallFigures, from: Millis, to: Millis, timezone: string) {
  return {
    ...{ from_date: new Date(from).toISOString(), to_date: new Date(to).toISOString(), timezone },
    ...{ total_calls: figures.calls, answered_calls: figures.answered },
    total_duration: Math.round((figures.duration?.total ?? 0) / 1000),
    average_duration: Math.round((figures.duration?.mean ?? 0) / 1000),
    call_status: summed(Object.entries(figures.byOutcome), STATUS, 'failed'),
    end_call_reason: summed(
      figures.byEndReason.map(({ code, calls }) => [code, calls]),
      REASONS,
      'undefined',
    ),
    by_day: figures.byDay.map(({ day, calls, answered }) => ({ date: day, calls, answered })),
    by_assistant: figures.byAgent.map(({ agentId, name, calls, answered, durationMs }) => ({
      ...{ model_id: agentId, name, calls, answered, duration: Math.round(durationMs / 1000) },
    })),
  };
}

function summed(
  counts: readonly (readonly [string, number])[],
  words: Readonly<Record<string, string>>,
  other: string,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [code, calls] of counts) {
    const word = words[code] ?? other;
    sums[word] = (sums[word] ?? 0) + calls;
  }
  return sums;
}
