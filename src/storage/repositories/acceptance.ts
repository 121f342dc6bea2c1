/** What accepting a call reads, in one statement: rows travel as JSON, so that its plan survives a new column. */
import { sql, type Selectable } from 'kysely';
import type { AcceptanceReading, AcceptanceRepository, AcceptanceWish } from '#domain';
import type { Id } from '#kernel';
import { Gathering } from '../database/gathering.ts';
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

type ScopedWish = AcceptanceWish & { readonly organizationId: Id };

const LARGEST_GROUP = 32;

export function acceptanceRepository({ db, cipher }: Context): AcceptanceRepository {
  const readAll = async (wishes: readonly ScopedWish[]): Promise<readonly AcceptanceReading[]> => {
    const { rows } = await sql<ReadRow>`
      ${sql.raw(HOT)} SELECT row_to_json(agent) AS agent,
        (SELECT json_agg(v) FROM agent_versions v
         WHERE v.id IN (agent.production_version_id, wish.version_id)
           AND v.organization_id = wish.organization_id AND v.agent_id = wish.agent_id) AS versions,
        (SELECT row_to_json(c) FROM contacts c
         WHERE c.organization_id = wish.organization_id AND c.phone = wish.phone) AS contact,
        (SELECT json_agg(s ORDER BY s.number, s.model, s.language) FROM voice_slots s
         WHERE s.organization_id = wish.organization_id) AS voice_slots,
        (SELECT json_agg(k ORDER BY k.provider) FROM provider_keys k
         WHERE k.organization_id = wish.organization_id) AS provider_keys
      FROM unnest(
        ${wishes.map((wish) => wish.organizationId)}::uuid[], ${wishes.map((wish) => wish.agentId)}::uuid[],
        ${wishes.map((wish) => wish.versionId)}::uuid[], ${wishes.map((wish) => wish.phone)}::text[]
      ) WITH ORDINALITY AS wish(organization_id, agent_id, version_id, phone, place)
      LEFT JOIN agents agent ON agent.id = wish.agent_id AND agent.organization_id = wish.organization_id
      ORDER BY wish.place`.execute(db);
    return rows.map(({ agent, versions, contact, voice_slots, provider_keys }) => ({
      agent: agent && toAgent(agent),
      versions: (versions ?? []).map(toVersion),
      contact: contact && toContact(contact),
      voiceSlots: (voice_slots ?? []).map(toVoiceSlot),
      providerKeys: (provider_keys ?? []).map((row) => toProviderKey(row, cipher)),
    }));
  };
  const gathering = new Gathering(LARGEST_GROUP, readAll);
  return {
    async read(organizationId, wish) {
      const asked = { ...wish, organizationId };
      return db.isTransaction ? (await readAll([asked]))[0]! : gathering.ask(asked);
    },
  };
}
