/** `POST /v1/webhook-endpoints` */
import { newWebhookSecret, type WebhookEndpoint } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId } from '../../shapes/ids.ts';
import {
  agentField,
  endpointFields,
  NewEndpointSchema,
  newEndpointView,
  refuseFaults,
  refuseInnerUrl,
  secretField,
  signingField,
} from '../endpoint-view.ts';

const { url, event_types, description, format, headers, active } = endpointFields;
const Body = Type.Object(
  {
    url,
    event_types: Type.Optional(event_types),
    description: Type.Optional(description),
    format: Type.Optional(format),
    headers: Type.Optional(headers),
    active: Type.Optional(active),
    agent_id: Type.Optional(agentField),
    signing: Type.Optional(signingField),
    secret: Type.Optional(secretField),
  },
  { additionalProperties: false },
);

export const createWebhookEndpoint: Operation = (app, deps) => {
  app.post(
    '/v1/webhook-endpoints',
    {
      schema: {
        operationId: 'createWebhookEndpoint',
        scope: 'webhooks:write',
        summary: 'Have events sent',
        description: 'Events from now on. The answer shows the secret, this once.',
        tags: ['webhooks'],
        body: Body,
        response: { 201: NewEndpointSchema },
        errors: ['url-refused', 'agent-unknown'],
      },
    },
    async (request, reply) => {
      const { body, tenant } = request;
      refuseFaults(body);
      await refuseInnerUrl(deps, body.url);
      const { organizationId } = tenant;
      const agentId =
        typeof body.agent_id === 'string'
          ? await findId(deps, tenant, body.agent_id, 'agent', 'agent_id')
          : null;
      if (agentId !== null && !(await deps.store.agents.get(organizationId, agentId)))
        throw notFound('agent', 'agent_id');
      const { signing = 'hmac', format = 'standard' } = body;
      const made = format === 'standard' ? newWebhookSecret(signing, deps.random) : null;
      const now = deps.clock.now();
      const endpoint: WebhookEndpoint = {
        ...{ id: deps.ids.next(), organizationId, agentId, callId: null, url: body.url, format, signing },
        ...{
          description: body.description ?? '',
          eventTypes: body.event_types ?? ['*'],
          headers: body.headers ?? {},
        },
        ...{
          secret: body.secret ?? made,
          oldSecret: null,
          oldSecretUntil: null,
          active: body.active ?? true,
        },
        ...{ disabledReason: null, disabledAt: null, failingSince: null, createdAt: now, updatedAt: now },
      };
      await deps.store.webhooks.insertEndpoint(endpoint);
      return reply.code(201).send(newEndpointView(endpoint));
    },
  );
};
