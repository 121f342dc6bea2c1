/** What can be set on a number, and whom it may be bound to, reserved for, or routed to. */
import {
  InboundHookSchema,
  keepSecrets,
  NumberRoutesSchema,
  routeFaults,
  secretFaults,
  type InboundHook,
  type NumberRoutes,
  type PhoneNumber,
  type Tenant,
} from '#domain';
import { invalidRequest, notFound, spellNative, type Id } from '#kernel';
import { Type } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { IdText, findId } from '../shapes/ids.ts';
import { refuseInnerUrl } from '../webhook-endpoints/endpoint-view.ts';
import { knownAgent, knownTrunk } from '../shapes/known.ts';

const idOrNull = Type.Union([IdText, Type.Null()]);

export const numberFields = {
  trunk_id: Type.Optional(idOrNull),
  agent_id: Type.Optional(
    Type.Union([IdText, Type.Null()], { description: 'Answers incoming calls to this number.' }),
  ),
  reserved_for_agents: Type.Optional(
    Type.Array(IdText, {
      maxItems: 100,
      description: 'Only these show it as their caller number, whoever names it; empty: every agent may.',
    }),
  ),
  inbound_hook: Type.Optional(
    Type.Union([InboundHookSchema, Type.Null()], {
      description: "Asked who answers a call to this number, in the place of its agent's own hook.",
    }),
  ),
  routes: Type.Optional(
    Type.Union([NumberRoutesSchema, Type.Null()], {
      description:
        'Alternatives drawn by weight for each call: the agent of incoming calls (and of outgoing ones that name no agent), model and voice of every call that names this number and says none itself.',
    }),
  ),
};
export const NumberName = Type.String({ maxLength: 200, default: '' });
export const Active = Type.Boolean({ default: true });

interface Bindings {
  readonly trunk_id?: string | null;
  readonly agent_id?: string | null;
  readonly reserved_for_agents?: readonly string[];
  readonly routes?: NumberRoutes | null;
  readonly inbound_hook?: InboundHook | null;
}

/**
 * Undefined stays undefined: unchanged.
 * @param stored the hook whose secret `***` keeps
 * @throws AppError `trunk-unknown`, `agent-unknown` (404), `invalid-request`, `url-refused`
 */
export async function readBindings(
  deps: NativeDeps,
  tenant: Tenant,
  body: Bindings,
  stored: InboundHook | null = null,
): Promise<
  Partial<Pick<PhoneNumber, 'trunkId' | 'agentId' | 'reservedForAgents' | 'routes' | 'inboundHook'>>
> {
  const trunkId = body.trunk_id && (await findId(deps, tenant, body.trunk_id, 'trunk', 'trunk_id'));
  const agentId = body.agent_id && (await agentOf(deps, tenant, body.agent_id, 'agent_id'));
  if (trunkId) await knownTrunk(deps, tenant, trunkId, 'trunk_id');
  const reserved = body.reserved_for_agents;
  const reservedForAgents =
    reserved &&
    (await Promise.all(
      reserved.map((text, index) => agentOf(deps, tenant, text, `reserved_for_agents[${index}]`)),
    ));
  const inboundHook = body.inbound_hook && (await readHook(deps, body.inbound_hook, stored));
  return {
    ...(inboundHook === undefined ? {} : { inboundHook }),
    ...(trunkId === undefined ? {} : { trunkId: trunkId || null }),
    ...(agentId === undefined ? {} : { agentId: agentId || null }),
    ...(reservedForAgents === undefined ? {} : { reservedForAgents: [...new Set(reservedForAgents)] }),
    ...(body.routes === undefined
      ? {}
      : { routes: body.routes && (await readRoutes(deps, tenant, body.routes)) }),
  };
}

async function readHook(
  deps: NativeDeps,
  given: InboundHook,
  stored: InboundHook | null,
): Promise<InboundHook> {
  const before = stored ? { inbound_hook: stored } : {};
  const kept = keepSecrets({ inbound_hook: given }, before);
  const faults = secretFaults({ inbound_hook: given }, before);
  if (faults.length > 0) throw invalidRequest(faults);
  await refuseInnerUrl(deps, given.url);
  return kept.inbound_hook;
}

async function agentOf(deps: NativeDeps, tenant: Tenant, text: string, param: string): Promise<Id> {
  const id = await findId(deps, tenant, text, 'agent', param);
  return (await knownAgent(deps, tenant, id, param)).id;
}

/** Agents and versions in our own spelling. */
async function readRoutes(
  deps: NativeDeps,
  tenant: Tenant,
  routes: NumberRoutes,
): Promise<NumberRoutes | null> {
  const faults = routeFaults(routes, 'routes');
  if (faults.length > 0) throw invalidRequest(faults);
  if (Object.keys(routes).length === 0) return null;
  if (!routes.agents) return routes;
  const agents = await Promise.all(
    routes.agents.map(async (way, index) => {
      const at = `routes.agents[${index}]`;
      const agentId = await agentOf(deps, tenant, way.agent_id, `${at}.agent_id`);
      const version =
        way.version_id && (await versionOf(deps, tenant, agentId, way.version_id, `${at}.version_id`));
      return {
        ...way,
        agent_id: spellNative('agent', agentId),
        ...(version ? { version_id: spellNative('ver', version) } : {}),
      };
    }),
  );
  return { ...routes, agents };
}

async function versionOf(
  deps: NativeDeps,
  tenant: Tenant,
  agentId: Id,
  text: string,
  param: string,
): Promise<Id> {
  const id = await findId(deps, tenant, text, 'agent-version', param);
  const version = await deps.store.agents.getVersion(tenant.organizationId, agentId, id);
  if (!version) throw notFound('agent-version', param);
  return id;
}
