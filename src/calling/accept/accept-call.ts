/** Accepts a wish to call: resolve, ask the dial authority, commit. What is answered with 2xx is committed. */
import {
  dayOf,
  MINUTES_EXHAUSTED,
  quotaExceeded,
  type DialFacts,
  decideDial,
  describeVerdict,
  endpointOfCall,
  isE164,
  newChain,
  type Agent,
  type Call,
  type CreateCall,
  type ModelService,
  type NewEvent,
  type Repositories,
  type RequestKey,
  type Tenant,
  type Verdict,
  NOT_BEGUN,
} from '#domain';
import { AppError, notFound, type Id, type Millis } from '#kernel';
import { dialRequestOf } from '../dial/dial-request.ts';
import { originFacts, planFacts } from '../event-data.ts';
import type { EngineOptions } from '../options.ts';
import { builtInVariables, callIdAt } from './built-in.ts';
import { withHeld } from './held-knowledge.ts';
import { knownPerson } from './known-person.ts';
import { resolvePlan, type ChosenAgent, type Engine } from './plan.ts';
import type { PlanNote } from './plan-note.ts';
import { refuseUnreachable } from './reachable.ts';
import { readAhead, type AgentReader, type ReadAhead } from './read-ahead.ts';
import { resolvedAgent, resolvedOverrides } from './refer.ts';
import { routeCall } from './route-call.ts';

export interface AcceptOptions extends Pick<EngineOptions, 'store' | 'clock' | 'ids' | 'random'> {
  readonly models: Pick<ModelService, 'capabilities'>;
}

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

/** A call that is resolved, and neither judged nor committed. */
export interface PreparedCall {
  readonly call: Call;
  readonly input: CreateCall;
  readonly notes: readonly PlanNote[];
}

/** Resolves calls of one tenant that are asked for together: what they share is read once. */
export function callPreparer(
  tenant: Tenant,
  options: AcceptOptions,
): (input: CreateCall) => Promise<PreparedCall> {
  const { store, clock, ids, random } = options;
  const { organizationId } = tenant;
  const shared = { tools: store.tools, analysisTemplates: store.analysisTemplates };
  let engine: Promise<Engine> | null = null;
  const saved = new Map<string, Promise<ChosenAgent>>();
  const chosenFor = (input: CreateCall, agents: AgentReader): Promise<ChosenAgent> => {
    const key = keyOfAgent(input.agent);
    const chosen =
      (key === null ? null : saved.get(key)) ?? chooseAgent(tenant, input, { ...shared, agents });
    if (key !== null) saved.set(key, chosen);
    return chosen;
  };
  return async (asked) => {
    refuseUnreachable(asked);
    const routed = await routeCall(organizationId, asked, store, random);
    const resolved = await resolvedOverrides(routed.input, organizationId, store);
    const key = keyOfAgent(resolved.agent);
    const isKnown = engine !== null && (key === null || saved.has(key));
    const ahead = isKnown ? null : await readAhead(organizationId, resolved, store);
    const [chosen, known] = await Promise.all([
      chosenFor(resolved, ahead?.agents ?? store.agents),
      knownPerson(organizationId, resolved.to, resolved, ahead ?? store),
    ]);
    refuseInactive(chosen);
    const { contact, person, variables } = known;
    const input: CreateCall = { ...resolved, person, variables };
    const id = ids.next();
    engine ??= engineOf(options, organizationId, ahead);
    const { plan, notes } = resolvePlan(input, chosen, await engine, builtInVariables(input, id));
    const held = await withHeld(plan, organizationId, contact, store);
    const captured = { ...held.plan, ...(input.capture ? { capture: true as const } : {}) };
    const call = newCall(tenant, input, id, clock.now(), captured);
    return { call, input, notes: [...routed.notes, ...notes, ...held.notes] };
  };
}

/** Null: it is no saved one. */
function keyOfAgent(agent: CreateCall['agent']): string | null {
  return agent.kind === 'saved' ? `${agent.agentId} ${agent.versionId} ${agent.ifVersionUnknown}` : null;
}

