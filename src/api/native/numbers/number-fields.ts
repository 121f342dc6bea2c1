/** What can be set on a number, and whom it may be bound to. */
import type { Tenant } from '#domain';
import type { Id } from '#kernel';
import { Type } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { IdText, findId } from '../shapes/ids.ts';
import { knownAgent, knownTrunk } from '../shapes/known.ts';

const idOrNull = Type.Union([IdText, Type.Null()]);

export const numberFields = {
  trunk_id: Type.Optional(idOrNull),
  agent_id: Type.Optional(
    Type.Union([IdText, Type.Null()], { description: 'Answers incoming calls to this number.' }),
  ),
};
export const NumberName = Type.String({ maxLength: 200, default: '' });
export const Active = Type.Boolean({ default: true });

/** Undefined stays undefined: unchanged. @throws AppError `trunk-unknown`, `agent-unknown` (404) */
export async function readBindings(
  deps: NativeDeps,
  tenant: Tenant,
  body: { trunk_id?: string | null; agent_id?: string | null },
): Promise<{ trunkId?: Id | null; agentId?: Id | null }> {
  const trunkId = body.trunk_id && (await findId(deps, tenant, body.trunk_id, 'trunk', 'trunk_id'));
  const agentId = body.agent_id && (await findId(deps, tenant, body.agent_id, 'agent', 'agent_id'));
  if (trunkId) await knownTrunk(deps, tenant, trunkId, 'trunk_id');
  if (agentId) await knownAgent(deps, tenant, agentId, 'agent_id');
  return {
    ...(trunkId === undefined ? {} : { trunkId: trunkId || null }),
    ...(agentId === undefined ? {} : { agentId: agentId || null }),
  };
}
