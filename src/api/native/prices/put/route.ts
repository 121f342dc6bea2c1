/** `PUT /v1/prices` */
import { DEFAULT_PRICES } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { priceFields, PriceTableSchema, priceView } from '../price-view.ts';

const Body = Type.Object(
  {
    ...priceFields,
    entries: Type.Union([priceFields.entries, Type.Null()], {
      description: 'Null: the default table holds again.',
    }),
    currency: Type.String({ ...priceFields.currency, default: DEFAULT_PRICES.currency }),
  },
  { additionalProperties: false },
);

export const putPrices: Operation = (app, deps) => {
  app.put(
    '/v1/prices',
    {
      schema: {
        operationId: 'putPrices',
        scope: 'billing:write',
        summary: 'Replace the price table',
        description: 'Your organization’s own table, as a whole. Costs that were reckoned before stay.',
        tags: ['prices'],
        body: Body,
        response: { 200: PriceTableSchema },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { currency, date, entries } = request.body;
      const table = entries && { currency, date, entries };
      await deps.store.prices.put(organizationId, table, deps.clock.now());
      return table ? priceView(table, 'organization') : priceView(DEFAULT_PRICES, 'default');
    },
  );
};
