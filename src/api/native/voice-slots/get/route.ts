/** `GET /v1/voice-slots`: the voices behind the slots, as calls made now would have them. */
import { SLOT_MODELS, SLOT_NUMBERS, normaliseLocale, slotVoice, type VoiceSlot } from '#domain';
import { invalidRequest } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { VoiceSlotsSchema, voiceSlotsView } from '../voice-slot-view.ts';

const Query = Type.Object(
  {
    language: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        description:
          'All fourteen slots as this language has them, defaults included. Absent: your own mappings only.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const getVoiceSlots: Operation = (app, deps) => {
  app.get(
    '/v1/voice-slots',
    {
      schema: {
        operationId: 'getVoiceSlots',
        scope: 'voices:read',
        summary: 'Read the voice slots',
        tags: ['voices'],
        querystring: Query,
        response: { 200: VoiceSlotsSchema },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const own = await deps.store.voiceSlots.list(organizationId);
      if (request.query.language === undefined) return voiceSlotsView(own);
      const language = normaliseLocale(request.query.language);
      if (language === null)
        throw invalidRequest([
          { param: 'language', rule: 'language', message: 'is no language. Write it like `es-MX`.' },
        ]);
      const capabilities = await deps.models.capabilities(organizationId);
      const all = SLOT_MODELS.flatMap((model) =>
        SLOT_NUMBERS.flatMap((number): VoiceSlot[] => {
          const voice = slotVoice({ number, model }, language, own, capabilities);
          return voice ? [{ organizationId, number, model, language, ...voice, updatedAt: 0 }] : [];
        }),
      );
      return voiceSlotsView(all);
    },
  );
};
