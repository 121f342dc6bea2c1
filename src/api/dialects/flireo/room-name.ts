/** The other names of a call: `outbound-` and the last 8 hex digits of its id, and what the vendor's samples show. */
import { notFound, parseId, type Id } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { DialectDeps } from '../../dialect.ts';
import { resolveId } from '../../ids/stored-aliases.ts';

/** How far back a call is found by its room; by its id it is found always. */
const ROOMS_REMEMBERED = 1000;
const PAGE = 200;
/** `outbound-7f3a2c91`, and `call-outbound-7f3a2c` with only its first digits. */
const ROOM = /^(?:call-)?outbound-([0-9a-f]{6,8})$/i;

export function roomName(id: Id): string {
  return `outbound-${id.slice(-8)}`;
}

/**
 * The call that a path names: its id in any spelling, `call-` before it or not, or its room.
 * @throws AppError `call-unknown` (404)
 */
export async function findCall(deps: DialectDeps, tenant: Tenant, text: string): Promise<Call> {
  const { calls } = deps;
  const id = (await resolveId(deps, tenant, 'flireo', 'call', text)) ?? parseId(text.replace(/^call-/i, ''));
  if (id !== null) return calls.get(tenant, id);
  const digits = ROOM.exec(text)?.[1]?.toLowerCase();
  const found = digits === undefined ? null : await findByRoom(calls, tenant, digits);
  if (found === null) throw notFound('call');
  return found;
}

async function findByRoom(calls: DialectDeps['calls'], tenant: Tenant, digits: string): Promise<Call | null> {
  for (let seen = 0, before: Id | undefined; seen < ROOMS_REMEMBERED; seen += PAGE) {
    const { rows } = await calls.list(tenant, {
      limit: PAGE,
      direction: 'outbound',
      ...(before === undefined ? {} : { before }),
    });
    const found = rows.find((call) => call.id.slice(-8).startsWith(digits));
    if (found) return found;
    before = rows.at(-1)?.id;
    if (rows.length < PAGE) return null;
  }
  return null;
}
