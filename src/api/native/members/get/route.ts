/** `GET /v1/members/{id}` */
import { accessOf } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownMember, MemberSchema, memberView } from '../member-view.ts';

export const getMember: Operation = (app, deps) => {
  app.get(
    '/v1/members/:id',
    {
      schema: {
        operationId: 'getMember',
        scope: 'members:read',
        summary: 'Read a member',
        tags: ['members'],
        params: IdParams,
        response: { 200: MemberSchema },
        errors: ['member-unknown'],
      },
    },
    async (request) => memberView(await knownMember(deps, accessOf(request), request.params.id)),
  );
};
