/** An agent and its versions as the native API shows them. */
import { AgentConfigSchema, maskSecrets, type Agent, type AgentVersion } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, AliasesSchema, spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const AgentSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('agent'),
    ...AgentConfigSchema.properties,
    production_version_id: Type.Union([Type.String(), Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export const VersionSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('agent_version'),
    agent_id: Type.String(),
    number: Type.Integer({ description: '1, 2, 3 … within the agent.' }),
    name: Type.String(),
    message: Type.String(),
    production: Type.Boolean(),
    config: AgentConfigSchema,
    created_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function agentView(agent: Agent): Static<typeof AgentSchema> {
  return {
    ...maskSecrets(agent.config),
    id: spellNative('agent', agent.id),
    object: 'agent',
    production_version_id: spellMaybe('ver', agent.productionVersionId),
    created_at: iso(agent.createdAt),
    updated_at: iso(agent.updatedAt),
    aliases: aliasesOf(agent.id),
  };
}

/** @param agent the version's agent, which knows whether it is the production one. */
export function versionView(version: AgentVersion, agent: Agent): Static<typeof VersionSchema> {
  return {
    id: spellNative('ver', version.id),
    object: 'agent_version',
    agent_id: spellNative('agent', agent.id),
    number: version.number,
    name: version.name,
    message: version.message,
    production: agent.productionVersionId === version.id,
    config: maskSecrets(version.config),
    created_at: iso(version.createdAt),
    aliases: aliasesOf(version.id),
  };
}
