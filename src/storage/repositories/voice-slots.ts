/** Which voice an organization gives to a slot. */
import type { Selectable } from 'kysely';
import type { VoiceSlot, VoiceSlotRepository } from '#domain';
import type { VoiceSlotTable } from '../database/schema.ts';
import { inTransaction, type Context } from './context.ts';

export function voiceSlotRepository(context: Context): VoiceSlotRepository {
  return {
    async list(organizationId) {
      const rows = await context.db
        .selectFrom('voice_slots')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('number')
        .orderBy('model')
        .orderBy('language')
        .execute();
      return rows.map(toVoiceSlot);
    },
    async replace(organizationId, slots) {
      await inTransaction(context, async (db) => {
        // Two replacements at once would mix: the organization's row is their lock.
        await db
          .selectFrom('organizations')
          .select('id')
          .where('id', '=', organizationId)
          .forUpdate()
          .execute();
        await db.deleteFrom('voice_slots').where('organization_id', '=', organizationId).execute();
        if (slots.length === 0) return;
        await db
          .insertInto('voice_slots')
          .values(
            slots.map((slot) => ({
              organization_id: organizationId,
              number: slot.number,
              model: slot.model,
              language: slot.language,
              provider: slot.provider,
              voice_model: slot.voiceModel,
              voice_id: slot.voiceId,
              speed: slot.speed,
              updated_at: slot.updatedAt,
            })),
          )
          .execute();
      });
    },
  };
}

/** A row as the record. */
export function toVoiceSlot(row: Selectable<VoiceSlotTable>): VoiceSlot {
  return {
    organizationId: row.organization_id,
    number: row.number,
    model: row.model,
    language: row.language,
    provider: row.provider,
    voiceModel: row.voice_model,
    voiceId: row.voice_id,
    speed: row.speed,
    updatedAt: row.updated_at,
  };
}
