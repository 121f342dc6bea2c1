/** `parley numbers`, `parley trunks`, `parley campaigns`, `parley suppressions`. */
import type { CreateCampaignBody, CreateNumberBody, CreateSuppressionBody, CreateTrunkBody } from '#client';
import { resourceCommand } from './remote/resource.ts';

const EVERY = ['list', 'get ID', 'create', 'update ID', 'delete ID'];

// Bodies come from people: the server judges them, field by field.
export const numbers = resourceCommand({
  name: 'numbers',
  summary: 'Caller ids and the agents that answer them.',
  columns: ['id', 'e164', 'trunk_id', 'agent_id'],
  actions: EVERY,
  example: `parley numbers create --set 'e164="+34910000001"' --set trunk_id=trunk_…`,
  acts: ({ numbers: api }) => ({
    each: (query) => api.each(query),
    create: (body) => api.create(body as CreateNumberBody),
    update: (id, body) => api.update(id, body),
    verbs: { get: (id) => api.get(id), delete: (id) => api.delete(id) },
  }),
});

export const trunks = resourceCommand({
  name: 'trunks',
  summary: 'SIP accounts to call through.',
  columns: ['id', 'name', 'uri', 'active'],
  actions: EVERY,
  example: 'parley trunks create --set name=Office --set uri=sip:sip.example.com',
  acts: ({ trunks: api }) => ({
    each: (query) => api.each(query),
    create: (body) => api.create(body as CreateTrunkBody),
    update: (id, body) => api.update(id, body),
    verbs: { get: (id) => api.get(id), delete: (id) => api.delete(id) },
  }),
});

export const suppressions = resourceCommand({
  name: 'suppressions',
  summary: 'Numbers that must not be called.',
  columns: ['e164', 'reason', 'created_at'],
  actions: ['list', 'create', 'delete ID'],
  example: `parley suppressions create --set 'e164="+34600111222"' --set reason="asked for it"`,
  acts: ({ suppressions: api }) => ({
    each: (query) => api.each(query),
    create: (body) => api.create(body as CreateSuppressionBody),
    verbs: { delete: (e164) => api.delete(e164) },
  }),
});

export const campaigns = resourceCommand({
  name: 'campaigns',
  summary: 'Many people, one agent, a daily window.',
  columns: ['id', 'name', 'status', 'agent_id'],
  actions: [...EVERY, 'start ID', 'pause ID', 'cancel ID'],
  example: 'parley campaigns create --file spring.yaml',
  acts: ({ campaigns: api }) => ({
    each: (query) => api.each(query),
    create: (body) => api.create(body as CreateCampaignBody),
    update: (id, body) => api.update(id, body),
    verbs: {
      get: (id) => api.get(id),
      delete: (id) => api.delete(id),
      start: (id) => api.start(id),
      pause: (id) => api.pause(id),
      cancel: (id) => api.cancel(id),
    },
  }),
});
