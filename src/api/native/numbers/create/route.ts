/** `POST /v1/numbers` */
import type { PhoneNumber } from '#domain';
import { Type } from 'typebox';
import { sampleNative } from '../../../openapi/sample-ids.ts';
import type { Operation } from '../../native.ts';
import { E164 } from '../../shapes/addresses.ts';
import { Active, numberFields, NumberName, readBindings } from '../number-fields.ts';
import { NumberSchema, numberView } from '../number-view.ts';

const Body = Type.Object(
  { e164: E164, name: NumberName, active: Active, ...numberFields },
  {
    additionalProperties: false,
    examples: [{ e164: '+34600111222', name: 'Reception', trunk_id: sampleNative('trunk'), active: true }],
  },
);

export const createNumber: Operation = (app, deps) => {
  app.post(
    '/v1/numbers',
    {
      schema: {
        operationId: 'createNumber',
        scope: 'numbers:write',
        summary: 'Add a number',
        description: 'A number to call from through its trunk, and to answer with its agent.',
        tags: ['numbers'],
        body: Body,
        response: { 201: NumberSchema },
        errors: ['url-refused', 'trunk-unknown', 'agent-unknown', 'agent-version-unknown', 'number-taken'],
      },
    },
    async (request, reply) => {
      const { body } = request;
      const now = deps.clock.now();
      const number: PhoneNumber = {
        ...{ trunkId: null, agentId: null, reservedForAgents: [], routes: null },
        ...(await readBindings(deps, request.tenant, body)),
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        e164: body.e164,
        name: body.name,
        active: body.active,
        ownerOrganizationId: null,
        lastUsedAt: null,
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.numbers.insert(number);
      return reply.code(201).send(numberView(number, request.tenant.organizationId));
    },
  );
};
