/** `GET /voices`: those that speak in this house, without a vendor. */
import { isOpen, type EngineCapabilities } from '#domain';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';

const Voice = Type.Object(
  {
    id: Type.String({ description: 'For `tts_config.voice_id`.' }),
    name: Type.String(),
    language: Type.String({ description: 'BCP 47.' }),
    description: Type.Object({ en: Type.String(), nl: Type.String() }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
const VoiceList = Type.Object({ voices: Type.Array(Voice) }, { additionalProperties: false });

const IN_DUTCH = { female: 'Vrouwenstem', male: 'Mannenstem', neutral: 'Neutrale stem' } as const;

export function serveVoices(app: FastifyInstance, deps: DialectDeps): void {
  app.get(
    '/voices',
    {
      schema: {
        ...{ tags: ['voices'], operationId: 'listVoices', summary: 'List the local voices' },
        description: 'Those of vendors, like ElevenLabs, are used by the ids that the vendor gives them.',
        scope: 'voices:read',
        response: { 200: VoiceList },
      },
    },
    async ({ tenant }) => ({
      voices: localVoices(await deps.models.capabilities(tenant.organizationId)),
    }),
  );
}

function localVoices({ providers }: EngineCapabilities) {
  return providers
    .filter((ability) => isOpen(ability) && ability.place !== 'vendor')
    .flatMap(({ stages }) => stages.tts?.voices ?? [])
    .map(({ id, languages, gender, description }) => {
      const language = languages.find((tag) => tag !== '*') ?? 'en';
      return {
        id,
        name: id,
        language,
        description: { en: description, nl: `${IN_DUTCH[gender]} (${language})` },
      };
    });
}
