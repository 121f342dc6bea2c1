/** `POST /v1/minutes/top-ups` */
import { Type } from 'typebox';
import { accessOf, requireLive, requireParent } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { LedgerEntrySchema, ledgerView } from '../minutes-view.ts';

/** A hundred thousand hours. */
const MOST_MINUTES = 6_000_000;

const Body = Type.Object(
  {
    minutes: Type.Number({
      minimum: -MOST_MINUTES,
      maximum: MOST_MINUTES,
      description: 'Below 0: a correction. Kept in whole seconds.',
    }),
    note: Type.String({ maxLength: 500, default: '' }),
  },
  { additionalProperties: false },
);

export const topUpMinutes: Operation = (app, deps) => {
  app.post(
    '/v1/minutes/top-ups',
    {
      schema: {
        operationId: 'topUpMinutes',
        scope: 'billing:write',
        summary: 'Top up minutes',
        description:
          'Send an `Idempotency-Key`, so that a repeat books once. For a child organization: your key and `Parley-Organization`.',
        tags: ['minutes'],
        body: Body,
        response: { 201: LedgerEntrySchema },
        errors: ['parent-only', 'live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      requireLive(access);
      requireParent(access, 'its prepaid minutes');
      const { minutes, note } = request.body;
      const entry = await deps.store.minutes.topUp(access.tenant.organizationId, {
        ...{ note, actor: access.actor, at: deps.clock.now() },
        seconds: Math.round(minutes * 60),
      });
      return reply.code(201).send(ledgerView(entry));
    },
  );
};
