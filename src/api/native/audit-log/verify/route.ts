/** `GET /v1/audit-log/verify`: follows the chain from its first row to its last. */
import { endChain, followChain, UNCHECKED } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';

const ROWS_AT_ONCE = 1000;

const Answer = Type.Object(
  {
    ok: Type.Boolean(),
    rows: Type.Integer({ description: 'Rows that follow from one another, from the first on.' }),
    last_hash: Type.String(),
    broken_at: Type.Union([Type.Integer(), Type.Null()], {
      description: 'The first row that was changed or is missing.',
    }),
  },
  { additionalProperties: false },
);

export const verifyAuditLog: Operation = (app, deps) => {
  app.get(
    '/v1/audit-log/verify',
    {
      schema: {
        operationId: 'verifyAuditLog',
        scope: 'audit:read',
        summary: 'Verify the audit log',
        description:
          'Computes every hash anew. Keep `last_hash` elsewhere to prove later that nothing before it was rewritten.',
        tags: ['audit-log'],
        response: { 200: Answer },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const recorded = await deps.store.audit.head(organizationId);
      let check = UNCHECKED;
      while (check.brokenAt === null && check.head.seq < (recorded?.seq ?? 0)) {
        const left = recorded!.seq - check.head.seq;
        const rows = await deps.store.audit.read(
          organizationId,
          check.head.seq,
          Math.min(left, ROWS_AT_ONCE),
        );
        if (rows.length === 0) break;
        check = followChain(check, rows);
      }
      const { head, brokenAt } = endChain(check, recorded);
      return { ok: brokenAt === null, rows: head.seq, last_hash: head.hash, broken_at: brokenAt };
    },
  );
};
