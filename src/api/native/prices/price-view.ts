/** Price tables as the native API shows them. */
import type { PriceTable } from '#domain';
import { Type, type Static } from 'typebox';

const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  description: '`*` is any; `nova-3*` any that begins so. The most exact entry counts.',
});

const PriceSchema = Type.Object(
  {
    stage: Type.Enum(['stt', 'llm', 'tts', 'realtime', 'turn', 'embedding', 'telephony']),
    provider: Name,
    model: Name,
    unit: Type.Enum(
      ['seconds', 'characters', 'input-tokens', 'cached-input-tokens', 'output-tokens', 'requests'],
      { description: 'What models count.' },
    ),
    amount: Type.Number({ minimum: 0, maximum: 1_000_000, description: 'In the table’s currency.' }),
    per: Type.Number({ exclusiveMinimum: 0, maximum: 1e9, description: 'So many units.' }),
  },
  { additionalProperties: false },
);

export const priceFields = {
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
  date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'When the prices were looked up.' }),
  entries: Type.Array(PriceSchema, { maxItems: 2000 }),
};

export const PriceTableSchema = Type.Object(
  {
    object: Type.Literal('prices'),
    origin: Type.Union([Type.Literal('organization'), Type.Literal('default')], {
      description: 'Your own table, or the one that comes with this release.',
    }),
    ...priceFields,
  },
  { additionalProperties: false },
);

export function priceView(
  { currency, date, entries }: PriceTable,
  origin: 'organization' | 'default',
): Static<typeof PriceTableSchema> {
  type Entries = Static<typeof PriceTableSchema>['entries'];
  return {
    object: 'prices',
    origin,
    currency,
    date,
    entries: entries.map((entry) => ({ ...entry })) as Entries,
  };
}
