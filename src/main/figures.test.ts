import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureFamilies, type Reading } from './figures.ts';

const reading: Reading = {
  liveCalls: 2,
  figures: {
    attempts: { outbound: 3, inbound: 1 },
    endings: [{ outcome: 'busy', reason: 'busy', count: 2 }],
    media: {
      calls: 2,
      packetsSent: 100,
      packetsReceived: 90,
      packetsLost: 10,
      packetsLate: 1,
      packetsRefused: 7,
      concealedMs: 240,
      mos: 8.4,
      mosCalls: 2,
      tickLatenessP99Ms: 3,
    },
  },
  database: {
    open: { byStatus: { queued: 4, scheduled: 1, dialing: 0, ringing: 0, in_progress: 2 }, due: 3 },
    roundTripMs: 0.5,
  },
};
const valuesOf = (given: Reading): Record<string, number> =>
  Object.fromEntries(
    figureFamilies(given).flatMap(({ name, samples }) =>
      samples.map(({ labels = {}, value }) => [[name, ...Object.values(labels)].join(' '), value]),
    ),
  );

test('each figure has one name, in seconds, with its labels', () => {
  const values = valuesOf(reading);
  assert.deepEqual(
    [
      'parley_live_calls',
      'parley_calls queued',
      'parley_queue_depth',
      'parley_attempts_started_total outbound',
      'parley_calls_ended_total busy busy',
      'parley_rtp_packets_lost_total',
      'parley_rtp_packets_refused_total',
      'parley_media_mos_total',
      'parley_media_mos_calls_total',
      'parley_rtp_concealed_seconds_total',
      'parley_media_tick_lateness_p99_seconds_total',
      'parley_database_round_trip_seconds',
      'parley_database_up',
    ].map((name) => values[name]),
    [2, 4, 3, 3, 2, 10, 7, 8.4, 2, 0.24, 0.003, 0.0005, 1],
  );
});

test('without the database what it knows is left out, never told as 0', () => {
  const values = valuesOf({ ...reading, database: null });
  assert.equal(values['parley_database_up'], 0);
  assert.ok(!('parley_queue_depth' in values) && !('parley_calls queued' in values));
  assert.equal(values['parley_live_calls'], 2);
});
