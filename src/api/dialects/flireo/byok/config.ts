/** `/byok/config`: what each provider can do, and what is set of the own ones. */
import { isOpen, type EngineCapabilities, type ProviderKey, type ProviderStage } from '#domain';
import type { Fields } from '../../shared/fields.ts';
import { nameOf } from './names.ts';

const CATEGORIES = ['stt', 'llm', 'tts'] as const satisfies readonly ProviderStage[];
const LONGEST_KEY = 2000;
const KEY = /^[\x21-\x7e]*$/;

/** A row for each thing that a provider does. */
export function showProviders({ providers }: EngineCapabilities) {
  return providers.flatMap((ability) =>
    CATEGORIES.filter((category) => ability.stages[category] !== undefined).map((category) => {
      const model = ability.stages[category]?.model ?? null;
      return {
        id: nameOf(ability.provider),
        name: ability.title,
        category,
        docsUrl: ability.docs,
        available: isOpen(ability),
        models: model === null ? [] : [{ id: model, name: model, default: true }],
      };
    }),
  );
}

/** By provider, of those with a key of the organization. */
export function showConfig(keys: readonly ProviderKey[]) {
  return Object.fromEntries(
    keys.map(({ provider, name, url, state }) => [nameOf(provider), { name, base_url: url, state }]),
  );
}

/** Settings that are changed; undefined: left as they are. */
export interface ConfigPatch {
  readonly name: string | undefined;
  readonly baseUrl: string | null | undefined;
  readonly apiKey: string | undefined;
}

/** Faults are kept in `fields`. */
export function readConfig(fields: Fields): ConfigPatch {
  const known = ['name', 'base_url', 'api_key'];
  for (const name of Object.keys(fields.raw))
    if (!known.includes(name))
      fields.fail(name, `Is no setting of a provider here; those are: ${known.join(', ')}.`, 'unknown-field');
  const name = fields.text('name') ?? undefined;
  if (name === '' || (name !== undefined && name.length > 200))
    fields.fail('name', 'Must have 1 to 200 characters.', 'length');
  const apiKey = fields.text('api_key') ?? undefined;
  if (apiKey !== undefined) checkKey(fields, apiKey);
  const given = fields.raw['base_url'];
  const baseUrl = given === null || given === '' ? null : (fields.webAddress('base_url') ?? undefined);
  return { name, apiKey, baseUrl };
}

export function checkKey(fields: Fields, key: string): void {
  if (key.length > LONGEST_KEY || !KEY.test(key))
    fields.fail('api_key', `Must have at most ${LONGEST_KEY} characters, without blanks.`, 'pattern');
}
