/** `GET /playbook` */
import type { Agent } from '#domain';
import type { Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';

const PAGE = 1_000;

const Playbooks = Type.Object(
  {
    playbooks: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false, examples: [{ playbooks: [{ id: sampleUuid('agent'), name: 'Reminder' }] }] },
);

export function playbookRoutes(app: FastifyInstance, { store }: DialectDeps): void {
  app.get(
    '/playbook',
    {
      schema: {
        ...{ operationId: 'listPlaybooks', summary: 'Every playbook', tags: ['playbooks'] },
        scope: 'agents:read',
        response: { 200: Playbooks },
      },
    },
    async ({ tenant: { organizationId } }) => {
      const playbooks: { id: string; name: string }[] = [];
      for (let before: Id | undefined; ;) {
        const page: readonly Agent[] = await store.agents.list(organizationId, {
          limit: PAGE,
          ...(before === undefined ? {} : { before }),
        });
        for (const { id, config } of page) playbooks.push({ id, name: config.name });
        before = page.at(-1)?.id;
        if (page.length < PAGE) return { playbooks };
      }
    },
  );
}
