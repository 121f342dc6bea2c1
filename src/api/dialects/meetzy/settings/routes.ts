/** `GET` and `PUT /settings`: ours, for what Meetzy settles otherwise. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { GENERATIONS, HOLDERS, keepGeneration, settingsOf, type Settings } from './generation.ts';

const OrNull = Type.Union([Type.Enum([...GENERATIONS]), Type.Null()]);

const SettingsRead = Type.Object(
  {
    calls: Type.Enum([...GENERATIONS], { description: 'What GET /calls answers this token.' }),
    of_token: OrNull,
    of_organization: OrNull,
  },
  { additionalProperties: false, examples: [{ calls: 'newer', of_token: null, of_organization: null }] },
);

const SettingsBody = Type.Object(
  {
    for: Type.Optional(
      Type.Enum([...HOLDERS], {
        description: 'This token alone, or the organization; the token when absent.',
      }),
    ),
    calls: OrNull,
  },
  {
    description: '`older`: GET /calls answers a bare list of flat objects; null takes the setting back.',
    examples: [{ for: 'token', calls: 'newer' }],
  },
);

export function settingsRoutes(app: FastifyInstance, { store, clock }: DialectDeps): void {
  app.get(
    '/settings',
    {
      schema: {
        ...{ operationId: 'getSettings', summary: 'Read which generation is served', tags: ['settings'] },
        scope: 'organization:read',
        response: { 200: SettingsRead },
      },
    },
    async ({ tenant }) => shown(await settingsOf(tenant, store)),
  );
  app.put(
    '/settings',
    {
      schema: {
        ...{ operationId: 'putSettings', summary: 'Choose which generation is served', tags: ['settings'] },
        scope: 'organization:write',
        body: SettingsBody,
        response: { 200: SettingsRead },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const holder = fields.oneOf('for', HOLDERS) ?? 'token';
      const calls = fields.oneOf('calls', GENERATIONS);
      if (fields.raw['calls'] === undefined) fields.fail('calls', 'Is required.', 'required');
      fields.finish();
      await keepGeneration(tenant, holder, calls, store, clock.now());
      return shown(await settingsOf(tenant, store));
    },
  );
}

function shown({ token, organization }: Settings) {
  return { calls: token ?? organization ?? 'newer', of_token: token, of_organization: organization };
}
