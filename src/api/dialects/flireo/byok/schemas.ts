/** What keys of providers look like at Flireo, for the document and the probes. */
import { Type } from 'typebox';

const Keys = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
  description: '`<provider>_secret_id`: the id of the key, null without one. Keys are never shown.',
  examples: [{ deepgram_secret_id: null, openai_secret_id: null }],
});
const Provider = Type.String({ description: 'deepgram, openai, elevenlabs, xai, resend, mistral, google …' });

export const ByokRead = Type.Object({ byok_keys: Keys }, { additionalProperties: false });
export const ByokChanged = Type.Object(
  { success: Type.Literal(true), byok_keys: Keys },
  { additionalProperties: false },
);
export const ByokBody = Type.Object(
  { provider: Provider, api_key: Type.String({ description: 'Kept encrypted.' }) },
  { additionalProperties: true, examples: [{ provider: 'deepgram', api_key: 'dg-0123456789' }] },
);
export const ByokRemoval = Type.Object(
  { provider: Provider },
  { additionalProperties: true, examples: [{ provider: 'deepgram' }] },
);
export const TestQuery = Type.Object({
  test: Type.Optional(
    Type.String({ description: '`false`: the provider is not asked whether it takes the key.' }),
  ),
});

const Row = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    category: Type.Enum(['stt', 'llm', 'tts']),
    docsUrl: Type.String(),
    available: Type.Boolean({ description: 'There is a key, yours or the server’s, or none is needed.' }),
    models: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), default: Type.Boolean() },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
const Settings = Type.Record(
  Type.String(),
  Type.Object(
    {
      name: Type.String(),
      base_url: Type.Union([Type.String(), Type.Null()], { description: 'Null: the provider’s own.' }),
      state: Type.String({ description: 'What the provider said to the key.' }),
    },
    { additionalProperties: false },
  ),
  { description: 'By provider, of those with a key of yours.', examples: [{}] },
);
export const ConfigRead = Type.Object(
  { providers: Type.Array(Row), config: Settings },
  { additionalProperties: false },
);
export const ConfigChanged = Type.Object(
  { success: Type.Literal(true), config: Settings },
  { additionalProperties: false },
);
export const ConfigBody = Type.Object(
  {
    provider: Provider,
    config: Type.Object(
      {
        name: Type.Optional(Type.String()),
        base_url: Type.Optional(
          Type.Union([Type.String(), Type.Null()], {
            description: 'A region, a proxy, your own server. A new one needs the key beside it.',
          }),
        ),
        api_key: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
  },
  {
    additionalProperties: true,
    examples: [{ provider: 'deepgram', config: { name: 'Ours', api_key: 'dg-0123456789' } }],
  },
);
