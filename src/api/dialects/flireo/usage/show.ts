/** Usage in Flireo's words: those of its reference, and those of its billing guide. */
import { ownKeysOf, type CallUsage, type ProviderKey, type UsageSum } from '#domain';
import { iso } from '../shapes/moments.ts';

export function showLog(row: CallUsage, businessName: string | null, keys: readonly ProviderKey[]) {
  const own = ownKeysOf(row, keys);
  return {
    id: row.callId,
    duration_sec: Math.round(row.durationMs / 1000),
    byok_stt: own.stt,
    byok_llm: own.llm || own.realtime,
    byok_tts: own.tts,
    phone_number: row.direction === 'inbound' ? row.to : row.from,
    number_id: row.numberId,
    agent_name: row.agentName,
    business_name: businessName,
    created_at: iso(row.createdAt),
  };
}

/** Of the whole range, whatever the page. */
export function showSummary(sums: readonly UsageSum[]) {
  const calls = sums.reduce((sum, part) => sum + part.calls, 0);
  const seconds = Math.round(sums.reduce((sum, part) => sum + part.durationMs, 0) / 1000);
  const minutes = Math.round((seconds / 60) * 100) / 100;
  return {
    total_calls: calls,
    total_duration_seconds: seconds,
    total_duration_minutes: minutes,
    total_seconds: seconds,
    total_minutes: minutes,
    total_cost: costOf(sums),
  };
}

/** Null where prices are of several currencies: they make no sum. */
function costOf(sums: readonly UsageSum[]): number | null {
  const costs = sums.flatMap(({ cost }) => cost).filter(({ total }) => total !== 0);
  if (new Set(costs.map(({ currency }) => currency)).size > 1) return null;
  return Math.round(costs.reduce((sum, { total }) => sum + total, 0) * 1e6) / 1e6;
}
