/** `PATCH /v1/minutes`: turns prepaid minutes on or off, and how calls are charged. */
import { Type } from 'typebox';
import { accessOf, requireLive, requireParent } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { accountFields, minutesOf, MinutesSchema } from '../minutes-view.ts';

const Body = Type.Partial(Type.Object(accountFields), { additionalProperties: false });

export const updateMinutes: Operation = (app, deps) => {
  app.patch(
    '/v1/minutes',
    {
      schema: {
        operationId: 'updateMinutes',
        scope: 'billing:write',
        summary: 'Set up prepaid minutes',
        description:
          'Off by default. At zero, outbound calls are refused with 402 and waiting ones denied; inbound callers hear a sentence. Of an organization that has a parent, the parent alone sets it.',
        tags: ['minutes'],
        body: Body,
        response: { 200: MinutesSchema },
        errors: ['parent-only', 'live-key-needed'],
      },
    },
    async (request) => {
      const access = accessOf(request);
      requireLive(access);
      requireParent(access, 'its prepaid minutes');
      const { enabled, rounding_s, exhausted_message } = request.body;
      const { organizationId } = access.tenant;
      const now = deps.clock.now();
      await deps.store.minutes.configure(
        organizationId,
        {
          ...(enabled === undefined ? {} : { enabled }),
          ...(rounding_s === undefined ? {} : { roundingS: rounding_s }),
          ...(exhausted_message === undefined ? {} : { exhaustedMessage: exhausted_message }),
        },
        now,
      );
      return minutesOf(deps, organizationId, now);
    },
  );
};
