/** Ids at the border: any spelling in, ours and the aliases out. */
import { notFound, parseId, spellHex, spellNative, type Id, type IdPrefix } from '#kernel';
import type { Tenant } from '#domain';
import { Type, type Static } from 'typebox';
import { resolveId, type AliasDeps, type Noun } from '../../ids/stored-aliases.ts';

/** An id in any spelling. */
export const IdText = Type.String({ minLength: 1, maxLength: 80, description: 'An id, in any spelling.' });

/** `/…/{id}` */
export const IdParams = Type.Object({ id: IdText });

/** The same id as each dialect spells it. */
export const AliasesSchema = Type.Object(
  { meetzy: Type.String(), synthflow: Type.String(), dial: Type.String(), flireo: Type.String() },
  { additionalProperties: false, description: 'This id as each dialect spells it.' },
);

export function aliasesOf(id: Id): Static<typeof AliasesSchema> {
  return { meetzy: id, synthflow: id, dial: spellHex(id), flireo: id };
}

/** @throws AppError `<noun>-unknown` (404) for a text that is no id: nothing can have it. */
export function readId(text: string, noun: Noun, param?: string): Id {
  const id = parseId(text);
  if (id === null) throw notFound(noun, param);
  return id;
}

/** The same, for texts that may be stored aliases too. */
export async function findId(
  deps: AliasDeps,
  tenant: Tenant,
  text: string,
  noun: Noun,
  param?: string,
): Promise<Id> {
  const id = await resolveId(deps, tenant, null, noun, text);
  if (id === null) throw notFound(noun, param);
  return id;
}

/** Our spelling, or null for none. */
export function spellMaybe(prefix: IdPrefix, id: Id | null): string | null {
  return id === null ? null : spellNative(prefix, id);
}
