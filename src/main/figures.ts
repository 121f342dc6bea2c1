/** The engine's and the store's figures as `/metrics` tells them. */
import type { MetricFamily } from '#api';
import type { EngineFigures } from '#calling';
import type { OpenCounts } from '#domain';

/** Everything that one reading gathers. */
export interface Reading {
  readonly liveCalls: number;
  readonly figures: EngineFigures;
  /** Null when the database is out of reach: what it knows is then left out. */
  readonly database: { readonly open: OpenCounts; readonly roundTripMs: number } | null;
}

/** As families, base units in names (seconds). */
export function figureFamilies({ liveCalls, figures, database }: Reading): MetricFamily[] {
  const { attempts, endings, media } = figures;
  return [
    gauge('parley_live_calls', 'Calls that this process holds.', liveCalls),
    gauge('parley_database_up', 'Does the database answer?', database ? 1 : 0),
    ...(database ? databaseFamilies(database) : []),
    {
      name: 'parley_attempts_started_total',
      help: 'Attempts to ring that were started here, and incoming calls that were taken.',
      type: 'counter',
      samples: Object.entries(attempts).map(([direction, value]) => ({ labels: { direction }, value })),
    },
    {
      name: 'parley_calls_ended_total',
      help: 'Calls that ended here, by outcome and end reason.',
      type: 'counter',
      samples: endings.map(({ outcome, reason, count }) => ({ labels: { outcome, reason }, value: count })),
    },
    counter('parley_media_calls_total', 'Answered calls whose media were measured.', media.calls),
    counter('parley_rtp_packets_sent_total', 'RTP packets sent, over ended calls.', media.packetsSent),
    counter('parley_rtp_packets_received_total', 'RTP packets received.', media.packetsReceived),
    counter('parley_rtp_packets_lost_total', 'RTP packets lost on the way to us.', media.packetsLost),
    counter('parley_rtp_packets_late_total', 'RTP packets that came too late to play.', media.packetsLate),
    counter(
      'parley_rtp_packets_refused_total',
      'RTP and RTCP packets of third parties, forged or replayed.',
      media.packetsRefused,
    ),
    counter(
      'parley_rtp_concealed_seconds_total',
      'Audio made up where packets were missing.',
      media.concealedMs / 1000,
    ),
    counter(
      'parley_media_mos_total',
      "Sum of each call's mean opinion score (E-model); divide by parley_media_mos_calls_total.",
      media.mos,
    ),
    counter('parley_media_mos_calls_total', 'Ended calls that have one.', media.mosCalls),
    counter(
      'parley_media_tick_lateness_p99_seconds_total',
      "Sum of each call's 99th percentile of tick lateness; divide by parley_media_calls_total.",
      media.tickLatenessP99Ms / 1000,
    ),
  ];
}

function databaseFamilies({ open, roundTripMs }: NonNullable<Reading['database']>): MetricFamily[] {
  return [
    {
      name: 'parley_calls',
      help: 'Calls that have not ended, by status, of all nodes.',
      type: 'gauge',
      samples: Object.entries(open.byStatus).map(([status, value]) => ({ labels: { status }, value })),
    },
    gauge('parley_queue_depth', 'Calls that are due and that no node has taken yet.', open.due),
    gauge('parley_database_round_trip_seconds', 'Time of one trivial statement.', roundTripMs / 1000),
  ];
}

function gauge(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

function counter(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'counter', samples: [{ value }] };
}
