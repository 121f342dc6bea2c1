/** `POST /v1/suppressions` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { E164 } from '../../shapes/addresses.ts';
import { SuppressionSchema, suppressionView } from '../suppression-view.ts';

const Body = Type.Object(
  { e164: E164, reason: Type.String({ maxLength: 500, default: '' }) },
  { additionalProperties: false },
);

export const createSuppression: Operation = (app, deps) => {
  app.post(
    '/v1/suppressions',
    {
      schema: {
        operationId: 'createSuppression',
        scope: 'suppressions:write',
        summary: 'Never dial a number',
        description: 'Holds from now on, also for calls that already wait.',
        tags: ['suppressions'],
        body: Body,
        response: { 201: SuppressionSchema },
      },
    },
    async (request, reply) => {
      const { e164, reason } = request.body;
      const createdAt = deps.clock.now();
      await deps.store.suppressions.add(request.tenant.organizationId, e164, reason, createdAt);
      return reply.code(201).send(suppressionView({ e164, reason, callId: null, createdAt }));
    },
  );
};
