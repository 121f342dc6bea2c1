/** What was measured of a call's audio, as the API tells it. */
import { Type, type Static } from 'typebox';
import type { CallMedia } from '#domain';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const MediaSchema = Type.Object(
  {
    codec: orNull(Type.String()),
    srtp: orNull(Type.String({ description: 'The suite; null: plain RTP.' })),
    mos: orNull(
      Type.Number({
        description:
          'Mean opinion score of what we heard, 1 to 4.5: an estimate by the E-model (ITU-T G.107), not a listening test.',
      }),
    ),
    r_factor: orNull(Type.Number()),
    packets_sent: Type.Integer(),
    packets_received: Type.Integer(),
    packets_lost: Type.Integer(),
    packets_late: Type.Integer({ description: 'Came after their gap had been concealed.' }),
    concealed_ms: Type.Number(),
    jitter_ms: Type.Number({ description: 'RFC 3550, A.8.' }),
    buffer_mean_ms: Type.Number({ description: 'What packets waited in the jitter buffer.' }),
    buffer_max_ms: Type.Number(),
    round_trip_ms: orNull(Type.Number({ description: 'By the reports of the far end; null: it sent none.' })),
  },
  { additionalProperties: false, description: 'Of the audio; null before the end and without an answer.' },
);

export function mediaView(media: CallMedia): Static<typeof MediaSchema> {
  return {
    codec: media.codec,
    srtp: media.srtp,
    mos: media.mos,
    r_factor: media.rFactor,
    packets_sent: media.packetsSent,
    packets_received: media.packetsReceived,
    packets_lost: media.packetsLost,
    packets_late: media.packetsLate,
    concealed_ms: media.concealedMs,
    jitter_ms: media.jitterMs,
    buffer_mean_ms: media.bufferMeanMs,
    buffer_max_ms: media.bufferMaxMs,
    round_trip_ms: media.roundTripMs,
  };
}
