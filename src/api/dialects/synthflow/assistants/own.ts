/** What Synthflow's API says of an agent beside our configuration, as it is kept with it. */
import type { Agent, Repositories, Tenant } from '#domain';
import type { Id, Millis } from '#kernel';
import { isJson, type Json } from '../../shared/fields.ts';

const OF = { dialect: 'synthflow', noun: 'agent' };

export const AGENT_TYPES = ['outbound', 'inbound', 'widget'] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

/** The zone that Synthflow's agents have unless told otherwise. */
export const DEFAULT_TIME_ZONE = 'Europe/Berlin';

export interface OwnAgent {
  /** Top-level fields as they were sent: type, description, addresses, limits. */
  readonly top: Json;
  /** The fields of `agent`, as they were sent. */
  readonly agent: Json;
}

const NOTHING: OwnAgent = { top: {}, agent: {} };

export async function ownAgents(
  { dialectData }: Pick<Repositories, 'dialectData'>,
  { organizationId }: Pick<Tenant, 'organizationId'>,
  ids: readonly Id[],
): Promise<(id: Id | null) => OwnAgent> {
  const rows = ids.length === 0 ? new Map() : await dialectData.getMany(organizationId, OF, ids);
  return (id) => {
    const data: unknown = id === null ? undefined : rows.get(id)?.data;
    return isJson(data) ? { ...NOTHING, ...(data as Partial<OwnAgent>) } : NOTHING;
  };
}

export async function ownAgent(
  store: Pick<Repositories, 'dialectData'>,
  tenant: Pick<Tenant, 'organizationId'>,
  id: Id,
): Promise<OwnAgent> {
  return (await ownAgents(store, tenant, [id]))(id);
}

export async function keepOwn(
  { dialectData }: Pick<Repositories, 'dialectData'>,
  { organizationId, id }: Pick<Agent, 'organizationId' | 'id'>,
  { top, agent }: OwnAgent,
  at: Millis,
): Promise<void> {
  await dialectData.put(organizationId, OF, id, { top, agent }, at);
}

export async function forgetOwn(
  { dialectData }: Pick<Repositories, 'dialectData'>,
  { organizationId }: Pick<Tenant, 'organizationId'>,
  id: Id,
): Promise<void> {
  await dialectData.remove(organizationId, OF, id);
}

export function timeZoneOf({ agent }: OwnAgent): string {
  return typeof agent['timezone'] === 'string' ? agent['timezone'] : DEFAULT_TIME_ZONE;
}

export function typeOf({ top }: OwnAgent): AgentType {
  return AGENT_TYPES.find((type) => type === top['type']) ?? 'outbound';
}
