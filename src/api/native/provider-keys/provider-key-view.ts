/** A provider's key as the native API shows it; the key itself stays inside. */
import { keyHint, type ProviderKey } from '#domain';
import { invalidRequest, notFound, parseId, spellNative, type Id } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { isWebUrl } from '../shapes/texts.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

export const ProviderKeySchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('provider_key'),
    provider: Type.String(),
    name: Type.String(),
    key_hint: Type.String({ description: 'Its last 4 characters; the key itself is never shown.' }),
    url: Type.Union([Type.String(), Type.Null()]),
    state: Type.Union(
      [Type.Literal('untested'), Type.Literal('works'), Type.Literal('refused'), Type.Literal('unreachable')],
      { description: 'What the provider said when it was last asked.' },
    ),
    tested_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const keyFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  key: Type.String({
    maxLength: 2000,
    pattern: '^[\\x21-\\x7e]*$',
    description: 'Kept encrypted and never shown. Empty for servers that ask for none.',
  }),
  url: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()], {
    description: 'Another address than the provider’s own: a region, a proxy, your own server.',
  }),
};

export const TestQuery = Type.Object(
  {
    test: Type.Boolean({
      default: true,
      description: 'Ask the provider, by its cheapest request, whether it takes the key.',
    }),
  },
  { additionalProperties: false },
);

export function providerKeyView(key: ProviderKey): Static<typeof ProviderKeySchema> {
  return {
    id: spellNative('pkey', key.id),
    object: 'provider_key',
    provider: key.provider,
    name: key.name,
    key_hint: keyHint(key.key),
    url: key.url,
    state: key.state,
    tested_at: isoMaybe(key.testedAt),
    created_at: iso(key.createdAt),
    updated_at: iso(key.updatedAt),
  };
}

/** @throws AppError `provider-key-unknown` (404) */
export function readKeyId(text: string): Id {
  const id = parseId(text);
  if (id === null) throw notFound('provider-key');
  return id;
}

/**
 * Judges a key before it is kept, and asks the provider if wanted.
 * @throws AppError `invalid-request`, `provider-unknown`, `url-refused` (400), naming the field
 */
export async function judgeKey(
  { models, clock }: Pick<NativeDeps, 'models' | 'clock'>,
  key: Pick<ProviderKey, 'provider' | 'key' | 'url'>,
  test: boolean,
): Promise<Pick<ProviderKey, 'state' | 'testedAt'>> {
  if (key.url !== null && !isWebUrl(key.url))
    throw invalidRequest([
      {
        param: 'url',
        rule: 'url',
        message: 'must be an absolute http or https URL, like https://eu.example.com.',
      },
    ]);
  await models.checkKey(key);
  if (!test) return { state: 'untested', testedAt: null };
  const { state, detail } = await models.testKey(key);
  if (state === 'refused')
    throw invalidRequest([
      {
        param: 'key',
        rule: 'key-refused',
        message: `${detail} Copy it anew from the provider, or send ?test=false to keep it untested.`,
      },
    ]);
  return { state, testedAt: clock.now() };
}
