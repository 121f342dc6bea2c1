/** Which models an agent hears, thinks and speaks with: a first choice a stage, and fallbacks behind it. */
import { Type, type Static } from 'typebox';

const provider = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default.',
});
const model = Type.String({ minLength: 1, maxLength: 200, description: "The provider's name of the model." });

/** Speech to text. */
export const SttSchema = Type.Object(
  {
    provider: Type.Optional(provider),
    model: Type.Optional(model),
    keyterms: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 100,
        description: 'Names and words that are likely to be said.',
      }),
    ),
    fallbacks: Type.Optional(
      Type.Array(Type.Object({ provider, model: Type.Optional(model) }, { additionalProperties: false }), {
        maxItems: 4,
      }),
    ),
  },
  { additionalProperties: false },
);
export type SttSettings = Static<typeof SttSchema>;

/** Meetzy's way to name a voice: the organization maps slot, model and language to a provider's voice. */
export const VoiceSlotSchema = Type.Object(
  { number: Type.Integer({ minimum: 1, maximum: 7 }), model: Type.Enum(['fast', 'human']) },
  { additionalProperties: false },
);
export type VoiceSlotChoice = Static<typeof VoiceSlotSchema>;

/** How a voice is rendered, where its provider can be told (ElevenLabs' `voice_settings`). */
export const VoiceTuningSchema = Type.Object(
  {
    stability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    similarity_boost: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    style: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    use_speaker_boost: Type.Optional(Type.Boolean()),
    optimize_latency: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 4, description: "ElevenLabs' `optimize_streaming_latency`." }),
    ),
    audio_tags: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
        maxItems: 10,
        description: 'Put in brackets before every text; models of the third version act them.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** Text to speech: `id`, or `slot`, or neither for the default voice of the language. */
export const VoiceSchema = Type.Object(
  {
    provider: Type.Optional(provider),
    model: Type.Optional(model),
    id: Type.Optional(
      Type.String({ minLength: 1, maxLength: 120, description: "The provider's id of the voice." }),
    ),
    slot: Type.Optional(VoiceSlotSchema),
    speed: Type.Optional(Type.Number({ minimum: 0.7, maximum: 1.3 })),
    tuning: Type.Optional(VoiceTuningSchema),
    gain_db: Type.Optional(Type.Number({ minimum: -30, maximum: 12, description: 'Louder or softer.' })),
    never_say: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
        maxItems: 100,
        description: 'Words left out of what is spoken.',
      }),
    ),
    fallbacks: Type.Optional(
      Type.Array(
        Type.Object(
          { provider, model: Type.Optional(model), id: Type.String({ minLength: 1, maxLength: 120 }) },
          { additionalProperties: false },
        ),
        { maxItems: 4 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VoiceSettings = Static<typeof VoiceSchema>;

export const LlmSchema = Type.Object(
  {
    provider: Type.Optional(provider),
    model: Type.Optional(model),
    temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
    preemptive: Type.Optional(
      Type.Boolean({
        description:
          'Ask for the answer as soon as the words stand, before the turn is over: faster, some answers in vain. True when absent.',
      }),
    ),
    filler_after_ms: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000,
        description:
          'Without a first word of the model for so long, a short filler of the language is said, once. 0: never. 1500 when absent.',
      }),
    ),
    messages: Type.Optional(
      Type.Array(
        Type.Object(
          {
            role: Type.Enum(['user', 'assistant']),
            content: Type.String({ minLength: 1, maxLength: 10_000, description: 'May hold {{variables}}.' }),
          },
          { additionalProperties: false },
        ),
        {
          maxItems: 50,
          description: 'Told to the model before the first words of the call, as if they had been said.',
        },
      ),
    ),
    max_tokens: Type.Optional(
      Type.Integer({
        minimum: 16,
        maximum: 16_384,
        description: 'Of one answer; absent: the model decides.',
      }),
    ),
    fallbacks: Type.Optional(
      Type.Array(Type.Object({ provider, model: Type.Optional(model) }, { additionalProperties: false }), {
        maxItems: 4,
      }),
    ),
  },
  { additionalProperties: false },
);
export type LlmSettings = Static<typeof LlmSchema>;

/** A speech-to-speech model in the place of `stt`, `llm` and `voice`. */
export const RealtimeSchema = Type.Object(
  {
    provider,
    model: Type.Optional(model),
    voice: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
  },
  { additionalProperties: false },
);
export type RealtimeSettings = Static<typeof RealtimeSchema>;
