/** `POST /v1/webhook-endpoints/{id}/rotate-secret` */
import { newWebhookSecret } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { NewEndpointSchema, newEndpointView, refuseFaults, secretField } from '../endpoint-view.ts';

const DAY_S = 86_400;
const Body = Type.Object(
  {
    overlap_s: Type.Integer({
      minimum: 0,
      maximum: 7 * DAY_S,
      default: DAY_S,
      description: 'For so long the old one signs beside the new one.',
    }),
    secret: Type.Optional(secretField),
  },
  { additionalProperties: false },
);

export const rotateWebhookSecret: Operation = (app, deps) => {
  app.post(
    '/v1/webhook-endpoints/:id/rotate-secret',
    {
      schema: {
        operationId: 'rotateWebhookSecret',
        scope: 'webhooks:write',
        summary: 'Give a webhook endpoint a new secret',
        description:
          'The answer shows it, this once. Until the overlap is over, requests carry both signatures (`standard`); vendors’ formats sign with the new one.',
        tags: ['webhooks'],
        params: IdParams,
        body: Body,
        response: { 200: NewEndpointSchema },
        errors: ['webhook-endpoint-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'webhook-endpoint');
      const { webhooks } = deps.store;
      const before = await webhooks.getEndpoint(organizationId, id);
      if (!before) throw notFound('webhook-endpoint');
      const { overlap_s, secret } = request.body;
      const { format, signing } = before;
      refuseFaults({ format, signing, ...(secret === undefined ? {} : { secret }) });
      const now = deps.clock.now();
      const changed = await webhooks.updateEndpoint(organizationId, id, {
        secret: secret ?? newWebhookSecret(signing, deps.random),
        ...(overlap_s === 0 || before.secret === null
          ? { oldSecret: null, oldSecretUntil: null }
          : { oldSecret: before.secret, oldSecretUntil: now + overlap_s * 1000 }),
        updatedAt: now,
      });
      if (!changed) throw notFound('webhook-endpoint');
      return newEndpointView(changed);
    },
  );
};
