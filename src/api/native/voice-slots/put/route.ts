/** `PUT /v1/voice-slots` */
import { normaliseLocale, type EngineCapabilities, type VoiceSlot } from '#domain';
import { invalidRequest, type FieldFault } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../native.ts';
import { VoiceSlotSchema, VoiceSlotsSchema, voiceSlotsView } from '../voice-slot-view.ts';

const { voice_model, speed, ...needed } = VoiceSlotSchema.properties;
const Given = Type.Object(
  {
    ...needed,
    voice_model: Type.Optional(voice_model),
    speed: Type.Number({ ...speed, default: 1 }),
  },
  { additionalProperties: false },
);
const Body = Type.Object(
  { slots: Type.Array(Given, { maxItems: 500 }) },
  {
    additionalProperties: false,
    examples: [
      {
        slots: [
          { number: 1, model: 'fast', language: 'en-US', provider: 'embedded', voice_id: 'slt', speed: 1 },
        ],
      },
    ],
  },
);

export const putVoiceSlots: Operation = (app, deps) => {
  app.put(
    '/v1/voice-slots',
    {
      schema: {
        operationId: 'putVoiceSlots',
        scope: 'voices:write',
        summary: 'Map the voice slots',
        description:
          'Replaces all mappings of your organization; slots that none names keep a default voice. Calls that are accepted keep theirs.',
        tags: ['voices'],
        body: Body,
        response: { 200: VoiceSlotsSchema },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { slots } = request.body;
      const faults = slotFaults(slots, await deps.models.capabilities(organizationId));
      if (faults.length > 0) throw invalidRequest(faults);
      const now = deps.clock.now();
      const mapped = slots.map((slot): VoiceSlot => ({
        organizationId,
        number: slot.number,
        model: slot.model,
        language: normaliseLocale(slot.language)!,
        provider: slot.provider,
        voiceModel: slot.voice_model ?? null,
        voiceId: slot.voice_id,
        speed: slot.speed,
        updatedAt: now,
      }));
      await deps.store.voiceSlots.replace(organizationId, mapped);
      return voiceSlotsView(await deps.store.voiceSlots.list(organizationId));
    },
  );
};

function slotFaults(
  slots: readonly Static<typeof Given>[],
  { providers }: EngineCapabilities,
): readonly FieldFault[] {
  const seen = new Set<string>();
  return slots.flatMap((slot, index) => {
    const at = `slots[${index}]`;
    const language = normaliseLocale(slot.language);
    if (language === null)
      return [
        { param: `${at}.language`, rule: 'language', message: 'is no language. Write it like `es-MX`.' },
      ];
    const key = `${slot.number} ${slot.model} ${language}`;
    if (seen.has(key))
      return [{ param: at, rule: 'unique', message: 'maps a slot that another entry maps too; remove one.' }];
    seen.add(key);
    const tts = providers.find(({ provider }) => provider === slot.provider)?.stages.tts;
    if (!tts) {
      const names = providers.filter(({ stages }) => stages.tts).map(({ provider }) => provider);
      const message = `is no provider that speaks. Choose one of: ${names.join(', ')}.`;
      return [{ param: `${at}.provider`, rule: 'provider', message }];
    }
    if (tts.ownVoices || tts.voices.some(({ id }) => id === slot.voice_id)) return [];
    const message = `is no voice of ${slot.provider}. GET /v1/voices?provider=${slot.provider} lists them.`;
    return [{ param: `${at}.voice_id`, rule: 'voice', message }];
  });
}
