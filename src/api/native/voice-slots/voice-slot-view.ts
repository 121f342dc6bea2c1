/** Voice slots as the native API shows them. */
import type { VoiceSlot } from '#domain';
import { Type, type Static } from 'typebox';

export const VoiceSlotSchema = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: 7 }),
    model: Type.Union([Type.Literal('fast'), Type.Literal('human')]),
    language: Type.String({
      minLength: 1,
      maxLength: 60,
      description: 'BCP 47; `es` serves every region that has no slot of its own.',
    }),
    provider: Type.String({ minLength: 1, maxLength: 60 }),
    voice_model: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()], {
      description: 'The provider’s model; null: its usual one.',
    }),
    voice_id: Type.String({ minLength: 1, maxLength: 120 }),
    speed: Type.Number({ minimum: 0.7, maximum: 1.3 }),
  },
  { additionalProperties: false },
);

export const VoiceSlotsSchema = Type.Object(
  { object: Type.Literal('voice_slots'), slots: Type.Array(VoiceSlotSchema) },
  { additionalProperties: false },
);

export function voiceSlotsView(slots: readonly VoiceSlot[]): Static<typeof VoiceSlotsSchema> {
  return {
    object: 'voice_slots',
    slots: slots.map(({ number, model, language, provider, voiceModel, voiceId, speed }) => ({
      ...{ number, model, language, provider, speed },
      voice_model: voiceModel,
      voice_id: voiceId,
    })),
  };
}
