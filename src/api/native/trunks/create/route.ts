/** `POST /v1/trunks` */
import type { Trunk } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import {
  Password,
  settingFields,
  trunkFields,
  TrunkSchema,
  TrunkUri,
  trunkView,
  Username,
} from '../trunk-view.ts';
import { writtenTrunk } from '../written-trunk.ts';

const Body = Type.Object(
  {
    ...trunkFields,
    uri: TrunkUri,
    username: Type.Optional(Username),
    password: Type.Optional(Password),
    ...settingFields,
  },
  {
    additionalProperties: false,
    examples: [{ name: 'Carrier', uri: 'sip:sip.example.com:5060', username: 'account', password: 'secret' }],
  },
);

export const createTrunk: Operation = (app, deps) => {
  app.post(
    '/v1/trunks',
    {
      schema: {
        operationId: 'createTrunk',
        scope: 'trunks:write',
        summary: 'Create a trunk',
        description: 'A SIP account to dial through. The password is kept encrypted and never shown.',
        tags: ['trunks'],
        body: Body,
        response: { 201: TrunkSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const now = deps.clock.now();
      const trunk: Trunk = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        name: body.name,
        ...writtenTrunk(body, null),
        password: body.password ?? null,
        concurrency: body.concurrency,
        callsPerSecond: body.calls_per_second,
        active: body.active,
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.trunks.insert(trunk);
      return reply.code(201).send(trunkView(trunk, null));
    },
  );
};
