/** Resolves what a call will run: agent, plan, the person, what is known of them. Nothing is judged or committed. */
import {
  newChain,
  NOT_BEGUN,
  type Call,
  type CreateCall,
  type ModelService,
  type Repositories,
  type Tenant,
} from '#domain';
import type { Id } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { builtInVariables } from './built-in.ts';
import { chooseAgent } from './choose-agent.ts';
import { denied } from './denied.ts';
import { withHeld } from './held-knowledge.ts';
import { knownPerson } from './known-person.ts';
import { resolvePlan, type ChosenAgent, type Engine } from './plan.ts';
import type { PlanNote } from './plan-note.ts';
import { refuseUnreachable } from './reachable.ts';
import { readAhead, type AgentReader, type ReadAhead } from './read-ahead.ts';
import { resolvedOverrides } from './refer.ts';
import { routeCall } from './route-call.ts';

export interface AcceptOptions extends Pick<EngineOptions, 'store' | 'clock' | 'ids' | 'random'> {
  readonly models: Pick<ModelService, 'capabilities'>;
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
