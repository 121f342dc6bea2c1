/** Bodies that we send of our own accord, with the ids that imported objects had at the receiver's vendor. */
import type { ApiName, Store } from '#domain';
import { parseId, type Id } from '#kernel';
import { idTexts, isAnsweredId, replaceIds } from './id-fields.ts';

/** @returns the body, written anew where an alias stands in it. @param format whose words it is in */
export type SpellIds = (format: ApiName | 'standard', organizationId: Id, body: string) => Promise<string>;

/** Whoever stored a vendor's id finds it in webhooks and in questions, too. Our own format keeps our own ids. */
export function vendorIds({ aliases }: Pick<Store, 'aliases'>): SpellIds {
  return async (format, organizationId, body) => {
    if (format === 'standard') return body;
    const told: unknown = JSON.parse(body);
    const ids = idTexts(told, isAnsweredId).map((text) => parseId(text));
    const known = [...new Set(ids.filter((id) => id !== null))];
    const names = await aliases.names(organizationId, format, known);
    if (names.size === 0) return body;
    return JSON.stringify(
      replaceIds(told, isAnsweredId, (text) => {
        const id = parseId(text);
        return (id === null ? undefined : names.get(id)) ?? text;
      }),
    );
  };
}
