// Written by tools/client.ts from openapi/openapi.json.
import type { Flow } from './flow.ts';
import type { CallVoice, HttpToolWhen, InboundHook, OnIvr, OnMachine, Speech } from './shared.ts';
import type { ToolConfig } from './tool-config.ts';

export interface AgentConfig {
  readonly name: string;
  readonly flow?: Flow;
  readonly prompt?: string;
  /** First words; in a flow they replace the first say. */
  readonly greeting?: string;
  /** BCP 47. Default: "en-US". */
  readonly language?: string;
  readonly stt?: AgentStt;
  readonly llm?: AgentLlm;
  readonly voice?: CallVoice;
  readonly realtime?: AgentRealtime;
  /** How it speaks, in words: told to the model after the prompt. */
  readonly manner?: string;
  readonly opening?: AgentOpening;
  /** Is the call recorded? True when absent. */
  readonly record?: boolean;
  readonly transcript?: AgentTranscript;
  /** Default: true. */
  readonly interruptible?: boolean;
  readonly turns?: AgentTurns;
  readonly silence?: AgentSilence;
  readonly machine?: AgentMachine;
  readonly background?: AgentBackground;
  /** From the answer; 600 when absent. */
  readonly max_duration_s?: number;
  /** Defaults for {{variables}}. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly tools?: readonly AgentTool[];
  readonly analysis?: AgentAnalysis;
  readonly knowledge?: AgentKnowledge;
  readonly memory?: AgentMemory;
  readonly notification?: AgentNotification;
  /** False: it makes no new call and answers none. True when absent. */
  readonly active?: boolean;
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? As the
   * organization has it when absent.
   */
  readonly suppress_opt_outs?: boolean;
  /** When the agent may call, and be called. Outside, outgoing calls wait until it opens. */
  readonly hours?: AgentHours;
  /** Asked who answers, before a call that comes in is answered. */
  readonly inbound_hook?: InboundHook;
  /** Caller number of this agent. */
  readonly number_id?: string;
  /** Numbers to choose its caller number from, where `number_id` names none. */
  readonly number_pool_id?: string;
}

export type AgentTool = ToolConfig | SavedTool;

export interface SavedTool {
  readonly type: 'saved';
  readonly tool_id: string;
  /** Said anew for this agent; each must be a field of the tool. */
  readonly overrides?: SavedToolOverrides;
}

