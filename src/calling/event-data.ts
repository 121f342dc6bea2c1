/** Records as the event log tells them: snake_case, like everything that leaves by an API. */
import type { CallPlan, RecordingRef } from '#domain';
import { spellNative } from '#kernel';
import type { MediaStats } from '#telephony';

/** The frozen plan; without secrets, since a plan has none. */
export function planFacts(plan: CallPlan): Readonly<Record<string, unknown>> {
  return {
    agent_id: plan.agentId && spellNative('agent', plan.agentId),
    agent_name: plan.agentName,
    version_id: plan.versionId && spellNative('ver', plan.versionId),
    config: plan.config,
    variables: plan.variables,
    context: plan.context,
    max_duration_ms: plan.maxDurationMs,
  };
}

export function recordingFacts({ path, bytes, durationMs }: RecordingRef): Readonly<Record<string, unknown>> {
  return { path, bytes, duration_ms: durationMs };
}

export function mediaFigures(stats: MediaStats): Readonly<Record<string, unknown>> {
  return {
    codec: stats.codec,
    packets_sent: stats.packetsSent,
    packets_received: stats.packetsReceived,
    packets_lost: stats.packetsLost,
    packets_late: stats.packetsLate,
    concealed_ms: stats.concealedMs,
    jitter_ms: stats.jitterMs,
    tick_lateness_p50_ms: stats.tickLatenessP50Ms,
    tick_lateness_p99_ms: stats.tickLatenessP99Ms,
    ...(stats.roundTripMs === undefined ? {} : { round_trip_ms: stats.roundTripMs }),
  };
}
