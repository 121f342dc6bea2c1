/** Ids that imported objects had at their vendor, read beside our own spellings. */
import type { ApiName, Repositories, Tenant } from '#domain';
import { parseId, type Id } from '#kernel';

/** The nouns that requests name by id. */
export type Noun =
  | 'agent'
  | 'agent-version'
  | 'call'
  | 'trunk'
  | 'number'
  | 'organization'
  | 'number-pool'
  | 'analysis-template'
  | 'tool'
  | 'campaign'
  | 'lead'
  | 'batch'
  | 'knowledge-base'
  | 'knowledge-source'
  | 'contact'
  | 'memory-store'
  | 'phone-book'
  | 'phone-book-entry'
  | 'mail-domain'
  | 'webhook-endpoint'
  | 'webhook-delivery'
  | 'event'
  | 'simulation'
  | 'simulation-case'
  | 'simulation-suite'
  | 'simulation-scenario'
  | 'simulation-session';

/** In whose words a text is an id; null: the native API, which reads those of every vendor. */
export type Vendor = Exclude<ApiName, 'native' | 'sip'> | null;

/** A store or a transaction of it. */
export interface AliasDeps {
  readonly store: Pick<Repositories, 'aliases'>;
}

/** Vendors too have ids of 24 hex digits and of `<ms>x<digits>`; our other spellings can be nobody else's. */
const ANYBODYS = /^(?:[0-9a-f]{24}|\d+x\d+)$/i;
/** What can be an alias at all; saves the database questions about other texts. */
const ALIAS = /^[\x21-\x7e]{1,200}$/;

/** The id that a text names: a stored alias, else one of our spellings; null for neither. */
export async function resolveId(
  { store }: AliasDeps,
  { organizationId }: Tenant,
  vendor: Vendor,
  noun: Noun,
  text: string,
): Promise<Id | null> {
  const own = parseId(text);
  if (!ALIAS.test(text) || (own !== null && !ANYBODYS.test(text))) return own;
  return (await store.aliases.resolve(organizationId, vendor, noun, text)) ?? own;
}

/** The body with every id of `fields` that can be read in our inner spelling; what is none stays, to be refused by name. */
export async function withOwnIds(
  deps: AliasDeps,
  tenant: Tenant,
  vendor: Vendor,
  body: unknown,
  fields: Readonly<Record<string, Noun>>,
): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const given = body as Readonly<Record<string, unknown>>;
  const read = await Promise.all(
    Object.entries(fields).map(async ([field, noun]) => {
      const text = given[field];
      const id = typeof text === 'string' ? await resolveId(deps, tenant, vendor, noun, text) : null;
      return id === null ? [] : [[field, id] as const];
    }),
  );
  return { ...given, ...Object.fromEntries(read.flat()) };
}
