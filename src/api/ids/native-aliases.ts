/** `aliases` of native answers: what an imported object is called at its vendor, where it has a name there. */
import type { Store } from '#domain';
import { parseId, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';

interface Aliased {
  readonly id: string;
  readonly object: string;
  readonly aliases: Readonly<Record<string, string>>;
}

/** Objects that nothing imports: asking for their aliases would cost every read of a call a question for nothing. */
const NEVER_IMPORTED = new Set(['call']);

/** Adds it to every route below `app`: of the object that is answered, or of each of a list. */
export function tellAliases(app: FastifyInstance, { aliases }: Pick<Store, 'aliases'>): void {
  app.addHook('preSerialization', async (request, _reply, payload: unknown) => {
    const rows = rowsOf(payload).filter(isAliased);
    if (!request.access || rows.length === 0) return payload;
    const ids = rows.map(({ id }) => parseId(id)).filter((id) => id !== null);
    const names = await aliases.namesEverywhere(request.tenant.organizationId, ids);
    if (names.size === 0) return payload;
    const named = (row: unknown): unknown => (isAliased(row) ? withNames(row, names) : row);
    return isList(payload) ? { ...payload, data: payload.data.map(named) } : named(payload);
  });
}

function withNames(row: Aliased, names: ReadonlyMap<Id, Readonly<Record<string, string>>>): Aliased {
  const id = parseId(row.id);
  const own = id === null ? undefined : names.get(id);
  return own ? { ...row, aliases: { ...row.aliases, ...own } } : row;
}

function rowsOf(payload: unknown): readonly unknown[] {
  return isList(payload) ? payload.data : [payload];
}

function isList(payload: unknown): payload is { readonly data: readonly unknown[] } {
  return typeof payload === 'object' && payload !== null && 'data' in payload && Array.isArray(payload.data);
}

function isAliased(row: unknown): row is Aliased {
  if (typeof row !== 'object' || row === null || !('aliases' in row) || !('id' in row)) return false;
  return 'object' in row && typeof row.object === 'string' && !NEVER_IMPORTED.has(row.object);
}
