/** The repositories as accepting one call asks them, answered from one look at the store. */
import {
  isE164,
  type AcceptanceReading,
  type AgentRepository,
  type ContactRepository,
  type CreateCall,
  type Repositories,
} from '#domain';
import type { Id } from '#kernel';

/** Of an agent nothing else is asked when a call is made. */
export type AgentReader = Pick<AgentRepository, 'get' | 'getVersion'>;
export type ContactReader = Pick<ContactRepository, 'findByPhone'>;

export interface ReadAhead extends Pick<AcceptanceReading, 'voiceSlots' | 'providerKeys'> {
  readonly agents: AgentReader;
  readonly contacts: ContactReader;
}

export async function readAhead(
  organizationId: Id,
  { agent: choice, to }: Pick<CreateCall, 'agent' | 'to'>,
  { acceptance }: Pick<Repositories, 'acceptance'>,
): Promise<ReadAhead> {
  const saved = choice.kind === 'saved' ? choice : null;
  const { agent, versions, contact, voiceSlots, providerKeys } = await acceptance.read(organizationId, {
    agentId: saved?.agentId ?? null,
    versionId: saved?.versionId ?? null,
    phone: isE164(to) ? to : null,
  });
  return {
    agents: {
      get: async () => agent,
      getVersion: async (_organizationId, _agentId, id) => versions.find((it) => it.id === id) ?? null,
    },
    contacts: { findByPhone: async () => contact },
    voiceSlots,
    providerKeys,
  };
}
