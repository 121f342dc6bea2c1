/** A query of calls as conditions on their rows. */
import { sql, type RawBuilder } from 'kysely';
import type { CallOrder, CallQuery, CallState } from '#domain';
import { idAt, type Id, type Millis } from '#kernel';

type Condition = RawBuilder<unknown>;

/** A call's id is made this much before or after the moment of its record, at the very most: models are asked between. */
const APART_MS: Millis = 10 * 60_000;

export const NEWEST_FIRST: CallOrder = { by: 'created', direction: 'desc' };

/** All that must hold, whatever the page; null: nothing can match. */
export function matching(organizationId: Id, query: CallQuery): Condition | null {
  const lists = [
    query.ids,
    query.status,
    query.outcome,
    query.endCodes,
    query.states,
    query.agentIds,
    query.campaignIds,
    query.models,
    query.tags,
    query.labels,
    query.ratings,
    query.apis,
  ];
  if (lists.some((list) => list?.length === 0)) return null;
  const conditions: Condition[] = [sql`calls.organization_id = ${organizationId}`];
  const add = <T>(given: T | undefined, condition: (value: T) => Condition): void => {
    if (given !== undefined) conditions.push(condition(given));
  };
  const oneOf = (column: string, given: readonly string[] | undefined): void =>
    add(given, (values) => sql`${sql.ref(`calls.${column}`)} IN (${sql.join([...values])})`);
  add(query.status, (status) => stateCondition({ status }));
  oneOf('id', query.ids);
  oneOf('outcome_code', query.outcome);
  oneOf('end_code', query.endCodes);
  add(query.states, (states) => sql`(${sql.join(states.map(stateCondition), sql` OR `)})`);
  oneOf('agent_id', query.agentId === undefined ? undefined : [query.agentId]);
  oneOf('agent_id', query.agentIds);
  oneOf('campaign_id', query.campaignId === undefined ? undefined : [query.campaignId]);
  oneOf('campaign_id', query.campaignIds);
  add(query.direction, (direction) => sql`calls.direction = ${direction}`);
  add(query.numberId, (id) => sql`calls.number_id = ${id}`);
  add(query.line, (line) => sql`calls.line = ${line}`);
  add(query.phone, (phone) => sql`calls.phone = ${phone}`);
  add(query.party, (party) => sql`(calls.phone = ${party} OR calls.line = ${party})`);
  add(
    query.createdFrom,
    (from) => sql`calls.id >= ${idNear(from - APART_MS)} AND calls.created_at >= ${from}`,
  );
  add(query.createdTo, (to) => sql`calls.id < ${idNear(to + APART_MS)} AND calls.created_at <= ${to}`);
  add(query.endedFrom, (from) => sql`calls.ended_at >= ${from}`);
  add(query.endedTo, (to) => sql`calls.ended_at <= ${to}`);
  add(query.durationMin, (least) => sql`calls.duration_ms >= ${least}`);
  add(query.durationMax, (most) => sql`calls.duration_ms <= ${most}`);
  oneOf('model', query.models);
  oneOf('api', query.apis);
  add(query.test, (test) => sql`calls.test = ${test}`);
  add(query.tags, (values) => marked(organizationId, 'tag', values));
  add(query.labels, (values) => marked(organizationId, 'label', values));
  add(query.ratings, (values) => marked(organizationId, 'rating', values));
  for (const [name, values] of Object.entries(query.sourceData ?? {}))
    conditions.push(sql`(calls.source::json -> 'data' ->> ${name}) = ANY (${[...values]}::text[])`);
  add(query.said, (text) => found('said', text));
  add(query.learnt, (text) => found('learnt', text));
  if (query.order?.by === 'ended') conditions.push(sql`calls.ended_at IS NOT NULL`);
  return sql.join(conditions, sql` AND `);
}

/** Only rows behind the last one that was seen. */
export function behind({ order = NEWEST_FIRST, cursor, before }: CallQuery): Condition {
  const last = cursor ?? (before === undefined ? undefined : { id: before });
  if (!last) return sql`true`;
  const than = order.direction === 'desc' ? sql`<` : sql`>`;
  return order.by === 'ended'
    ? sql`(calls.ended_at, calls.id) ${than} (${last.endedAt ?? 0}, ${last.id}::uuid)`
    : sql`calls.id ${than} ${last.id}`;
}

export function ordered({ order = NEWEST_FIRST }: CallQuery): Condition {
  const direction = order.direction === 'desc' ? sql`DESC` : sql`ASC`;
  return order.by === 'ended'
    ? sql`calls.ended_at ${direction}, calls.id ${direction}`
    : sql`calls.id ${direction}`;
}

function stateCondition({ status, outcome, endCodes, answered }: CallState): Condition {
  const parts = [
    ...(status ? [sql`calls.status = ANY (${[...status]}::text[])`] : []),
    // Said once more for the partial index of open calls.
    ...(status && !status.includes('ended') ? [sql`calls.status <> 'ended'`] : []),
    ...(outcome ? [sql`calls.outcome_code = ANY (${[...outcome]}::text[])`] : []),
    ...(endCodes ? [sql`calls.end_code = ANY (${[...endCodes]}::text[])`] : []),
    ...(answered === undefined
      ? []
      : [answered ? sql`calls.answered_at IS NOT NULL` : sql`calls.answered_at IS NULL`]),
  ];
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` AND `)})`;
}

function marked(organizationId: Id, kind: string, values: readonly string[]): Condition {
  return sql`EXISTS (SELECT FROM call_marks WHERE call_marks.organization_id = ${organizationId}
    AND call_marks.kind = ${kind} AND call_marks.value = ANY (${[...values]}::text[]) AND call_marks.call_id = calls.id)`;
}

/** What a search box takes; a text of signs alone finds nothing. */
function found(column: 'said' | 'learnt', text: string): Condition {
  return sql`EXISTS (SELECT FROM call_words WHERE call_words.call_id = calls.id
    AND call_words.organization_id = calls.organization_id
    AND ${sql.ref(`call_words.${column}`)} @@ websearch_to_tsquery('simple', ${text}))`;
}

function idNear(time: Millis): Id {
  return idAt(Math.min(Math.max(time, 0), 2 ** 48 - 1));
}
