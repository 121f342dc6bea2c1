/** `GET /v1/agents/{id}/versions/{version_id}/diff/{other}`: what `other` has otherwise. */
import { changesBetween, maskSecrets, valueAt, type AgentConfig, type Change } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdText } from '../../../shapes/ids.ts';
import { knownVersion } from '../known-version.ts';

const Changes = Type.Object(
  {
    object: Type.Literal('agent_diff'),
    changes: Type.Array(
      Type.Object(
        {
          op: Type.Enum(['add', 'remove', 'replace']),
          path: Type.String({ description: 'JSON Pointer into the configuration.' }),
          from: Type.Optional(Type.Unknown()),
          value: Type.Optional(Type.Unknown()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const diffVersions: Operation = (app, deps) => {
  app.get(
    '/v1/agents/:id/versions/:version_id/diff/:other',
    {
      schema: {
        operationId: 'diffAgentVersions',
        scope: 'agents:read',
        summary: 'Compare two versions of an agent',
        description:
          '`other` is a version, or `draft` for the working copy. The changes lead from the first to the other; secrets are told as `***`.',
        tags: ['agents'],
        params: Type.Object({
          id: IdText,
          version_id: IdText,
          other: Type.String({
            minLength: 1,
            maxLength: 80,
            description: 'An id of a version, or `draft`.',
            examples: ['draft'],
          }),
        }),
        response: { 200: Changes },
        errors: ['agent-unknown', 'agent-version-unknown'],
      },
    },
    async (request) => {
      const { id, other } = request.params;
      const { agent, version } = await knownVersion(deps, request.tenant, request.params);
      const after =
        other === 'draft'
          ? agent.config
          : (await knownVersion(deps, request.tenant, { id, version_id: other })).version.config;
      return { object: 'agent_diff' as const, changes: [...masked(version.config, after)] };
    },
  );
};

/** A secret that changed is a change, and is not told. */
function masked(before: AgentConfig, after: AgentConfig): readonly Change[] {
  const [plain, other] = [maskSecrets(before), maskSecrets(after)];
  return changesBetween(before, after).map(({ op, path }) => ({
    op,
    path,
    ...(op === 'add' ? {} : { from: valueAt(plain, path) }),
    ...(op === 'remove' ? {} : { value: valueAt(other, path) }),
  }));
}
