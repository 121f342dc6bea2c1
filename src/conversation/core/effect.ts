/** What a conversation decides: acts for the shell, and facts for the call's log. Plain JSON. */
import type { Samples } from '#audio';
import type { ChatMessage, Grammar, ToolCall, ToolSpec } from '#models';
import type { ToolRequest } from '../tools/tool-request.ts';
import type { Verdict, VerdictBy } from '../machine/state.ts';
import { toLog } from './spelling.ts';

/** Facts that the rest of the product reads; their shape is fixed. Times count from the answer. */
export type Fact =
  | {
      readonly fact: 'agent-said';
      /** What was heard. */
      readonly text: string;
      readonly full_text: string;
      readonly start_ms: number;
      readonly end_ms: number;
      readonly interrupted: boolean;
      /** The last heard word is an estimate: the synthesizer gave no times. */
      readonly estimated: boolean;
    }
  | {
      readonly fact: 'callee-said';
      readonly text: string;
      readonly value: string | null;
      readonly accepted: boolean;
      readonly start_ms: number;
      readonly end_ms: number;
      readonly via: 'speech' | 'keypad';
    }
  | {
      readonly fact: 'turn-measured';
      /** Index of the agent's turn among all `agent-said` and `callee-said`. */
      readonly turn: number;
      /** Ends of the spans; all begin at the end of the callee's speech. */
      readonly endpoint_ms: number;
      readonly stt_ms: number;
      readonly mind_ms: number;
      readonly tts_ms: number;
      readonly total_ms: number;
      /** Of the language model's answer, where there is one: its first token, its first whole piece. */
      readonly llm_first_token_ms?: number;
      readonly first_sentence_ms?: number;
      /** The answer was begun before the turn was over. */
      readonly preempted?: true;
      /** It was asked for so long before. */
      readonly ahead_ms?: number;
      /** What was looked up for the answer was there. */
      readonly knowledge_ms?: number;
      /** The last of the answer that was heard. */
      readonly heard_end_ms: number;
    }
  /** Speech that was no turn: a backchannel, noise, the agent's own words come back, or nothing understood. */
  | {
      readonly fact: 'speech-ignored';
      readonly why: 'backchannel' | 'noise' | 'not-understood' | 'echo';
      readonly text: string;
      readonly start_ms: number;
      readonly end_ms: number;
    }
  | { readonly fact: 'speech-interrupted'; readonly why: string }
  /** Words on which a turn was taken turned out to be others; the turn stands as it was taken. */
  | {
      readonly fact: 'words-corrected';
      readonly text: string;
      readonly was: string;
      readonly start_ms: number;
      readonly end_ms: number;
    }
  /** Who answered, as it was judged; a later verdict corrects an earlier one. */
  | {
      readonly fact: 'answer-classified';
      readonly verdict: Verdict;
      readonly by: VerdictBy;
      readonly at_ms: number;
      /** 0 to 1. */
      readonly confidence: number;
      readonly detail: string;
    }
  /** What was done about a machine, by the agent's settings. */
  | {
      readonly fact: 'machine-action';
      readonly action: string;
      readonly at_ms: number;
      readonly detail: string;
    }
  | { readonly fact: 'node-entered'; readonly node: string }
  | { readonly fact: 'slot-filled'; readonly slot: string; readonly value: string }
  | { readonly fact: 'variable-missing'; readonly name: string }
  | { readonly fact: 'stop-requested'; readonly text: string }
  | { readonly fact: 'tool-finished'; readonly tool: string; readonly ok: boolean; readonly detail: string }
  /** The agent goes on without the tools of this server. */
  | { readonly fact: 'tools-unavailable'; readonly tool: string; readonly why: string }
  /** An answer was asked for before the turn was over; `hit`: it was the answer, `saved_ms` earlier. */
  | { readonly fact: 'reply-ahead'; readonly hit: boolean; readonly saved_ms: number }
  | { readonly fact: 'variable-set'; readonly name: string; readonly value: unknown }
  | { readonly fact: 'reminder-given'; readonly count: number }
  /** From here on callee and target speak with each other. */
  | {
      readonly fact: 'call-transferred';
      readonly to: string;
      readonly mode: 'blind' | 'attended';
      readonly at_ms: number;
    };

