/** Accepts a wish to call: resolve, ask the dial authority, commit. What is answered with 2xx is committed. */
import {
  dayOf,
  decideDial,
  describeVerdict,
  endpointOfCall,
  isE164,
  quotaExceeded,
  type Call,
  type CreateCall,
  type DialFacts,
  type NewEvent,
  type Repositories,
  type RequestKey,
  type Tenant,
  type Verdict,
} from '#domain';
import { AppError, notFound, type Id, type Millis } from '#kernel';
import { dialRequestOf } from '../dial/dial-request.ts';
import { originFacts, planFacts } from '../event-data.ts';
import { callIdAt } from './built-in.ts';
import { denied } from './denied.ts';
import type { PlanNote } from './plan-note.ts';
import { callPreparer, type AcceptOptions, type PreparedCall } from './prepare-call.ts';

export interface Accepted {
  readonly call: Call;
  /** The holder has it from birth and must dial it; nobody else will. */
  readonly held: boolean;
}

/**
 * @param holder the node that dials the call at once if it may be dialled now; null leaves it to the queue.
 * @returns the committed call, `queued` or `scheduled`; for a request that was made before, its call as it stands.
 * @throws AppError as `CallService.create` lists them
 */
export async function acceptCall(
  tenant: Tenant,
  input: CreateCall,
  options: AcceptOptions,
  holder: Id | null = null,
): Promise<Accepted> {
  const { store, clock } = options;
  const { requestKey } = input;
  // What a repeat asks for was judged when it came first, perhaps by rules and an agent that have changed since.
  const made = requestKey && (await bornOf(store, tenant, requestKey, clock.now()));
  if (made) return { call: made, held: false };
  const prepared = await callPreparer(tenant, options)(input);
  if (requestKey) return store.transaction((tx) => commitCall(tx, tenant, prepared, holder));
  const judged = await judge(store, prepared);
  return isOneWrite(judged)
    ? keep(store, judged, holder)
    : store.transaction((tx) => keep(tx, judged, holder));
}

/** Asks the dial authority and inserts the call, in the transaction under way. @throws AppError `dial-denied` (403) */
export async function commitCall(
  tx: Repositories,
  tenant: Tenant,
  prepared: PreparedCall,
  holder: Id | null,
): Promise<Accepted> {
  const { requestKey } = prepared.input;
  const judged = await judge(tx, prepared);
  const first = requestKey && (await bornOf(tx, tenant, requestKey, prepared.call.createdAt));
  return first ? { call: first, held: false } : keep(tx, judged, holder);
}

/** A call, and what the dial authority says of it. */
interface JudgedCall extends PreparedCall {
  readonly verdict: Verdict;
  readonly facts: DialFacts;
}

/** Acceptance reserves nothing and needs no lock; two requests of one key need it to see each other. */
async function judge(tx: Repositories, { call, input, notes }: PreparedCall): Promise<JudgedCall> {
  const requested = await checkReferences(tx, call, input);
  const request = dialRequestOf(requested, input.from);
  const now = call.createdAt;
  const facts = input.requestKey ? await tx.dialing.facts(request, now) : await tx.dialing.peek(request, now);
  return { call: requested, input, notes, facts, verdict: decideDial(request, facts, now) };
}

/** Is keeping it one statement, which is its own transaction? */
function isOneWrite({ call, input, facts }: JudgedCall): boolean {
  return !input.webhook && !isCounted(call, facts);
}

/** @throws AppError `dial-denied` (403), `minutes-exhausted` (402), `quota-exceeded` (429) */
async function keep(
  tx: Repositories,
  { call, input, notes, verdict, facts }: JudgedCall,
  holder: Id | null,
): Promise<Accepted> {
  if (verdict.kind === 'deny') throw denied(verdict);
  await countToday(tx, call, facts, call.createdAt);
  const accepted = verdict.kind === 'allow' ? { ...call, from: verdict.from } : call;
  const events = acceptanceEvents(accepted, input, notes, {
    stage: 'acceptance',
    ...describeVerdict(verdict, facts),
  });
  const held = holder !== null && verdict.kind === 'allow' && accepted.status === 'queued';
  // Before the call, whose first event it is told; a call has one at most, so that its id is the call's.
  if (input.webhook) await tx.webhooks.insertEndpoint(endpointOfCall(input.webhook, accepted, accepted.id));
  const { audit, source } = input;
  const row = audit && {
    ...audit.entry,
    at: accepted.createdAt,
    object: callIdAt(source.api, accepted.id),
  };
  await tx.calls.insert(accepted, events, held ? holder : null, input.requestKey, row);
  audit?.kept();
  return { call: { ...accepted, lastSeq: events.length }, held };
}

/** @throws AppError `idempotency-key-reused` (422) when the key came with another body */
async function bornOf(
  { calls }: Pick<Repositories, 'calls'>,
  { organizationId }: Tenant,
  { key, bodyHash, ttlMs }: RequestKey,
  now: Millis,
): Promise<Call | null> {
  const born = await calls.findByRequest(organizationId, key, now - ttlMs);
  if (born && born.bodyHash !== bodyHash)
    throw new AppError({
      code: 'idempotency-key-reused',
      status: 422,
      param: 'Idempotency-Key',
      message: 'This key came with another request before. Use a new key for a new request.',
    });
  return born?.call ?? null;
}

/** Trunk and number must be the organization's; a caller number given in digits is kept by its id. */
async function checkReferences(tx: Repositories, call: Call, input: CreateCall): Promise<Call> {
  const organization = call.organizationId;
  if (input.trunkId !== null && !(await tx.trunks.get(organization, input.trunkId)))
    throw notFound('trunk', 'trunk_id');
  if (input.numberId !== null && !(await tx.numbers.get(organization, input.numberId)))
    throw notFound('number', 'number_id');
  if (input.from === null || input.numberId !== null || !isE164(input.from)) return call;
  const number = await tx.numbers.findByE164(organization, input.from);
  return number ? { ...call, requestedNumberId: number.id } : call;
}

/** @throws AppError `quota-exceeded` (429) when the day's calls are made */
async function countToday(tx: Repositories, call: Call, facts: DialFacts, now: Millis): Promise<void> {
  if (!isCounted(call, facts)) return;
  const quota = facts.organization.callsPerDay!;
  const made = await tx.quotas.countCall(call.organizationId, dayOf(now));
  if (made > quota) throw quotaExceeded('callsPerDay', quota, now);
}

function isCounted({ test }: Call, { organization }: DialFacts): boolean {
  return !test && (organization.callsPerDay ?? null) !== null;
}

function acceptanceEvents(
  call: Call,
  input: CreateCall,
  notes: readonly PlanNote[],
  decision: Readonly<Record<string, unknown>>,
): readonly NewEvent[] {
  const at = call.createdAt;
  const { api, data } = input.source;
  const accepted = {
    api,
    to: call.to,
    test: call.test,
    requested_from: input.from,
    plan: planFacts(call.plan),
    source: data,
    ...originFacts(call),
  };
  return [
    { at, type: 'call-accepted', data: accepted },
    ...notes.map((note) => ({ at, ...note })),
    { at, type: 'dial-decided', data: decision },
    ...(call.status === 'scheduled'
      ? [{ at, type: 'call-scheduled', data: { not_before: call.notBefore } }]
      : []),
  ];
}
