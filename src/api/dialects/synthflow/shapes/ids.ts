/** Ids in paths and bodies. */
import type { Tenant } from '#domain';
import { invalidRequest, notFound, type Id } from '#kernel';
import { resolveId, type AliasDeps, type Noun } from '../../../ids/stored-aliases.ts';

/** @throws AppError `<noun>-unknown` (404) for what is no id */
export async function idOf(deps: AliasDeps, tenant: Tenant, noun: Noun, text: string): Promise<Id> {
  const id = await resolveId(deps, tenant, 'synthflow', noun, text);
  if (id === null) throw notFound(noun);
  return id;
}

/** @throws AppError `invalid-request` (400) naming the field */
export async function idIn(
  deps: AliasDeps,
  tenant: Tenant,
  noun: Noun,
  text: string,
  param: string,
): Promise<Id> {
  const id = await resolveId(deps, tenant, 'synthflow', noun, text);
  if (id === null)
    throw invalidRequest([
      { param, message: `No ${noun.replaceAll('-', ' ')} has this id.`, rule: 'unknown' },
    ]);
  return id;
}

/** Of a route. */
export type Params<Name extends string> = { readonly Params: { readonly [N in Name]: string } };