/** Why a conversation ended by its own decision. */
export type EndCode =
  | 'flow-ended'
  | 'end-call-tool'
  | 'max-duration'
  | 'silence'
  | 'not-understood'
  | 'stop-requested'
  | 'mind-failed'
  | 'voice-failed'
  | 'hearing-failed'
  | 'end-requested'
  | 'voicemail-reached'
  | 'voicemail-left'
  | 'ivr-reached'
  /** A menu led to nobody. */
  | 'ivr-not-passed'
  | 'call-screened'
  | 'fax'
  /** A busy tone, where nobody had spoken. */
  | 'line-busy'
  | 'line-unreachable'
  /** A busy tone behind a conversation. */
  | 'line-hung-up'
  /** A fault of ours. */
  | 'internal';

export type Effect =
  | {
      readonly type: 'alarm-set';
      readonly name: string;
      readonly at: Samples;
      /** Not while speech seems to begin. */
      readonly unlessOnset?: boolean;
    }
  | { readonly type: 'alarm-clear'; readonly name: string }
  | {
      readonly type: 'barge-in-set';
      readonly enabled: boolean;
      readonly onsetMs: number;
      readonly confirmMs: number;
    }
  | { readonly type: 'playout-hold' }
  | { readonly type: 'playout-resume' }
  /** What is being said does not interrupt; the line goes on counting from here. */
  | { readonly type: 'playout-keep' }
  | { readonly type: 'playout-cut' }
  | { readonly type: 'speech-prepare'; readonly text: string }
  | { readonly type: 'speech-synthesize'; readonly part: string; readonly text: string }
  | { readonly type: 'speech-drop'; readonly part: string }
  | { readonly type: 'speech-play'; readonly utterance: string; readonly part: string }
  /** Nothing more belongs to the utterance. */
  | { readonly type: 'utterance-finish'; readonly utterance: string }
  | { readonly type: 'grammar-warm'; readonly grammar: Grammar }
  | {
      readonly type: 'recognition-request';
      readonly request: string;
      readonly from: Samples;
      readonly to: Samples;
      readonly grammar: Grammar | null;
    }
  | { readonly type: 'recognition-drop'; readonly request: string }
  /** Hear as a stream, from this position on; a stream before it is closed. */
  | { readonly type: 'hearing-open'; readonly from: Samples }
  /** Speech has stopped: recognise what was heard so far. */
  | { readonly type: 'hearing-finalize' }
  | {
      readonly type: 'turn-judge';
      readonly request: string;
      readonly from: Samples;
      readonly to: Samples;
      readonly text: string;
    }
  | { readonly type: 'turn-judge-drop'; readonly request: string }
  | {
      readonly type: 'reply-request';
      readonly request: string;
      readonly messages: readonly ChatMessage[];
      readonly tools: readonly ToolSpec[];
    }
  | { readonly type: 'reply-drop'; readonly request: string }
  /** Look up what the answer to `request` may need; `knowledge-found` or `knowledge-failed` follows. */
  | { readonly type: 'retrieve'; readonly request: string; readonly query: string }
  | { readonly type: 'retrieve-drop'; readonly request: string }
  | {
      readonly type: 'tool-run';
      readonly run: string;
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      readonly request: ToolRequest;
    }
  | { readonly type: 'tool-drop'; readonly run: string }
  /** Keys 0-9 * # A-D, after what is being played. */
  | { readonly type: 'digits-send'; readonly digits: string }
  /** Another call to the same person, at `due` (ms since the epoch) at the earliest. */
  | {
      readonly type: 'callback-schedule';
      readonly run: string;
      readonly due: number;
      readonly reason: string;
    }
  /** Call `to` and connect the callee with it; `transfer-changed` follows. */
  | {
      readonly type: 'transfer-start';
      readonly run: string;
      /** E.164 or SIP URI. */
      readonly to: string;
      readonly mode: 'blind' | 'attended';
      readonly briefing: string | null;
      /** Attended: whoever answers must agree. */
      readonly confirm: boolean;
      readonly ringTimeoutMs: number;
      /** Whoever answers is asked again until then. */
      readonly confirmTimeoutMs?: number;
      /** How the briefing is to be worded out of what was said. */
      readonly briefingPrompt?: string;
      /** Pressed at the answer; `w` and `,` are pauses. */
      readonly digits?: string;
      /** `transfer-changed` says `taken`, and both are connected on `transfer-join`. */
      readonly waits?: true;
      /** The target sees the callee's number. */
      readonly showCallee?: true;
      readonly stopRecording?: true;
    }
  /** The callee has heard what there was to say: connect both. */
  | { readonly type: 'transfer-join'; readonly run: string }
  /** Nobody is to be connected any more. */
  | { readonly type: 'transfer-cancel'; readonly run: string }
  /** Nothing more is to be heard. */
  | { readonly type: 'hearing-close' }
  /** A session with the realtime model, in the place of one before; it hears from `from` on. */
  | {
      readonly type: 'realtime-open';
      readonly instructions: string;
      readonly tools: readonly ToolSpec[];
      readonly from: Samples;
      /** The callee is in the middle of a turn there. */
      readonly speaking: boolean;
    }
  /** The callee begins to speak, or stops. */
  | { readonly type: 'realtime-speech'; readonly speaking: boolean }
  /** It is the model's turn; `instructions` for this answer only. */
  | { readonly type: 'realtime-respond'; readonly ask: string; readonly instructions: string | null }
  | { readonly type: 'realtime-inform'; readonly text: string }
  | { readonly type: 'realtime-result'; readonly call: ToolCall; readonly result: string }
  | { readonly type: 'realtime-cancel' }
  /** Of `item` only so much was heard. */
  | { readonly type: 'realtime-truncate'; readonly item: string; readonly heardMs: number }
  | { readonly type: 'realtime-instruct'; readonly instructions: string }
  /** Please send BYE now; the last words were heard. */
  | {
      readonly type: 'conversation-end';
      readonly reason: EndCode;
      readonly text: string;
      readonly stated?: string;
    }
  | { readonly type: 'fact-record'; readonly data: Fact };

