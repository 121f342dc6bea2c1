/** `PATCH /v1/webhook-endpoints/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdParams, readId } from '../../shapes/ids.ts';
import {
  agentField,
  endpointFields,
  EndpointSchema,
  endpointView,
  refuseFaults,
  refuseInnerUrl,
} from '../endpoint-view.ts';

const { url, event_types, description, active } = endpointFields;
const Body = Type.Object(
  {
    url: Type.Optional(url),
    event_types: Type.Optional(event_types),
    description: Type.Optional(description),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]), {
        description: 'Laid over those that are there; null takes one out.',
      }),
    ),
    active: Type.Optional(active),
    agent_id: Type.Optional(agentField),
  },
  { additionalProperties: false },
);

export const updateWebhookEndpoint: Operation = (app, deps) => {
  app.patch(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'updateWebhookEndpoint',
        scope: 'webhooks:write',
        summary: 'Change a webhook endpoint',
        description:
          'Fields left out stay. `active: false` ends what is still due; `active: true` has events sent from now on.',
        tags: ['webhooks'],
        params: IdParams,
        body: Body,
        response: { 200: EndpointSchema },
        errors: ['webhook-endpoint-unknown', 'agent-unknown', 'url-refused'],
      },
    },
    async (request) => {
      const { body, tenant } = request;
      const { headers: changes, ...rest } = body;
      const { organizationId } = tenant;
      const id = readId(request.params.id, 'webhook-endpoint');
      const { webhooks } = deps.store;
      const before = await webhooks.getEndpoint(organizationId, id);
      if (!before) throw notFound('webhook-endpoint');
      const { format } = before;
      refuseFaults({ ...rest, ...(changes && { headers: withChanges(before.headers, changes) }), format });
      await refuseInnerUrl(deps, body.url);
      const agentId =
        typeof body.agent_id === 'string'
          ? await findId(deps, tenant, body.agent_id, 'agent', 'agent_id')
          : body.agent_id;
      if (agentId && !(await deps.store.agents.get(organizationId, agentId)))
        throw notFound('agent', 'agent_id');
      const now = deps.clock.now();
      if (body.active === false)
        await webhooks.disableEndpoint(organizationId, id, 'Switched off by you.', now);
      const on = { active: true, disabledReason: null, disabledAt: null, failingSince: null };
      const changed = await deps.store.transaction(async (tx) => {
        const current = await tx.webhooks.lockEndpoint(organizationId, id);
        if (!current) return null;
        const headers = changes && withChanges(current.headers, changes);
        refuseFaults({ ...(headers && { headers }), format });
        return tx.webhooks.updateEndpoint(organizationId, id, {
          ...(body.url !== undefined && { url: body.url }),
          ...(body.event_types && { eventTypes: body.event_types }),
          ...(body.description !== undefined && { description: body.description }),
          ...(headers && { headers }),
          ...(agentId !== undefined && { agentId }),
          ...(body.active === true && !current.active ? on : {}),
          updatedAt: now,
        });
      });
      if (!changed) throw notFound('webhook-endpoint');
      return endpointView(changed);
    },
  );
};

/** `***` is what answers show of a value: written back, it keeps what is stored. */
function withChanges(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged: Record<string, string | null> = { ...before };
  for (const [name, value] of Object.entries(changes))
    if (value !== '***' || !(name in before)) merged[name] = value;
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
