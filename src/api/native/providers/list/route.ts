/** `GET /v1/providers`: who hears, thinks and speaks, and what your organization may use. */
import { isOpen, type ProviderAbility } from '#domain';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';

const Languages = Type.Array(Type.String(), { description: 'BCP 47; `*` is any.' });
const Model = Type.String({ description: 'Used when an agent names none.' });

const ProviderSchema = Type.Object(
  {
    object: Type.Literal('provider'),
    id: Type.String(),
    title: Type.String(),
    place: Type.Union([Type.Literal('embedded'), Type.Literal('local'), Type.Literal('vendor')], {
      description: 'Inside Parley, in the operator’s house, or with the vendor.',
    }),
    usable: Type.Boolean(),
    key: Type.Union(
      [
        Type.Literal('organization'),
        Type.Literal('environment'),
        Type.Literal('not-needed'),
        Type.Literal('missing'),
      ],
      { description: 'Whose key opens it; your own goes before the server’s.' },
    ),
    mend: Type.Union([Type.String(), Type.Null()], { description: 'What opens it; null when it is usable.' }),
    docs: Type.String(),
    stages: Type.Object(
      {
        stt: Type.Optional(
          Type.Object(
            { model: Model, languages: Languages, open_vocabulary: Type.Boolean() },
            { additionalProperties: false },
          ),
        ),
        tts: Type.Optional(
          Type.Object(
            { model: Model, languages: Languages, voices: Type.Integer(), own_voices: Type.Boolean() },
            { additionalProperties: false },
          ),
        ),
        llm: Type.Optional(
          Type.Object({ model: Type.Union([Model, Type.Null()]) }, { additionalProperties: false }),
        ),
        realtime: Type.Optional(
          Type.Object(
            { model: Model, languages: Languages, voices: Type.Array(Type.String()) },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const listProviders: Operation = (app, deps) => {
  app.get(
    '/v1/providers',
    {
      schema: {
        operationId: 'listProviders',
        scope: 'providers:read',
        summary: 'List providers',
        description: 'What each does by stage, and whether your organization may use it.',
        tags: ['providers'],
        response: { 200: pageOf(ProviderSchema) },
      },
    },
    async (request) => {
      const { providers } = await deps.models.capabilities(request.tenant.organizationId);
      return { data: providers.map(providerView), has_more: false, next_cursor: null };
    },
  );
};

function providerView(ability: ProviderAbility): Static<typeof ProviderSchema> {
  const { provider, title, place, key, docs } = ability;
  const { stt, tts, llm, realtime } = ability.stages;
  const usable = isOpen(ability);
  return {
    object: 'provider',
    id: provider,
    ...{ title, place, usable, key, docs },
    mend: usable ? null : ability.mend,
    stages: {
      ...(stt
        ? {
            stt: {
              model: stt.model,
              languages: [...stt.languages],
              open_vocabulary: stt.openVocabulary,
            },
          }
        : {}),
      ...(tts
        ? {
            tts: {
              model: tts.model,
              languages: [...tts.languages],
              voices: tts.voices.length,
              own_voices: tts.ownVoices,
            },
          }
        : {}),
      ...(llm ? { llm: { model: llm.model } } : {}),
      ...(realtime
        ? {
            realtime: {
              model: realtime.model,
              languages: [...realtime.languages],
              voices: realtime.voices.map(({ id }) => id),
            },
          }
        : {}),
    },
  };
}