/** An act or fact as it stands in the log. */
export interface Logged {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * How a decision is logged; `null` for alarms, whose ringing is logged as an input. Long things that follow from
 * earlier events (grammars, histories) are logged as their size, requests without headers and bodies (secrets).
 */
export function describe(effect: Effect): Logged | null {
  switch (effect.type) {
    case 'alarm-set':
    case 'alarm-clear':
      return null;
    case 'fact-record': {
      const { fact, ...data } = effect.data;
      return { type: fact, data: { kind: 'fact', ...data } };
    }
    case 'grammar-warm':
      return decision(effect.type, { phrases: effect.grammar.phrases.length });
    case 'recognition-request': {
      const { type, grammar, ...rest } = effect;
      return decision(type, { ...rest, phrases: grammar?.phrases.length ?? null });
    }
    case 'reply-request':
      return decision(effect.type, { request: effect.request, messages: effect.messages.length });
    case 'tool-run': {
      const { type, request, ...rest } = effect;
      return decision(type, { ...rest, ...describeRequest(request) });
    }
    case 'realtime-open': {
      const { type, instructions, tools, ...rest } = effect;
      return decision(type, { ...rest, characters: instructions.length, tools: tools.length });
    }
    case 'realtime-instruct':
      return decision(effect.type, { characters: effect.instructions.length });
    case 'realtime-result':
      return decision(effect.type, { call: effect.call.id, characters: effect.result.length });
    default: {
      const { type, ...rest } = effect;
      return decision(type, rest);
    }
  }
}

/** What a request does and to whom, without addresses and secrets. */
function describeRequest(request: ToolRequest): Record<string, unknown> {
  return request.kind === 'http' ? { method: request.http.method } : { via: request.kind };
}

function decision(type: string, data: Record<string, unknown>): Logged {
  return { type, data: { kind: 'decision', ...toLog(data) } };
}
