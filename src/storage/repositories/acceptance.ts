/** What accepting a call reads, in one statement: rows travel as JSON, so that its plan survives a new column. */
import { sql, type Selectable } from 'kysely';
import type { AcceptanceRepository } from '#domain';
import type { ContactTable } from '../database/schema-knowledge.ts';
import type { AgentTable, AgentVersionTable, ProviderKeyTable, VoiceSlotTable } from '../database/schema.ts';
import { HOT } from '../database/store-client.ts';
import { toAgent, toVersion } from './agents.ts';
import { toContact } from './contacts.ts';
import type { Context } from './context.ts';
import { toProviderKey } from './provider-keys.ts';
import { toVoiceSlot } from './voice-slots.ts';

interface ReadRow {
  agent: Selectable<AgentTable> | null;
  versions: Selectable<AgentVersionTable>[] | null;
  contact: Selectable<ContactTable> | null;
  voice_slots: Selectable<VoiceSlotTable>[] | null;
  provider_keys: Selectable<ProviderKeyTable>[] | null;
}

export function acceptanceRepository({ db, cipher }: Context): AcceptanceRepository {
  return {
    async read(organizationId, { agentId, versionId, phone }) {
      const { rows } = await sql<ReadRow>`
        ${sql.raw(HOT)} WITH agent AS (
          SELECT * FROM agents WHERE organization_id = ${organizationId}::uuid AND id = ${agentId}::uuid
        )
        SELECT (SELECT row_to_json(agent) FROM agent) AS agent,
          (SELECT json_agg(v) FROM agent_versions v
           WHERE v.id IN ((SELECT production_version_id FROM agent), ${versionId}::uuid)
             AND v.organization_id = ${organizationId}::uuid AND v.agent_id = ${agentId}::uuid) AS versions,
          (SELECT row_to_json(c) FROM contacts c
           WHERE c.organization_id = ${organizationId}::uuid AND c.phone = ${phone}::text) AS contact,
          (SELECT json_agg(s ORDER BY s.number, s.model, s.language) FROM voice_slots s
           WHERE s.organization_id = ${organizationId}::uuid) AS voice_slots,
          (SELECT json_agg(k ORDER BY k.provider) FROM provider_keys k
           WHERE k.organization_id = ${organizationId}::uuid) AS provider_keys`.execute(db);
      const { agent, versions, contact, voice_slots, provider_keys } = rows[0]!;
      return {
        agent: agent && toAgent(agent),
        versions: (versions ?? []).map(toVersion),
        contact: contact && toContact(contact),
        voiceSlots: (voice_slots ?? []).map(toVoiceSlot),
        providerKeys: (provider_keys ?? []).map((row) => toProviderKey(row, cipher)),
      };
    },
  };
}
