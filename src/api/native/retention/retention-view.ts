/** How long an organization keeps what, as the native API shows it. */
import type { Retention } from '#domain';
import { Type, type Static } from 'typebox';

const Days = Type.Union([Type.Integer({ minimum: 1, maximum: 36_500 }), Type.Null()], {
  description: 'After the call was created; null: for ever.',
});

export const RetentionSchema = Type.Object(
  { recordings_days: Days, transcripts_days: Days, events_days: Days },
  { additionalProperties: false },
);

export function retentionView(retention: Retention): Static<typeof RetentionSchema> {
  return {
    recordings_days: retention.recordingsDays,
    transcripts_days: retention.transcriptsDays,
    events_days: retention.eventsDays,
  };
}
