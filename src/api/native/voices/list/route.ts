/** `GET /v1/voices`: what agents can speak with here. */
import { bestFit, normaliseLocale } from '#domain';
import { invalidRequest } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';

const Gender = Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('neutral')]);

const VoiceSchema = Type.Object(
  {
    provider: Type.String(),
    id: Type.String(),
    languages: Type.Array(Type.String(), { description: 'BCP 47; `*` is any.' }),
    gender: Gender,
    description: Type.String(),
  },
  { additionalProperties: false },
);

const Query = Type.Object(
  {
    language: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        description: 'Those that speak it, the same region first.',
        examples: ['es-MX'],
      }),
    ),
    provider: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    gender: Type.Optional(Gender),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Part of the id or of the description, in any case.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const listVoices: Operation = (app, deps) => {
  app.get(
    '/v1/voices',
    {
      schema: {
        operationId: 'listVoices',
        scope: 'voices:read',
        summary: 'List voices',
        description: 'Of every provider that your organization can use, by its own keys or the server’s.',
        tags: ['voices'],
        querystring: Query,
        response: { 200: pageOf(VoiceSchema) },
      },
    },
    async (request) => {
      const { language, provider, gender, search = '' } = request.query;
      const sought = search.toLowerCase();
      const wanted = language === undefined ? null : readLanguage(language);
      const { voices } = await deps.models.capabilities(request.tenant.organizationId);
      const fit = (languages: readonly string[]): number =>
        wanted === null ? 1 : bestFit(languages, wanted);
      const data = voices
        .filter((voice) => provider === undefined || voice.provider === provider)
        .filter((voice) => gender === undefined || voice.gender === gender)
        .filter(({ id, description }) => `${id}\n${description}`.toLowerCase().includes(sought))
        .filter((voice) => fit(voice.languages) > 0)
        .sort((a, b) => fit(b.languages) - fit(a.languages))
        .map((voice) => ({ ...voice, languages: [...voice.languages] }));
      return { data, has_more: false, next_cursor: null };
    },
  );
};

function readLanguage(text: string): string {
  const language = normaliseLocale(text);
  if (language !== null) return language;
  throw invalidRequest([
    { param: 'language', rule: 'language', message: 'is no language. Write it like `es-MX` or `Spanish`.' },
  ]);
}
