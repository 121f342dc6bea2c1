/** `PATCH /v1/organization/retention`: a nightly job keeps it. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { RetentionSchema, retentionView } from '../retention-view.ts';

const Body = Type.Partial(RetentionSchema, { additionalProperties: false });

const pick = (given: number | null | undefined, kept: number | null) => (given === undefined ? kept : given);

export const updateRetention: Operation = (app, deps) => {
  app.patch(
    '/v1/organization/retention',
    {
      schema: {
        operationId: 'updateRetention',
        summary: 'Change how long things are kept',
        description: 'What is older goes the next night (03:00 UTC), for good.',
        tags: ['privacy'],
        scope: 'organization:write',
        body: Body,
        response: { 200: RetentionSchema },
      },
    },
    async (request) => {
      const { forgetting } = deps.store;
      const { organizationId } = request.tenant;
      const { body } = request;
      const old = await forgetting.retention(organizationId);
      const retention = {
        recordingsDays: pick(body.recordings_days, old.recordingsDays),
        transcriptsDays: pick(body.transcripts_days, old.transcriptsDays),
        eventsDays: pick(body.events_days, old.eventsDays),
      };
      await forgetting.setRetention(organizationId, retention, deps.clock.now());
      return retentionView(retention);
    },
  );
};
