/** Watches, without deciding anything: how long an answer took, stage by stage. */
import type { Samples } from '#audio';
import type { Fact } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { MeasureState } from './state.ts';

type Open = NonNullable<MeasureState['open']>;
type Measured = Extract<Fact, { fact: 'turn-measured' }>;

export const measure: Part<MeasureState> = (own, signal, scene) => {
  const { now } = scene;
  const change = (more: Partial<Open>): Reaction<MeasureState> => ({
    state: { ...own, open: { ...own.open!, ...more } },
  });
  switch (signal.type) {
    case 'turn-recorded':
      return { state: { ...own, turns: own.turns + 1 } };
    case 'turn-taken': {
      const { end, endpointAt, recognizedAt } = signal.turn;
      const open = {
        ...{ end, endpoint: endpointAt, stt: recognizedAt },
        ...{ mind: null, tts: null, total: null, utterance: null, takenAt: now, ahead: null },
      };
      // An answer that was begun while the callee spoke is this turn's; an older one is not.
      const reply = own.reply && own.reply.token >= signal.turn.start ? own.reply : null;
      return { state: { ...own, open, reply } };
    }
    case 'reply-adopted':
      return own.open ? change({ ahead: signal.aheadMs }) : { state: own };
    case 'reply-started':
      return { state: { ...own, reply: { request: signal.request, token: now, sentence: null } } };
    case 'reply-arrived':
      if (own.reply?.request !== signal.request || own.reply.sentence !== null) return { state: own };
      return { state: { ...own, reply: { ...own.reply, sentence: now } } };
    case 'knowledge-found':
      return { state: { ...own, looked: now } };
    // What is said now answers the silence, not the turn.
    case 'remind':
      return { state: { ...own, open: null } };
    // What is said beside, into the silence of a slow tool or model, is no answer.
    case 'say':
      return own.open && own.open.mind === null && signal.aside !== true
        ? change({ mind: now })
        : { state: own };
    case 'item-started':
      return own.open && own.open.mind === null ? change({ mind: now, tts: now }) : { state: own };
    case 'synthesis-started':
      return own.open && own.open.mind !== null && own.open.tts === null && !isAside(signal.part, scene)
        ? change({ tts: now })
        : { state: own };
    case 'utterance-started':
      if (!own.open || own.open.mind === null || own.open.utterance !== null) return { state: own };
      if (isAside(signal.utteranceId, scene)) return { state: own };
      return change({ total: signal.at, tts: own.open.tts ?? signal.at, utterance: signal.utteranceId });
    case 'speech-finished': {
      if (signal.text === '' || !signal.begun) return { state: own };
      const { open, turns } = own;
      const counted = { ...own, turns: turns + 1 };
      if (!open || open.utterance !== signal.utterance) return { state: counted };
      const since = (at: Samples | null): number => toMs(Math.max(0, (at ?? open.end) - open.end));
      const data = {
        fact: 'turn-measured' as const,
        turn: turns,
        endpoint_ms: since(open.endpoint),
        stt_ms: since(open.stt),
        mind_ms: since(open.mind),
        tts_ms: since(open.tts),
        total_ms: since(open.total),
        ...replied(own, since),
        ...(own.looked !== null && own.looked >= open.end ? { knowledge_ms: since(own.looked) } : {}),
        heard_end_ms: since(now),
      };
      return { state: { ...counted, open: null, looked: null }, effects: [{ type: 'fact-record', data }] };
    }
    default:
      return { state: own };
  }
};

/** @param id of an utterance or one of its parts */
function isAside(id: string, { parts }: Scene): boolean {
  const utterance = parts.mouth.queue.find((it) => it.id === id || it.parts.some((part) => part.id === id));
  return utterance?.aside === true;
}

/** What is known of the language model's answer, if it was the model that answered. */
function replied(
  { open, reply }: MeasureState,
  since: (at: Samples) => number,
): Pick<Measured, 'llm_first_token_ms' | 'first_sentence_ms' | 'preempted' | 'ahead_ms'> {
  if (!open || !reply) return {};
  return {
    llm_first_token_ms: since(reply.token),
    ...(reply.sentence === null ? {} : { first_sentence_ms: since(reply.sentence) }),
    ...(open.ahead !== null || reply.token < open.takenAt ? { preempted: true } : {}),
    ...(open.ahead !== null && { ahead_ms: open.ahead }),
  };
}
