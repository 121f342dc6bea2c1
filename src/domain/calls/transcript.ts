/** The transcript as a fold over a call's log; the log is its only source. */
import type { CallEvent, Turn, TurnLatency } from './call.ts';

export interface Transcript {
  readonly turns: readonly Turn[];
  readonly latencies: readonly TurnLatency[];
}

/** Turns and latencies of a call as far as its log goes. */
export function transcriptOf(events: readonly Pick<CallEvent, 'type' | 'data'>[]): Transcript {
  const turns = events.flatMap(({ type, data }): Turn[] => {
    if (type !== 'agent-said' && type !== 'callee-said') return [];
    return [
      {
        who: type === 'agent-said' ? 'agent' : 'callee',
        text: String(data['text'] ?? ''),
        startMs: Number(data['start_ms'] ?? 0),
        endMs: Number(data['end_ms'] ?? 0),
        interrupted: data['interrupted'] === true,
      },
    ];
  });
  const latencies = events.flatMap(({ type, data }): TurnLatency[] => {
    if (type !== 'turn-measured') return [];
    const ms = (name: string): number => Number(data[name] ?? 0);
    const optional = <K extends keyof TurnLatency>(key: K, name: string): { [P in K]?: number } =>
      (data[name] === undefined ? {} : { [key]: ms(name) }) as { [P in K]?: number };
    return [
      {
        turn: ms('turn'),
        endpointMs: ms('endpoint_ms'),
        sttMs: ms('stt_ms'),
        mindMs: ms('mind_ms'),
        ttsMs: ms('tts_ms'),
        totalMs: ms('total_ms'),
        ...optional('llmFirstTokenMs', 'llm_first_token_ms'),
        ...optional('firstSentenceMs', 'first_sentence_ms'),
        ...optional('knowledgeMs', 'knowledge_ms'),
        ...optional('heardEndMs', 'heard_end_ms'),
        ...(data['preempted'] === true ? { preempted: true } : {}),
      },
    ];
  });
  return { turns, latencies };
}
