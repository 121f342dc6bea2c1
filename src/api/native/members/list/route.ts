/** `GET /v1/members`: newest first, or by e-mail address. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { RoleSchema } from '../../keys/key-view.ts';
import { pageOf, pageQuery, readOffset, readPage, toPage } from '../../shapes/page.ts';
import { MemberSchema, memberView } from '../member-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    role: Type.Optional(RoleSchema),
    state: Type.Optional(MemberSchema.properties.state),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Part of the name or of the e-mail address, in any case.',
      }),
    ),
    sort: Type.Enum(['-created_at', 'email'], { default: '-created_at' }),
  },
  { additionalProperties: false },
);

export const listMembers: Operation = (app, deps) => {
  app.get(
    '/v1/members',
    {
      schema: {
        operationId: 'listMembers',
        scope: 'members:read',
        summary: 'List members',
        tags: ['members'],
        querystring: Query,
        response: { 200: pageOf(MemberSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { sort, limit, cursor: _, ...wanted } = request.query;
      if (sort !== 'email') {
        const page = { ...readPage(request.query), ...wanted };
        const rows = await deps.store.members.list(organizationId, page);
        return toPage(rows, limit, memberView, (row) => row.id);
      }
      const offset = readOffset(request.query);
      const page = { ...wanted, limit: limit + 1, offset, byEmail: true };
      const rows = await deps.store.members.list(organizationId, page);
      return toPage(rows, limit, memberView, () => `@${offset + limit}`);
    },
  );
};
