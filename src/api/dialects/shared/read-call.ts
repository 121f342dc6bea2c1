/** Finds the call that a path names, in any spelling of its id. */
import { notFound } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { Dialect, DialectDeps } from '../../dialect.ts';
import { resolveId } from '../../ids/stored-aliases.ts';

/** @throws AppError `call-unknown` (404) for what is no id, or not this organization's. */
export async function readCall(
  deps: DialectDeps,
  tenant: Tenant,
  dialect: Dialect['name'],
  text: string,
): Promise<Call> {
  const id = await resolveId(deps, tenant, dialect, 'call', text);
  if (id === null) throw notFound('call');
  return deps.calls.get(tenant, id);
}

/** A link to the recording that needs no key and expires; null when there is none (yet). */
export function recordingUrl(deps: DialectDeps, call: Call): string | null {
  return call.recording === null ? null : deps.links.url(call.organizationId, call.id);
}
