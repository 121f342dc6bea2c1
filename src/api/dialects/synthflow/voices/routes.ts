/** `GET /voices`: what agents can speak with here. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import {
  closed,
  NullableText,
  offsetPage,
  ok,
  Paged,
  queryOf,
  queryText,
  Text,
  wrapped,
} from '../shapes/envelope.ts';

const Item = closed({
  ...{ voice_id: Text, name: Text, preview: NullableText, workspace: NullableText, provider: Text },
  gender: NullableText,
  languages: Type.Union([Type.Array(Text), Type.Null()]),
});
const Page = closed({ pagination: Paged, voices: Type.Array(Item) });
const USUAL_LIMIT = 50;

export function voiceRoutes(app: FastifyInstance, { models }: DialectDeps): void {
  app.get(
    '/voices',
    {
      schema: {
        ...{ tags: ['voices'], operationId: 'listVoices', summary: 'List voices', scope: 'voices:read' },
        querystring: queryOf('workspace', 'limit', 'offset', 'search', 'provider'),
        response: { 200: wrapped(Page) },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset } = offsetPage(query, USUAL_LIMIT);
      const search = queryText(query, 'search')?.toLowerCase() ?? '';
      const provider = queryText(query, 'provider');
      const { voices } = await models.capabilities(tenant.organizationId);
      const found = voices
        .filter((voice) => provider === undefined || voice.provider === provider)
        .filter(({ id, description }) => `${id}\n${description}`.toLowerCase().includes(search));
      const rows = found.slice(offset, offset + limit).map((voice) => ({
        ...{ voice_id: voice.id, name: voice.description || voice.id, preview: null },
        ...{ workspace: queryText(query, 'workspace') ?? null, provider: voice.provider },
        gender: voice.gender === 'neutral' ? null : voice.gender,
        languages: voice.languages.includes('*') ? null : [...voice.languages],
      }));
      return ok({ pagination: { total_records: found.length, limit, offset }, voices: rows });
    },
  );
}