export interface SavedToolOverrides {
  /** How a flow node or the model calls it. */
  readonly name?: string;
  /** Tells the model when to use it. */
  readonly description?: string;
  readonly text?: string;
  readonly timeout_ms?: number;
  readonly speech?: Speech;
  readonly asynchronous?: boolean;
  /**
   * `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is
   * dialled or answered. `after`: by itself, after the call.
   */
  readonly when?: HttpToolWhen;
  /**
   * When to run it, in words. `during`: told to the model. `after`: a language model judges it by the
   * transcript; not met, it does not run.
   */
  readonly condition?: string;
  /**
   * Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest
   * is given by a model.
   */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

export interface AgentStt {
  /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
  readonly provider?: string;
  /** The provider's name of the model. */
  readonly model?: string;
  /** Names and words that are likely to be said. */
  readonly keyterms?: readonly string[];
  readonly fallbacks?: readonly {
    /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
    readonly provider: string;
    /** The provider's name of the model. */
    readonly model?: string;
  }[];
}

export interface AgentLlm {
  /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
  readonly provider?: string;
  /** The provider's name of the model. */
  readonly model?: string;
  readonly temperature?: number;
  /**
   * Ask for the answer as soon as the words stand, before the turn is over: faster, some answers in
   * vain. True when absent.
   */
  readonly preemptive?: boolean;
  /**
   * Without a first word of the model for so long, a short filler of the language is said, once. 0:
   * never. 1500 when absent.
   */
  readonly filler_after_ms?: number;
  /** Told to the model before the first words of the call, as if they had been said. */
  readonly messages?: readonly {
    readonly role: 'user' | 'assistant';
    /** May hold {{variables}}. */
    readonly content: string;
  }[];
  /** Of one answer; absent: the model decides. */
  readonly max_tokens?: number;
  readonly fallbacks?: readonly {
    /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
    readonly provider: string;
    /** The provider's name of the model. */
    readonly model?: string;
  }[];
}

export interface AgentRealtime {
  /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
  readonly provider: string;
  /** The provider's name of the model. */
  readonly model?: string;
  readonly voice?: string;
  readonly temperature?: number;
}

export interface AgentOpening {
  /** `callee`: the greeting answers their first words, or comes after `callee_timeout_s`. */
  readonly who?: 'agent' | 'callee';
  /** 10 when absent. */
  readonly callee_timeout_s?: number;
  /** The greeting holds instructions; the language model words it. */
  readonly worded?: boolean;
  /** Silence before the first words. */
  readonly pause_ms?: number;
  /** A call that comes in rings so long. */
  readonly ring_ms?: number;
  /** Said before anything else and to its end, e.g. that the call is recorded. */
  readonly notice?: string;
}

export interface AgentTranscript {
  /** False: what was said goes once the call is analysed; its data stay. Default: true. */
  readonly keep?: boolean;
  /**
   * Telephone numbers, addresses of mail, card and account numbers are kept as `[redacted]`. Default:
   * false.
   */
  readonly redact?: boolean;
}

export interface AgentTurns {
  /** Default: "balanced". */
  readonly preset?: 'patient' | 'balanced' | 'quick';
  /** Fixed silence after speech that ends a turn; switches the dynamic wait off. */
  readonly endpoint_ms?: number;
  /** No wait for the end of a turn is shorter, however complete the words are. */
  readonly min_endpoint_ms?: number;
  /** No wait is longer, however unfinished they are. */
  readonly max_endpoint_ms?: number;
  /** Speech that holds the agent tentatively. */
  readonly onset_ms?: number;
  /** Speech that makes an interruption certain. */
  readonly confirm_ms?: number;
  /** Words that make it certain earlier; backchannels do not count. */
  readonly confirm_words?: number;
  /** Silence after which an unconfirmed hold resumes. */
  readonly resume_ms?: number;
  /** Further words that never interrupt, beside the language's own. */
  readonly backchannels?: readonly string[];
}

export interface AgentSilence {
  /** Default: 8. */
  readonly reminder_after_s?: number;
  /** After the last one the call ends. Default: 2. */
  readonly max_reminders?: number;
  /** Every reminder; absent: the words of the language. */
  readonly text?: string;
  /** The first, second … reminder; the last one repeats. Wins over text. */
  readonly texts?: readonly string[];
  /** The language model words the reminder; needs one, else text is said. Default: false. */
  readonly autonomous?: boolean;
  /** Said before the call ends. */
  readonly goodbye?: string;
  /** False: after the last reminder the agent waits in silence. True when absent. */
  readonly hang_up?: boolean;
  /** Silence in a row, reminders included, after which the call ends whatever is left of them. */
  readonly timeout_s?: number;
}

export interface AgentMachine {
  /** The agent waits for a verdict, four seconds at most, before its first words. Default: true. */
  readonly detect?: boolean;
  /** leave_message needs message or message_prompt. Default: "hang_up". */
  readonly on_machine?: OnMachine;
  /** Default: "hang_up". */
  readonly on_ivr?: OnIvr;
  /** Default: "answer". */
  readonly on_screening?: 'answer' | 'hang_up';
  /** Left after the beep; may hold {{variables}}. */
  readonly message?: string;
  /**
   * The language model words the message by these instructions; message is said if it fails or there is
   * none.
   */
  readonly message_prompt?: string;
  /**
   * Whom or what to reach: matched with the options of the menu, or given to the model. Absent: the
   * operator.
   */
  readonly ivr_goal?: string;
  /** Name and purpose for a call screener; absent: from the agent and its greeting. */
  readonly introduction?: string;
}

export interface AgentBackground {
  /** Default: "none". */
  readonly sound?: 'none' | 'office' | 'cafe' | 'room';
  /** dBFS. Default: -42. */
  readonly level_db?: number;
}

export interface AgentAnalysis {
  /** An analysis template; the other fields here lie over its own. */
  readonly template_id?: string;
  /** Default: true. */
  readonly summary?: boolean;
  /** What the summary should tell, in words. */
  readonly summary_prompt?: string;
  /** JSON Schema (an object) of the structured data to extract. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** How the data are to be taken from the call, in words. */
  readonly schema_prompt?: string;
  /** The call gets those that apply, any number. */
  readonly tags?: readonly {
    readonly name: string;
    readonly description?: string;
  }[];
  /** The call gets exactly one of them. */
  readonly dispositions?: readonly {
    readonly name: string;
    readonly description?: string;
  }[];
  /** What makes the call a success, in words. */
  readonly success?: string;
  /** Default: false. */
  readonly sentiment?: boolean;
  /** A call of fewer turns is not shown to the language model; 2 when absent. */
  readonly min_turns?: number;
}

export interface AgentKnowledge {
  /** Ids of knowledge bases. */
  readonly bases: readonly string[];
  /**
   * auto: what fits the words of each turn is put before the model. tool: the model searches by itself,
   * with the function search_knowledge. Default: "auto".
   */
  readonly mode?: 'auto' | 'tool';
  /** Chunks at a time. Default: 3. */
  readonly top?: number;
}

export interface AgentMemory {
  /** Ids of memory stores. */
  readonly stores: readonly string[];
  /** After a call the language model notes what is worth remembering. Default: true. */
  readonly write?: boolean;
}

export interface AgentNotification {
  readonly emails: readonly string[];
  /** Default: "ended". */
  readonly when?: 'ended';
}

export interface AgentHours {
  /** IANA. */
  readonly time_zone: string;
  readonly windows: readonly {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /**
     * `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than
     * `from`: on the next day.
     */
    readonly to: string;
  }[];
  /** Said to who calls outside of them, then the call ends; without it such a call is not answered. */
  readonly after_hours_message?: string;
}
