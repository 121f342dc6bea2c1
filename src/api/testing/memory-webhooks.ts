/** Webhooks in memory: what the API asks of them; nothing is sent. */
import {
  passes,
  type Repositories,
  type WebhookDelivery,
  type WebhookEndpoint,
  type WebhookEvent,
} from '#domain';
import { createIdSource, realClock, realRandom, type Id } from '#kernel';

type Served = Pick<
  Repositories['webhooks'],
  | 'emit'
  | 'emitTo'
  | 'insertEndpoint'
  | 'getEndpoint'
  | 'lockEndpoint'
  | 'listEndpoints'
  | 'updateEndpoint'
  | 'removeEndpoint'
  | 'disableEndpoint'
  | 'getDelivery'
  | 'listDeliveries'
  | 'tries'
  | 'replay'
  | 'listEvents'
  | 'getEvent'
>;

type Owned = { readonly id: Id; readonly organizationId: Id };

const of = <Row extends Owned>(rows: Map<Id, Row>, organizationId: Id, id: Id): Row | null => {
  const row = rows.get(id);
  return row?.organizationId === organizationId ? row : null;
};

const page = <Row extends Owned>(
  rows: Map<Id, Row>,
  organizationId: Id,
  { limit, before }: { limit: number; before?: Id },
  wanted: (row: Row) => boolean,
): Row[] =>
  [...rows.values()]
    .filter((row) => row.organizationId === organizationId && (!before || row.id < before) && wanted(row))
    .sort((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, limit);

export function memoryWebhooks(): Repositories['webhooks'] {
  const ids = createIdSource(realClock, realRandom);
  const endpoints = new Map<Id, WebhookEndpoint>();
  const events = new Map<Id, WebhookEvent>();
  const deliveries = new Map<Id, WebhookDelivery>();
  const deliver = (
    endpointId: Id,
    { id: eventId, organizationId, type, callId, sequence, at }: WebhookEvent,
  ): Id => {
    const id = ids.next();
    const state = { state: 'due', tries: 0, dueAt: at, createdAt: at, finishedAt: null } as const;
    deliveries.set(id, { id, organizationId, endpointId, eventId, type, callId, sequence, ...state });
    return id;
  };
  const served: Served = {
    async emit(...emissions) {
      for (const emission of emissions) {
        const event = { ...emission, id: ids.next(), sequence: null };
        events.set(event.id, event);
        for (const { id, organizationId, active, eventTypes } of endpoints.values())
          if (organizationId === event.organizationId && active && passes(event.type, eventTypes))
            deliver(id, event);
      }
    },
    async emitTo(endpointId, emission) {
      const event = { ...emission, id: ids.next(), sequence: null };
      events.set(event.id, event);
      return deliver(endpointId, event);
    },
    insertEndpoint: async (endpoint) => void endpoints.set(endpoint.id, endpoint),
    getEndpoint: async (organizationId, id) => of(endpoints, organizationId, id),
    lockEndpoint: async (organizationId, id) => of(endpoints, organizationId, id),
    listEndpoints: async (organizationId, query) =>
      page(
        endpoints,
        organizationId,
        query,
        ({ callId, agentId }) => callId === null && (!query.agentId || query.agentId === agentId),
      ),
    async updateEndpoint(organizationId, id, patch) {
      const before = of(endpoints, organizationId, id);
      if (!before) return null;
      const after = { ...before, ...patch };
      endpoints.set(id, after);
      return after;
    },
    removeEndpoint: async (organizationId, id) =>
      of(endpoints, organizationId, id) !== null && endpoints.delete(id),
    async disableEndpoint(organizationId, id, disabledReason, disabledAt) {
      const before = of(endpoints, organizationId, id);
      if (!before?.active) return false;
      endpoints.set(id, { ...before, active: false, disabledReason, disabledAt });
      for (const [key, row] of deliveries)
        if (row.endpointId === id && row.state === 'due')
          deliveries.set(key, { ...row, state: 'dead', finishedAt: disabledAt });
      return true;
    },
    async getDelivery(organizationId, id) {
      const delivery = of(deliveries, organizationId, id);
      return delivery && { delivery, body: null };
    },
    listDeliveries: async (organizationId, query) =>
      page(
        deliveries,
        organizationId,
        query,
        (row) =>
          (!query.endpointId || row.endpointId === query.endpointId) &&
          (!query.callId || row.callId === query.callId) &&
          (!query.state || row.state === query.state) &&
          (!query.type || row.type === query.type),
      ),
    tries: async () => [],
    async replay(organizationId, id, now) {
      const before = of(deliveries, organizationId, id);
      if (!before || before.state === 'due') return before;
      const after = { ...before, state: 'due', tries: 0, dueAt: now, finishedAt: null } as const;
      deliveries.set(id, after);
      return after;
    },
    listEvents: async (organizationId, query) =>
      page(
        events,
        organizationId,
        query,
        (row) =>
          (!query.callId || row.callId === query.callId) && (!query.types || passes(row.type, query.types)),
      ),
    getEvent: async (organizationId, id) => of(events, organizationId, id),
  };
  return served as Repositories['webhooks'];
}
