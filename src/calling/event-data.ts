/** Records as the event log tells them: snake_case, like everything that leaves by an API. */
import { maskSecrets, type Call, type CallMedia, type CallPlan, type RecordingRef } from '#domain';
import { spellNative } from '#kernel';
import type { ModelSwitch } from '#models';
import type { MediaStats } from '#telephony';

/** The frozen plan; of secrets only that they are there. */
export function planFacts(plan: CallPlan): Readonly<Record<string, unknown>> {
  return {
    agent_id: plan.agentId && spellNative('agent', plan.agentId),
    agent_name: plan.agentName,
    version_id: plan.versionId && spellNative('ver', plan.versionId),
    config: maskSecrets(plan.config),
    ...(plan.models ? { models: plan.models } : {}),
    variables: plan.variables,
    context: plan.context,
    max_duration_ms: plan.maxDurationMs,
    ...(plan.knowledge ? { knowledge: plan.knowledge } : {}),
    ...(plan.memory ? { memory: plan.memory } : {}),
  };
}

export function recordingFacts({ path, bytes, durationMs }: RecordingRef): Readonly<Record<string, unknown>> {
  return { path, bytes, duration_ms: durationMs };
}

/** `to: null`: nothing was left to go on to. */
export function switchFacts(change: ModelSwitch): Readonly<Record<string, unknown>> {
  const { stage, from, to, fault, detail, httpStatus, requestId } = change;
  return {
    kind: 'fact',
    ...{ stage, from, to, fault, detail },
    ...(httpStatus === undefined ? {} : { http_status: httpStatus }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}

/** What a call keeps of its audio's figures. */
export function callMedia(stats: MediaStats): CallMedia {
  return {
    codec: stats.codec,
    srtp: stats.srtp,
    mos: stats.mos,
    rFactor: stats.rFactor,
    packetsSent: stats.packetsSent,
    packetsReceived: stats.packetsReceived,
    packetsLost: stats.packetsLost,
    packetsLate: stats.packetsLate,
    concealedMs: stats.concealedMs,
    jitterMs: stats.jitterMs,
    bufferMeanMs: stats.bufferMeanMs,
    bufferMaxMs: stats.bufferMaxMs,
    roundTripMs: stats.roundTripMs ?? null,
  };
}

export function mediaFigures(stats: MediaStats): Readonly<Record<string, unknown>> {
  return {
    codec: stats.codec,
    srtp: stats.srtp,
    packets_sent: stats.packetsSent,
    packets_received: stats.packetsReceived,
    packets_lost: stats.packetsLost,
    packets_late: stats.packetsLate,
    packets_reordered: stats.packetsReordered,
    packets_duplicated: stats.packetsDuplicated,
    packets_refused: stats.packetsRefused,
    concealed_ms: stats.concealedMs,
    jitter_ms: stats.jitterMs,
    buffer_mean_ms: stats.bufferMeanMs,
    buffer_max_ms: stats.bufferMaxMs,
    r_factor: stats.rFactor,
    mos: stats.mos,
    tick_lateness_p50_ms: stats.tickLatenessP50Ms,
    tick_lateness_p99_ms: stats.tickLatenessP99Ms,
    ...(stats.roundTripMs === undefined ? {} : { round_trip_ms: stats.roundTripMs }),
    ...(stats.farPacketsLost === undefined ? {} : { far_packets_lost: stats.farPacketsLost }),
    ...(stats.farJitterMs === undefined ? {} : { far_jitter_ms: stats.farJitterMs }),
  };
}

/** What made a call that no request made alone. */
export function originFacts(call: Call): Readonly<Record<string, unknown>> {
  return {
    ...(call.parentCallId ? { parent_call_id: spellNative('call', call.parentCallId) } : {}),
    ...(call.campaignId ? { campaign_id: spellNative('camp', call.campaignId) } : {}),
    ...(call.leadId ? { lead_id: spellNative('lead', call.leadId) } : {}),
    ...(call.batchId ? { batch_id: spellNative('batch', call.batchId) } : {}),
    ...(call.retry ? { retry: { number: call.retry.number, of: call.retry.delaysS.length } } : {}),
  };
}
