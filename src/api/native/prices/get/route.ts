/** `GET /v1/prices` */
import { DEFAULT_PRICES } from '#domain';
import type { Operation } from '../../native.ts';
import { PriceTableSchema, priceView } from '../price-view.ts';

export const getPrices: Operation = (app, deps) => {
  app.get(
    '/v1/prices',
    {
      schema: {
        operationId: 'getPrices',
        scope: 'billing:read',
        summary: 'Read the price table',
        description: 'What calls are priced by. The default holds list prices of the date it names.',
        tags: ['prices'],
        response: { 200: PriceTableSchema },
      },
    },
    async (request) => {
      const own = await deps.store.prices.get(request.tenant.organizationId);
      return own ? priceView(own, 'organization') : priceView(DEFAULT_PRICES, 'default');
    },
  );
};
