/** `/agents` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import type { Agent } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { checked } from '../use-cases/versions.ts';
import {
  keepPersona,
  LANGUAGE_WORDS,
  listPersonas,
  showPersona,
  voiceOf,
  type LanguageWord,
} from './persona.ts';

const WORDS = Object.keys(LANGUAGE_WORDS) as LanguageWord[];

const Body = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    languages: Type.Optional(Type.Array(Type.Enum(WORDS))),
    voice_id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { additionalProperties: true, examples: [{ name: 'Ioana', languages: ['romanian', 'english'] }] },
);
const Shape = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    name: Type.String(),
    languages: Type.Array(Type.String()),
    voice_id: Type.String(),
    created_at: Type.String(),
  },
  { additionalProperties: false },
);

export function agentRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['agents'];
  app.get(
    '/agents',
    {
      schema: {
        ...{ operationId: 'listAgents', summary: 'Who may speak', tags, scope: 'agents:read' },
        response: { 200: Type.Array(Shape) },
      },
    },
    ({ tenant }) => listPersonas(deps.store, tenant.organizationId),
  );
  app.post(
    '/agents',
    {
      schema: {
        ...{ operationId: 'createAgent', summary: 'Create who speaks', tags, scope: 'agents:write' },
        ...{ body: Body, response: { 200: Shape } },
      },
    },
    async ({ tenant, body }) => {
      const { name, languages, voiceId } = readAgent(body);
      const { organizationId } = tenant;
      const voice = voiceId === null ? {} : voiceOf(await deps.models.capabilities(organizationId), voiceId);
      const at = deps.clock.now();
      const agent: Agent = {
        ...{ id: deps.ids.next(), organizationId, productionVersionId: null, createdAt: at, updatedAt: at },
        config: checked(deps, {
          name,
          prompt: `You are ${name}, a friendly telephone agent.`,
          language: LANGUAGE_WORDS[languages[0] ?? 'english'],
          interruptible: true,
          ...(voiceId === null ? {} : { voice }),
        }),
      };
      await deps.store.transaction((tx) => keepPersona(tx, agent, languages));
      return showPersona(agent, languages);
    },
  );
}

/** @throws AppError `invalid-request` */
function readAgent(body: unknown): { name: string; languages: LanguageWord[]; voiceId: string | null } {
  const fields = new Fields(body);
  const name = fields.requiredText('name');
  const languages = (fields.list('languages') ?? ['english']).flatMap((word, index) => {
    if (WORDS.includes(word as LanguageWord)) return [word as LanguageWord];
    fields.fail(`languages[${index}]`, `Must be one of: ${WORDS.join(', ')}.`, 'one-of');
    return [];
  });
  const voiceId = fields.text('voice_id') || null;
  fields.finish();
  return { name, languages, voiceId };
}
