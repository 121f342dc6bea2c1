/** `GET /v1/minutes/ledger`: what went in and out, newest first. */
import type { Operation } from '../../native.ts';
import { readSequence } from '../../audit-log/list/route.ts';
import { PageQuery, pageOf, toPage } from '../../shapes/page.ts';
import { LedgerEntrySchema, ledgerView } from '../minutes-view.ts';

export const listMinuteLedger: Operation = (app, deps) => {
  app.get(
    '/v1/minutes/ledger',
    {
      schema: {
        operationId: 'listMinuteLedger',
        scope: 'billing:read',
        summary: 'List what went in and out of the balance',
        tags: ['minutes'],
        querystring: PageQuery,
        response: { 200: pageOf(LedgerEntrySchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await deps.store.minutes.ledger(request.tenant.organizationId, {
        limit: limit + 1,
        ...(cursor === undefined ? {} : { before: readSequence(cursor) }),
      });
      return toPage(rows, limit, ledgerView, (row) => String(row.seq));
    },
  );
};
