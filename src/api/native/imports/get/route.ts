/** `GET /v1/imports/{id}` */
import { notFound, parseId } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { ImportSchema, importView } from '../import-view.ts';

export const getImport: Operation = (app, deps) => {
  app.get(
    '/v1/imports/:id',
    {
      schema: {
        operationId: 'getImport',
        summary: 'Read an import',
        tags: ['imports'],
        scope: 'organization:read',
        params: IdParams,
        response: { 200: ImportSchema },
        errors: ['import-unknown'],
      },
    },
    async ({ tenant, params }) => {
      const id = parseId(params.id);
      if (id === null) throw notFound('import');
      return importView(await deps.imports.get(tenant, id));
    },
  );
};
