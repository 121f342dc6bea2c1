/** `GET /calls`: the filters, and a page of calls. */
import type { Call, CallQuery, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { recordingUrl } from '../../shared/read-call.ts';
import { ownAgents, timeZoneOf } from '../assistants/own.ts';
import { moment, offsetPage, queryText, refused, wholeNumber, type Query } from '../envelope.ts';
import { ringingMs, toItem } from '../map-response.ts';
import { REASON_WORDS, reasonFilter, STATUS_WORDS, statusFilter } from '../vocabulary.ts';
import { executed, hasTools } from './executed.ts';

/** The ringing is told within a call's first events; what tools did, anywhere. */
const FIRST_EVENTS = 100;
const ALL_EVENTS = 5000;

export async function listCalls(deps: DialectDeps, tenant: Tenant, query: Query) {
  const { limit, offset } = offsetPage(query);
  const wanted = await filters(deps, tenant, query);
  const { rows, total } =
    wanted === null
      ? { rows: [], total: 0 }
      : await deps.calls.list(tenant, { ...wanted, limit, offset, withTotal: true });
  const calls = await itemsOf(deps, tenant, rows);
  return { status: 'ok', response: { pagination: { total_records: total ?? 0, limit, offset }, calls } };
}

/** With what lies beside the records. */
export async function itemsOf(deps: DialectDeps, tenant: Tenant, rows: readonly Call[]) {
  const agents = [...new Set(rows.flatMap(({ plan }) => plan.agentId ?? []))];
  const ownOf = await ownAgents(deps.store, tenant, agents);
  return Promise.all(
    rows.map(async (call) => {
      const tools = hasTools(call);
      const events = await deps.calls.events(tenant, call.id, 0, tools ? ALL_EVENTS : FIRST_EVENTS);
      return toItem(call, {
        recording: recordingUrl(deps, call),
        ringingMs: ringingMs(call, events),
        timeZone: timeZoneOf(ownOf(call.plan.agentId)),
        executed: tools ? executed(call, events) : {},
      });
    }),
  );
}

/** Null: it can hold for no call. @throws AppError `invalid-request` */
async function filters(
  deps: DialectDeps,
  tenant: Tenant,
  query: Query,
): Promise<Omit<CallQuery, 'limit'> | null> {
  const model = queryText(query, 'model_id');
  if (model === undefined) throw refused('model_id is required.');
  const agentId = await resolveId(deps, tenant, 'synthflow', 'agent', model);
  if (agentId === null || !(await deps.store.agents.get(tenant.organizationId, agentId)))
    throw refused('No agent with this model_id exists in your workspace.');
  const word = queryText(query, 'call_status');
  const status = word === undefined ? {} : statusFilter(word);
  if (status === null) throw refused(`call_status must be one of: ${STATUS_WORDS.join(', ')}.`);
  const reason = queryText(query, 'end_call_reason');
  const endCodes = reason === undefined ? undefined : reasonFilter(reason);
  if (endCodes === null) throw refused(`end_call_reason must be one of: ${REASON_WORDS.join(', ')}.`);
  const [from, to] = [moment(query, 'from_date'), moment(query, 'to_date')];
  const [least, most] = [seconds(query, 'duration_min'), seconds(query, 'duration_max')];
  const party = queryText(query, 'lead_phone_number');
  // A plus that was not escaped is a space.
  const phone = party === undefined ? undefined : party.trim().replace(/^(?=\d)/, '+');
  const { durationMax } = status;
  const longest = [most === undefined ? undefined : most + 999, durationMax].filter(
    (one) => one !== undefined,
  );
  return {
    agentId,
    ...status,
    ...(endCodes === undefined ? {} : { endCodes }),
    ...(from === undefined ? {} : { createdFrom: from }),
    // Exclusive.
    ...(to === undefined ? {} : { createdTo: to - 1 }),
    ...(least === undefined ? {} : { durationMin: least }),
    ...(longest.length === 0 ? {} : { durationMax: Math.min(...longest) }),
    ...(phone === undefined ? {} : { party: phone }),
  };
}

function seconds(query: Query, name: string): number | undefined {
  const value = wholeNumber(query, name);
  if (value !== undefined && (value < 0 || value > 1_000_000)) throw refused(`${name} must be 0 or more.`);
  return value === undefined ? undefined : value * 1000;
}
