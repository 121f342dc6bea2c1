/** What accepting a call reads of its organization, kept together so that a store can read it in one look. */
import type { Id } from '#kernel';
import type { Agent, AgentVersion } from '../agents/agent.ts';
import type { Contact } from '../contacts/contact.ts';
import type { ProviderKey } from '../models/provider-key.ts';
import type { VoiceSlot } from '../voices/voice-slot.ts';

/** What is asked for; null: it has none. */
export interface AcceptanceWish {
  /** A saved agent. */
  readonly agentId: Id | null;
  /** A version of it that is named. */
  readonly versionId: Id | null;
  /** Whose contact, E.164. */
  readonly phone: string | null;
}

export interface AcceptanceReading {
  readonly agent: Agent | null;
  /** The agent's production version and the named one, as far as they are there. */
  readonly versions: readonly AgentVersion[];
  readonly contact: Contact | null;
  readonly voiceSlots: readonly VoiceSlot[];
  readonly providerKeys: readonly ProviderKey[];
}

export interface AcceptanceRepository {
  /** As the nouns' own repositories would answer, of one moment. */
  read(organizationId: Id, wish: AcceptanceWish): Promise<AcceptanceReading>;
}