/** @throws AppError `dial-denied` (403) */
function refuseInactive({ config }: ChosenAgent): void {
  if (config.active !== false) return;
  throw denied({
    kind: 'deny',
    rule: 'agent-inactive',
    detail: `The agent '${config.name}' is not active. Activate it, or name another.`,
  });
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

function denied({ rule, detail }: Extract<Verdict, { kind: 'deny' }>): AppError {
  if (rule === MINUTES_EXHAUSTED)
    return new AppError({ code: 'minutes-exhausted', status: 402, message: detail, extra: { rule } });
  return new AppError({
    code: 'dial-denied',
    status: 403,
    param: 'to',
    message: detail,
    extra: { rule, detail },
  });
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

/** The saved agent's production version (or the named one, or its working copy when it has none), or the inline agent. */
export async function chooseAgent(
  { organizationId }: Pick<Tenant, 'organizationId'>,
  { agent }: Pick<CreateCall, 'agent'>,
  repositories: Pick<Repositories, 'tools' | 'analysisTemplates'> & { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  return resolvedAgent(await unresolved(organizationId, agent, repositories), organizationId, repositories);
}

async function unresolved(
  organizationId: Id,
  agent: CreateCall['agent'],
  repositories: { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  if (agent.kind === 'number') throw new TypeError('a number names its agent before one is chosen');
  if (agent.kind === 'inline') return { agentId: null, versionId: null, config: agent.config };
  if (agent.kind === 'frozen')
    return { agentId: agent.agentId, versionId: agent.versionId, config: agent.config };
  const found = await repositories.agents.get(organizationId, agent.agentId);
  if (!found) throw notFound('agent', 'agent_id');
  if (agent.versionId !== null) {
    const version = await repositories.agents.getVersion(organizationId, found.id, agent.versionId);
    if (version) return { agentId: found.id, versionId: version.id, config: version.config };
    if (agent.ifVersionUnknown === 'refuse') throw notFound('agent-version', 'agent_version');
  }
  return productionOf(found, repositories);
}

/** What an agent runs when nobody names a version. */
export async function productionOf(
  agent: Agent,
  repositories: { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  const production =
    agent.productionVersionId === null
      ? null
      : await repositories.agents.getVersion(agent.organizationId, agent.id, agent.productionVersionId);
  return { agentId: agent.id, versionId: production?.id ?? null, config: production?.config ?? agent.config };
}

/** What an organization can use now. */
export async function engineOf(
  { store, models }: Pick<AcceptOptions, 'models'> & { readonly store: Pick<Repositories, 'voiceSlots'> },
  organizationId: Id,
  ahead: Pick<ReadAhead, 'voiceSlots' | 'providerKeys'> | null = null,
): Promise<Engine> {
  const [capabilities, slots] = await Promise.all([
    models.capabilities(organizationId, ahead?.providerKeys),
    ahead?.voiceSlots ?? store.voiceSlots.list(organizationId),
  ]);
  return { capabilities, slots };
}

function newCall(tenant: Tenant, input: CreateCall, id: Id, now: number, plan: Call['plan']): Call {
  const scheduled = input.notBefore !== null && input.notBefore > now;
  return {
    id,
    organizationId: tenant.organizationId,
    direction: 'outbound',
    status: scheduled ? 'scheduled' : 'queued',
    outcome: null,
    to: input.to,
    from: input.from,
    requestedNumberId: input.numberId,
    requestedTrunkId: input.trunkId,
    numberId: null,
    trunkId: null,
    test: tenant.mode === 'test',
    person: input.person,
    plan,
    metadata: input.metadata,
    source: input.source,
    notBefore: scheduled ? input.notBefore : null,
    retry:
      input.origin?.chain ??
      (input.retry ? newChain(input.retry, Math.max(input.notBefore ?? 0, now)) : null),
    parentCallId: input.origin?.parentCallId ?? null,
    nextCallId: null,
    campaignId: input.origin?.campaignId ?? null,
    leadId: input.origin?.leadId ?? null,
    batchId: input.origin?.batchId ?? null,
    createdAt: now,
    ...NOT_BEGUN,
  };
}
