/**
 * The border of a dialect: ids that imported objects had at the vendor come in, and go out again, whatever the route.
 * Inside, everything has our own ids; no route can forget an alias.
 */
import type { ApiName, Store } from '#domain';
import { parseId, spellHex, type Id } from '#kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { idTexts, isAnsweredId, isAskedId, replaceIds, type IsId } from './id-fields.ts';

/** What can be an alias at all. */
const ALIAS = /^[\x21-\x7e]{1,200}$/;
/** The custom parameters of a Meetzy call lie beside its own fields: only these three are ids. */
const MEETZY = new Set(['playbook_id', 'assistant_id', 'version_id']);

/** Adds the border to every route below `app`. */
export function keepAliases(app: FastifyInstance, dialect: ApiName, store: Pick<Store, 'aliases'>): void {
  const isAsked: IsId =
    dialect === 'meetzy' ? (name, around) => around === '' && MEETZY.has(name) : isAskedId;
  const spell = (id: Id): string => (dialect === 'dial' ? spellHex(id) : id);

  app.addHook('preValidation', async (request) => {
    if (!request.access) return;
    const { organizationId } = request.tenant;
    const params = texts(request.params);
    const given = [...params, ...idTexts(request.query, isAsked), ...idTexts(request.body, isAsked)];
    const asked = [...new Set(given)].filter((text) => ALIAS.test(text));
    const named = await store.aliases.named(organizationId, dialect, asked);
    if (named.size === 0) return;
    const own = (text: string): string => {
      const id = named.get(text);
      return id === undefined ? text : spell(id);
    };
    request.params = replaceIds(request.params, () => true, own);
    request.query = replaceIds(request.query, isAsked, own);
    request.body = replaceIds(request.body, isAsked, own);
  });

  app.addHook('preSerialization', async (request: FastifyRequest, _reply, payload: unknown) => {
    if (!request.access) return payload;
    const ids = idTexts(payload, isAnsweredId).map((text) => parseId(text));
    const known = [...new Set(ids.filter((id) => id !== null))];
    const names = await store.aliases.names(request.tenant.organizationId, dialect, known);
    if (names.size === 0) return payload;
    return replaceIds(payload, isAnsweredId, (text) => {
      const id = parseId(text);
      return (id === null ? undefined : names.get(id)) ?? text;
    });
  });
}

function texts(params: unknown): string[] {
  return Object.values((params ?? {}) as object).filter((value) => typeof value === 'string');
}
