/** `GET /v1/keys`: newest first, revoked ones too; or by name. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf, pageQuery, readOffset, readPage, toPage } from '../../shapes/page.ts';
import { KeySchema, keyView } from '../key-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    mode: Type.Optional(KeySchema.properties.mode),
    works: Type.Optional(
      Type.Boolean({ description: '`true`: neither revoked nor expired. `false`: one of them.' }),
    ),
    search: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Part of the name, in any case.' }),
    ),
    sort: Type.Enum(['-created_at', 'name'], { default: '-created_at' }),
  },
  { additionalProperties: false },
);

export const listApiKeys: Operation = (app, deps) => {
  app.get(
    '/v1/keys',
    {
      schema: {
        operationId: 'listKeys',
        scope: 'keys:read',
        summary: 'List API keys',
        tags: ['keys'],
        querystring: Query,
        response: { 200: pageOf(KeySchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { sort, limit, cursor: _, works, ...rest } = request.query;
      const wanted = {
        ...rest,
        ...(works === undefined ? {} : { works: { is: works, at: deps.clock.now() } }),
      };
      if (sort !== 'name') {
        const page = { ...readPage(request.query), ...wanted };
        const rows = await deps.store.keys.list(organizationId, page);
        return toPage(rows, limit, keyView, (row) => row.id);
      }
      const offset = readOffset(request.query);
      const page = { ...wanted, limit: limit + 1, offset, byName: true };
      const rows = await deps.store.keys.list(organizationId, page);
      return toPage(rows, limit, keyView, () => `@${offset + limit}`);
    },
  );
};
