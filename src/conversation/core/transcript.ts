/** Folds the facts of a conversation into its turns and latencies. */
import type { Turn, TurnLatency } from '#domain';
import type { Fact } from './effect.ts';

/** A fact's turn; `null` for facts that are none. */
export function turnOf(fact: Fact): Turn | null {
  if (fact.fact !== 'agent-said' && fact.fact !== 'callee-said') return null;
  return {
    who: fact.fact === 'agent-said' ? 'agent' : 'callee',
    text: fact.text,
    startMs: fact.start_ms,
    endMs: fact.end_ms,
    interrupted: fact.fact === 'agent-said' && fact.interrupted,
  };
}

/** Words of the callee may come late: they stand where they were spoken, and later turns move on. Changes both lists. */
export function placeTurn(turn: Turn, turns: Turn[], latencies: TurnLatency[]): void {
  const later = turn.who === 'callee' ? turns.findIndex((it) => it.startMs > turn.startMs) : -1;
  if (later < 0) return void turns.push(turn);
  turns.splice(later, 0, turn);
  for (const [index, latency] of latencies.entries())
    if (latency.turn >= later) latencies[index] = { ...latency, turn: latency.turn + 1 };
}

export function latencyOf(fact: Fact): TurnLatency | null {
  if (fact.fact !== 'turn-measured') return null;
  const { turn, endpoint_ms, stt_ms, mind_ms, tts_ms, total_ms, heard_end_ms } = fact;
  const { llm_first_token_ms, first_sentence_ms, preempted, knowledge_ms } = fact;
  return {
    ...{ turn, endpointMs: endpoint_ms, sttMs: stt_ms },
    ...{ mindMs: mind_ms, ttsMs: tts_ms, totalMs: total_ms, heardEndMs: heard_end_ms },
    ...(llm_first_token_ms !== undefined && { llmFirstTokenMs: llm_first_token_ms }),
    ...(first_sentence_ms !== undefined && { firstSentenceMs: first_sentence_ms }),
    ...(preempted && { preempted }),
    ...(knowledge_ms !== undefined && { knowledgeMs: knowledge_ms }),
  };
}
