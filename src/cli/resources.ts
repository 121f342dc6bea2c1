/** `parley numbers`, `parley trunks`, `parley campaigns`, `parley suppressions`. */
import { resourceCommand, type Acts } from './remote/resource.ts';

/** Bodies come from people: the server judges them, field by field. */
const acts = (api: unknown): Acts => api as Acts;

export const numbers = resourceCommand({
  name: 'numbers',
  summary: 'Caller ids and the agents that answer them.',
  columns: ['id', 'e164', 'trunk_id', 'agent_id'],
  acts: (client) => acts(client.numbers),
});

export const trunks = resourceCommand({
  name: 'trunks',
  summary: 'SIP accounts to call through.',
  columns: ['id', 'name', 'uri', 'active'],
  acts: (client) => acts(client.trunks),
});

export const suppressions = resourceCommand({
  name: 'suppressions',
  summary: 'Numbers that must not be called.',
  columns: ['e164', 'reason', 'created_at'],
  acts: (client) => acts(client.suppressions),
});

export const campaigns = resourceCommand({
  name: 'campaigns',
  summary: 'Many people, one agent, a daily window.',
  columns: ['id', 'name', 'status', 'agent_id'],
  acts: (client) => acts(client.campaigns),
});
