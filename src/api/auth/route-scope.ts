/** Which scope a route needs: what it declares; a dialect's route that declares none, by its path and method. */
import { isScope, type Scope } from '#domain';
import type { FastifySchema } from 'fastify';

interface Route {
  readonly url: string;
  readonly method: string;
  readonly schema?: FastifySchema | undefined;
  readonly config: { readonly scope?: Scope };
}

const SAFE_METHODS = new Set(['GET', 'HEAD']);
/** Vendors' words for our nouns, by the first part of the path that is one of them. */
const NOUNS: Readonly<Record<string, string>> = {
  call: 'calls',
  calls: 'calls',
  chats: 'calls',
  outbound: 'calls',
  campaign: 'campaigns',
  campaigns: 'campaigns',
  agents: 'agents',
  assistants: 'agents',
  playbooks: 'agents',
  'use-cases': 'agents',
  prompts: 'agents',
  models: 'agents',
  numbers: 'numbers',
  'number-pools': 'numbers',
  trunks: 'trunks',
  'sip-trunks': 'trunks',
  tools: 'tools',
  actions: 'tools',
  templates: 'tools',
  voices: 'voices',
  byok: 'providers',
  domains: 'domains',
  usage: 'analytics',
  analytics: 'analytics',
  account: 'organization',
  organizations: 'organizations',
  webhooks: 'webhooks',
  contacts: 'contacts',
  knowledge_base: 'knowledge',
};

/** Null: of a route whose scope nobody named; only unrestricted keys may use it. */
export function scopeOfRoute({ url, method, schema, config }: Route): Scope | null {
  const declared = schema?.scope ?? config.scope;
  if (declared !== undefined) return declared;
  return url.startsWith('/v1/') ? null : byPath(url, method);
}

function byPath(url: string, method: string): Scope | null {
  const parts = url.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  const noun = parts.map((part) => NOUNS[part]).find((one) => one !== undefined);
  if (noun === undefined) return null;
  const scope = `${noun}:${SAFE_METHODS.has(method) ? 'read' : isCreation(noun, url, method) ? 'create' : 'write'}`;
  return isScope(scope) ? scope : null;
}

/** A call is made by a POST to the collection; everything else changes one. */
function isCreation(noun: string, url: string, method: string): boolean {
  return noun === 'calls' && method === 'POST' && !url.includes(':');
}
