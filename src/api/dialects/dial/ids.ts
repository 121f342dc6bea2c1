/** dial's ids: 24 hex digits; read in any of our spellings, refused when they are neither. */
import { createHash } from 'node:crypto';
import { invalidRequest, parseId, type Id } from '#kernel';
import type { Tenant } from '#domain';
import { resolveId, type AliasDeps, type Noun } from '../../ids/stored-aliases.ts';
import type { Fields } from '../shared/fields.ts';

const LENGTH = 24;
export const LENGTH_RULE = `must have exactly ${LENGTH} characters`;

/** The rule for an id: 24 characters, or another spelling of one of our ids. */
export function hasIdForm(text: string): boolean {
  return text.length === LENGTH || parseId(text) !== null;
}

/** An optional id of a body: null when absent; `'unknown'` for 24 characters that can be no id of ours. */
export function optionalId(fields: Fields, name: string): Id | 'unknown' | null {
  const text = fields.text(name);
  if (text === null) return null;
  if (hasIdForm(text)) return parseId(text) ?? 'unknown';
  fields.fail(name, `${LENGTH_RULE}.`, 'length');
  return null;
}

/**
 * A stable 24-hex id for what has a name but no record of its own.
 * @param kind keeps ids of different kinds apart, e.g. `model`
 */
export function derivedId(kind: string, name: string): string {
  return createHash('sha256').update(`${kind}:${name}`).digest('hex').slice(0, LENGTH);
}

/** The `model_id` of a configured language model. */
export function modelId(model: string): string {
  return derivedId('model', model);
}

/**
 * An id of a path; null for what has the form of one and can be nothing of ours.
 * @throws AppError `invalid-request` for what has not the form
 */
export async function pathId(
  deps: AliasDeps,
  tenant: Tenant,
  noun: Noun,
  text: string,
  param = 'id',
): Promise<Id | null> {
  const id = await resolveId(deps, tenant, 'dial', noun, text);
  if (id !== null || hasIdForm(text)) return id;
  throw invalidRequest([{ param, message: `${LENGTH_RULE}.`, rule: 'length' }]);
}
